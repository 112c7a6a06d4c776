"""All commands with a line each: what `beirat --help` shows without importing a single one of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from beirat_tui.wording import N_


@dataclass(frozen=True, slots=True)
class Line:
    """One command.

    Attributes:
        place: module under `beirat_tui.cli.commands`, and the command's name in it.
        about: what it does, a message; the help of the command itself begins with it.
    """

    place: str
    about: str


SECTIONS: Mapping[str, Mapping[str, Line]] = {
    N_("To begin"): {
        "demo": Line("demo.demo", N_("Try the program on a board with eighteen members.")),
        "found": Line("found.found", N_("Found a board in a new file.")),
        "join": Line("join.join", N_("Ask to be taken onto a board with this device.")),
    },
    N_("Read and vote"): {
        "list": Line("sketches.list_sketches", N_("List the sketches, those that wait for you first.")),
        "show": Line("sketches.show", N_("Show one sketch with its figures, check and votes.")),
        "read": Line("read.read", N_("Read one sketch aloud: plain lines, one fact each.")),
        "vote": Line("vote.vote", N_("Cast your vote, or change it.")),
        "recuse": Line("vote.recuse", N_("Declare a conflict of interest: you take no part in the vote.")),
        "object": Line("vote.object_to", N_("Object to a vote in writing, so that it goes to a meeting.")),
        "comment": Line("vote.comment", N_("Write a comment that the whole board can read.")),
        "dissent": Line("vote.dissent", N_("File a dissenting opinion, which goes into the minutes.")),
    },
    N_("Outcomes"): {
        "tally": Line("outcome.tally", N_("Show participation, quorum and result of a vote.")),
        "why": Line("outcome.why", N_("Derive an outcome, rule by rule.")),
        "rules": Line("rules_what_if.rules", N_("List, show, check, compare and try rules of procedure.")),
    },
    N_("Office and chair"): {
        "roster": Line("roster.roster", N_("Appoint members, enrol and revoke their devices.")),
        "import": Line("imports.import_files", N_("Take in sketches from JSON and docx files.")),
        "summary": Line("sketches.summary", N_("Write the summary that members read first.")),
        "adopt": Line("adopt.adopt", N_("Adopt rules of procedure or a programme.")),
        "meeting": Line("meetings.meeting", N_("Call, open and close meetings, set their agenda.")),
        "attend": Line("meetings.attend", N_("Note who comes to a meeting and who leaves.")),
        "correct": Line(
            "round_next.correct", N_("Correct who was at a meeting, and list the resolutions affected.")
        ),
        "election": Line("elections.election", N_("Elect somebody to a seat of the board.")),
        "round": Line("round_next.round_", N_("Open, count, close, confirm and break off votes.")),
        "decision": Line("sketches.decision", N_("Record what the ministry decided.")),
    },
    N_("The file"): {
        "merge": Line("merge.merge", N_("Take in other copies of the same board.")),
        "copy": Line("copy.copy", N_("Write what others lack as a text for mail, chat or paper.")),
        "paste": Line("paste.paste", N_("Take in such a text.")),
        "sync": Line("sync.sync", N_("Exchange with shared folders and servers.")),
        "hub": Line("hub.hub", N_("Set up and tidy a database in which boards meet.")),
        "settle": Line("settle.settle", N_("List what contradicts itself, and settle it.")),
        "export": Line("export.export", N_("Write sketches and outcomes as JSON or CSV.")),
        "log": Line("log.log", N_("Show every entry of the board with its effect.")),
        "verify": Line("verify.verify", N_("Recompute everything from the signed entries.")),
        "rebuild": Line("verify.rebuild", N_("Make the file's search index and lists anew.")),
    },
}
COMMANDS: Mapping[str, Line] = {name: line for part in SECTIONS.values() for name, line in part.items()}
OPEN = Line("screens.open_board", N_("Open the board on the screen."))
"""What `beirat` does without a command."""
