"""The table of all actions: which keys, which words, which area. Data only; `actions` gives it meaning."""

from beirat_tui.tui.actions import Action, Area
from beirat_tui.wording import N_

TABLE = (
    Action("move.down", "down,j", "cursor_down", N_("move"), N_("One line down."), Area.MOVE, 52, "↑↓"),
    Action("move.up", "up,k", "cursor_up", N_("up"), N_("One line up."), Area.MOVE),
    Action("move.page-down", "pagedown", "page_down", N_("page down"), N_("One page down."), Area.MOVE),
    Action("move.page-up", "pageup", "page_up", N_("page up"), N_("One page up."), Area.MOVE),
    Action("move.first", "home,g", "first", N_("start"), N_("To the first line."), Area.MOVE),
    Action("move.last", "end,G", "last", N_("end"), N_("To the last line."), Area.MOVE),
    Action("move.pane", "tab", "app.focus_next", N_("next pane"), N_("To the next pane."), Area.MOVE, 85),
    Action(
        "move.pane-back",
        "shift+tab",
        "app.focus_previous",
        N_("pane back"),
        N_("To the pane before."),
        Area.MOVE,
    ),
    Action("go.back", "escape", "back", N_("back"), N_("Back to where you came from."), Area.MOVE, 12),
    Action(
        "read.open", "enter", "open", N_("read"), N_("Open the sketch and read all of it."), Area.READ, 15
    ),
    Action("go.back-q", "q", "back", N_("back"), N_("Back, on a page above a view."), Area.MOVE),
    Action("go.clear", "escape", "clear", N_("all sketches"), N_("Show all sketches again."), Area.MOVE, 13),
    Action(
        "read.scroll",
        "space",
        "scroll_preview",
        N_("scroll text"),
        N_("Scroll the text beside the list without leaving the list."),
        Area.READ,
        82,
    ),
    Action(
        "read.section-next",
        "J,right_square_bracket",
        "section(1)",
        N_("next section"),
        N_("To the next section of the sketch."),
        Area.READ,
        22,
    ),
    Action(
        "read.section-previous",
        "K,left_square_bracket",
        "section(-1)",
        N_("section before"),
        N_("To the section before."),
        Area.READ,
    ),
    Action("read.contents", "u", "contents", N_("contents"), N_("Choose a section to go to."), Area.READ, 24),
    Action("read.files", "f", "files", N_("files"), N_("Open an attached file."), Area.READ, 55),
    Action(
        "read.versions", "d", "versions", N_("versions"), N_("Compare versions of the sketch."), Area.READ, 57
    ),
    Action(
        "read.older", "left,h", "step(-1)", N_("older"), N_("The pair of versions before."), Area.READ, 20
    ),
    Action("read.newer", "right,l", "step(1)", N_("newer"), N_("The pair of versions after."), Area.READ, 21),
    Action(
        "read.next-missing",
        "n",
        "next_missing(1)",
        N_("next one"),
        N_("To the next sketch that lacks your vote."),
        Area.READ,
        40,
    ),
    Action(
        "read.previous-missing",
        "N",
        "next_missing(-1)",
        N_("one to vote on before"),
        N_("To the sketch before this one that lacks your vote."),
        Area.READ,
    ),
    Action(
        "read.filter",
        "slash",
        "filter",
        N_("filter"),
        N_("Show only sketches that fit some words."),
        Area.READ,
        45,
    ),
    Action("read.note", "m", "note", N_("note"), N_("Write a note that only you can read."), Area.READ, 65),
    Action(
        "read.comment",
        "c",
        "comment",
        N_("comment"),
        N_("Write a comment that the board reads."),
        Area.READ,
        67,
    ),
    Action(
        "vote.cast", "v", "vote", N_("vote"), N_("Vote on this sketch, or change your vote."), Area.VOTE, 20
    ),
    Action(
        "vote.recuse",
        "b",
        "recuse",
        N_("recuse"),
        N_("Declare a conflict of interest, or take it back."),
        Area.VOTE,
        35,
    ),
    Action(
        "vote.why",
        "w",
        "why",
        N_("why"),
        N_("Show how this outcome comes about, rule by rule."),
        Area.VOTE,
        50,
    ),
    Action(
        "vote.drafts",
        "V",
        "drafts",
        N_("draft votes"),
        N_("Your private draft votes, and casting them in the room."),
        Area.VOTE,
        62,
    ),
    Action("vote.object", "B", "object", N_("object"), N_("Object to deciding in writing."), Area.VOTE, 63),
    Action(
        "vote.dissent",
        "M",
        "dissent",
        N_("dissent"),
        N_("File a dissenting opinion, which goes into the minutes."),
        Area.VOTE,
    ),
    Action(
        "view.queue",
        "1",
        "view('queue')",
        N_("Queue"),
        N_("All sketches, your votes, what is open."),
        Area.VIEWS,
    ),
    Action(
        "view.meeting", "2", "view('meeting')", N_("Meeting"), N_("Agenda, attendance, quorum."), Area.VIEWS
    ),
    Action(
        "view.outcomes",
        "3",
        "view('outcomes')",
        N_("Outcomes"),
        N_("Results and how they came about."),
        Area.VIEWS,
    ),
    Action("view.board", "4", "view('board')", N_("Board"), N_("Members, devices, rules."), Area.VIEWS),
    Action("view.sync", "5", "view('sync')", N_("Exchange"), N_("Other copies of this board."), Area.VIEWS),
    Action("view.log", "6", "view('log')", N_("Log"), N_("Every signed entry of the board."), Area.VIEWS),
    Action(
        "app.help", "question_mark,f1", "keys", N_("help"), N_("All keys, by area."), Area.PROGRAM, 1, "?"
    ),
    Action(
        "app.palette",
        "ctrl+p",
        "command_palette",
        N_("all commands"),
        N_("Search every command by name."),
        Area.PROGRAM,
        90,
    ),
    Action(
        "app.sync", "s", "exchange", N_("exchange"), N_("Exchange with other copies now."), Area.PROGRAM, 70
    ),
    Action(
        "app.quit",
        "q,ctrl+q",
        "quit",
        N_("quit"),
        N_("Leave the program. Everything is saved."),
        Area.PROGRAM,
        80,
        "q",
    ),
    Action(
        "dialog.leave", "escape", "leave", N_("cancel"), N_("Leave a dialog without an answer."), Area.DIALOG
    ),
    Action("dialog.close", "enter", "leave", N_("close"), N_("Close a message."), Area.DIALOG),
    Action(
        "dialog.send", "ctrl+s", "send", N_("done"), N_("Finish a dialog with a text in it."), Area.DIALOG
    ),
    Action("dialog.accept", "enter", "accept", N_("go on"), N_("Take what is highlighted."), Area.DIALOG),
    Action("dialog.drop", "delete,x", "drop", N_("drop"), N_("Drop what is highlighted."), Area.DIALOG),
    Action(
        "filter.list",
        "down",
        "to_list",
        N_("to the list"),
        N_("Keep the filter, go to the list."),
        Area.READ,
        5,
        "Enter",
    ),
    Action("filter.complete", "tab", "complete", N_("complete"), N_("Complete the word."), Area.READ, 6),
    Action("filter.leave", "escape", "leave", N_("all sketches"), N_("Drop the filter."), Area.READ, 7),
    Action(
        "file.outside",
        "f,o",
        "outside",
        N_("open it"),
        N_("Open the file with this computer’s own program."),
        Area.READ,
        20,
    ),
)
