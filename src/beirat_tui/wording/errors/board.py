"""Roster, sketches, meetings: what can be wrong with what the office enters."""

from beirat_tui.wording.catalogue import N_
from beirat_tui.wording.errors import ErrorText

_NOTHING = N_("Nothing was changed.")
_NOBODY_APPOINTED = N_("Nobody was appointed.")
_CORRECT_ROW = N_("Correct this row and read the file again.")
_LIST_MEMBERS = N_("The board’s roster shows everybody with label and name.")
_LIST_SKETCHES = N_("Take in a newer copy of the board, or look in the queue.")
_LIST_MEETINGS = N_("Take in a newer copy of the board, or look at the list of meetings.")

SENTENCES = {
    "roster.nobody": ErrorText(
        N_("Nobody on the board has the label or name “{name}”."), _NOTHING, _LIST_MEMBERS
    ),
    "roster.several": ErrorText(
        N_("“{name}” fits several persons: {labels}."),
        _NOTHING,
        N_("Name the person by the label."),
    ),
    "roster.label-taken": ErrorText(
        N_("Somebody on the board has the label {label} already."),
        _NOBODY_APPOINTED,
        N_("Choose another label, or leave it out to get the next free one."),
    ),
    "roster.no-device": ErrorText(
        N_("There is no device {name} on this board."),
        _NOTHING,
        N_("The board’s list of devices shows them all."),
    ),
    "roster.cannot-read": ErrorText(
        N_("The roster {path} cannot be read as text."),
        _NOBODY_APPOINTED,
        N_("Check the name, and save the file as CSV or TOML in UTF-8."),
    ),
    "roster.too-large": ErrorText(
        N_("The roster {path} is larger than {limit} bytes."),
        _NOBODY_APPOINTED,
        N_("Choose the file with the members; a board’s roster is much smaller."),
    ),
    "roster.unknown-column": ErrorText(
        N_("The roster has a column “{column}”, which is not known; there are {allowed}."),
        _NOBODY_APPOINTED,
        N_("Give the column one of these names or take it out, and read the file again."),
    ),
    "roster.no-name": ErrorText(N_("Row {row} of the roster has no name."), _NOBODY_APPOINTED, _CORRECT_ROW),
    "roster.bad-role": ErrorText(
        N_("“{value}” in row {row} of the roster is no role; there are {allowed}."),
        _NOBODY_APPOINTED,
        _CORRECT_ROW,
    ),
    "roster.bad-votes": ErrorText(
        N_("“{value}” in row {row} of the roster is no number of votes."), _NOBODY_APPOINTED, _CORRECT_ROW
    ),
    "roster.bad-date": ErrorText(
        N_("“{value}” in row {row} of the roster is no day such as 2026-03-16."),
        _NOBODY_APPOINTED,
        _CORRECT_ROW,
    ),
    "roster.label-twice": ErrorText(
        N_("The roster has the label {label} twice."),
        _NOBODY_APPOINTED,
        N_("Give every person a label of their own and read the file again."),
    ),
    "sketch.unknown": ErrorText(
        N_("This sketch is not in this copy of the board."), _NOTHING, _LIST_SKETCHES
    ),
    "sketch.no-such-version": ErrorText(
        N_("The sketch has no such version."),
        _NOTHING,
        N_("The history of the sketch lists its versions."),
    ),
    "attachment.unknown": ErrorText(
        N_("There is no such attached file."),
        _NOTHING,
        N_("The sketch lists the files that belong to it."),
    ),
    "attachment.not-here": ErrorText(
        N_("The attached file {name} is not in this copy of the board."),
        _NOTHING,
        N_("Take in a copy of the board that has it, or ask the office. It may also have been erased."),
    ),
    "comment.empty": ErrorText(
        N_("The comment is empty."), N_("Nothing was written."), N_("Write something and send it again.")
    ),
    "summary.empty": ErrorText(
        N_("The summary is empty."),
        N_("What members read first stays as it was."),
        N_("Write something and send it again."),
    ),
    "decision.amount": ErrorText(
        N_("A refusal grants no amount."),
        N_("No decision was recorded."),
        N_("Leave the amount out, or record that the grant was given."),
    ),
    "intake.no-programme": ErrorText(
        N_("The board has not adopted the programme that the sketches are to be read by."),
        N_("No sketch was taken in."),
        N_("Adopt one first: `beirat adopt programme NAME`."),
    ),
    "intake.one-number": ErrorText(
        N_("One number was given for several files."),
        N_("No sketch was taken in."),
        N_("Take the files in one by one, or let the program number them."),
    ),
    "adoption.too-large": ErrorText(
        N_("The text has {size} bytes; at most {limit} can be adopted."),
        N_("What is in force stays as it is."),
        N_("Shorten the file; comments in it count as well."),
    ),
    "meeting.unknown": ErrorText(
        N_("This meeting is not in this copy of the board."), _NOTHING, _LIST_MEETINGS
    ),
    "meeting.no-number": ErrorText(
        N_("The meeting has no number."), N_("No meeting was called."), N_("Give it one, for example 2/2026.")
    ),
    "meeting.bad-time": ErrorText(
        N_("“{value}” is no time of day."), _NOTHING, N_("Write hours and minutes, for example 14:05.")
    ),
    "meeting.cancelled": ErrorText(
        N_("This meeting was cancelled."), _NOTHING, N_("Call a new meeting with a number of its own.")
    ),
    "meeting.not-opened": ErrorText(
        N_("This meeting has not been opened."), _NOTHING, N_("Open it first, or cancel it.")
    ),
    "meeting.opened-already": ErrorText(
        N_("This meeting was opened already, so it cannot be cancelled."), _NOTHING, N_("Close it instead.")
    ),
    "attendance.before": ErrorText(
        N_("At {time} something later is noted already for this person."),
        N_("The attendance stays as it was."),
        N_("Note a later time."),
    ),
    "proxy.own": ErrorText(
        N_("Nobody votes for themselves by proxy."),
        N_("The proxies stay as they were."),
        N_("Name another member as the one who votes."),
    ),
    "story.not-one": ErrorText(
        N_("The story of the demo cannot be read."),
        N_("Your own boards were not touched."),
        N_("Install the program anew: one of its files is damaged."),
    ),
}
