"""What a record says, in a word or two: names of the kinds for the log."""

from collections.abc import Mapping

from beirat_tui.domain.text import clean_line
from beirat_tui.wording.catalogue import N_, _

NAMES: Mapping[str, str] = {
    "board.founded": N_("Board founded"),
    "cert.issued": N_("Certificate issued"),
    "cert.cut": N_("Certificate ended"),
    "join.requested": N_("Request to join"),
    "erase.ordered": N_("Erasure ordered"),
    "member.entered": N_("Roster entry"),
    "deputy.named": N_("Deputies named"),
    "proxy.given": N_("Proxy given"),
    "rules.adopted": N_("Rules of procedure adopted"),
    "programme.adopted": N_("Programme adopted"),
    "sketch.submitted": N_("Sketch received"),
    "sketch.revised": N_("New version of a sketch"),
    "attachment.added": N_("File attached"),
    "summary.written": N_("Summary written"),
    "check.ticked": N_("Checklist ticked"),
    "comment.written": N_("Comment"),
    "meeting.called": N_("Meeting called"),
    "meeting.changed": N_("Meeting changed"),
    "agenda.set": N_("Agenda set"),
    "attendance.noted": N_("Attendance noted"),
    "minutes.drawn": N_("Minutes"),
    "decision.recorded": N_("Ministry’s decision"),
    "condition.set": N_("Condition of a grant"),
    "centre.recorded": N_("Centre recorded"),
    "round.opened": N_("Vote opened"),
    "round.aborted": N_("Vote broken off"),
    "recusal.declared": N_("Recusal"),
    "objection.raised": N_("Objection to circulation"),
    "ballot.cast": N_("Ballot"),
    "ballot.received": N_("Receipt of a ballot"),
    "count.entered": N_("Count entered"),
    "round.closed": N_("Vote closed"),
    "round.confirmed": N_("Outcome confirmed"),
    "paper.confirmed": N_("Outcome confirmed on paper"),
    "dissent.filed": N_("Dissenting opinion"),
}

EFFECTS: Mapping[str, str] = {
    "effective": N_("has effect"),
    "replaced": N_("replaced by a newer entry"),
    "inert": N_("has no effect"),
    "unknown": N_("of a newer version of the program"),
}

REASONS: Mapping[str, str] = {
    "cut": N_("written after its certificate ended"),
    "certificate": N_("its certificate has no effect"),
    "rank": N_("nobody may end a certificate of equal or higher rank"),
    "unknown": N_("this version of the program does not know its kind"),
}


def kind_name(kind: str) -> str:
    """The name of KIND in the language in use; the bare kind where this version does not know it."""
    found = NAMES.get(kind)
    return clean_line(kind) if found is None else _(found)


def reason_text(reason: str) -> str:
    """Why an entry has no effect; the bare REASON where this version does not know it."""
    return _(REASONS[reason]) if reason in REASONS else clean_line(reason)


def effect_name(effect: str, reason: str | None = None) -> str:
    """What became of an entry, with the REASON of having no effect."""
    why = REASONS.get(reason or "")
    return _(EFFECTS[effect]) if why is None else f"{_(EFFECTS[effect])}: {_(why)}"
