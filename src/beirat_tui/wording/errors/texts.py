"""Errors of what is handed over as text."""

from beirat_tui.wording.catalogue import N_
from beirat_tui.wording.errors import ErrorText

_NOTHING = N_("Nothing was changed.")
_NOT_TAKEN = N_("Nothing of this text was taken in; your board is as it was.")

SENTENCES = {
    "text.none": ErrorText(
        N_("This is no text of this program."),
        _NOTHING,
        N_("Please copy it from the line with BEIRAT-TEXT to the line with BEIRAT-END, both included."),
    ),
    "text.incomplete": ErrorText(
        N_("A text has {total} parts; missing: {parts}."),
        _NOT_TAKEN,
        N_("Please paste the missing parts together with the others; their order does not matter."),
    ),
    "text.cut-off": ErrorText(
        N_("The end of a text is missing (part {parts} of {total})."),
        _NOT_TAKEN,
        N_("Please copy it once more, down to the line with BEIRAT-END."),
    ),
    "text.damaged": ErrorText(
        N_("A text was changed on its way (part {parts} of {total})."),
        _NOT_TAKEN,
        N_("Please copy it once more from the message; if that does not help, have it sent again as a file."),
    ),
    "text.newer": ErrorText(
        N_("This text was written by a newer version of this program."),
        _NOT_TAKEN,
        N_("Please update the program."),
    ),
    "text.unreadable": ErrorText(
        N_("There is nothing in this text that could be read."),
        _NOT_TAKEN,
        N_("Please have it sent again; if it is the same then, ask for the board file instead."),
    ),
    "text.other-board": ErrorText(
        N_("This text belongs to another board."),
        _NOT_TAKEN,
        N_("Please open that board, and paste it there."),
    ),
    "text.too-long": ErrorText(
        N_("This is too long for a pasted text."),
        _NOTHING,
        N_("Please paste only the lines from BEIRAT-TEXT to BEIRAT-END, or take in the board file instead."),
    ),
    "text.too-many": ErrorText(
        N_("These are {number} texts; at most {limit} can be taken in at once."),
        _NOTHING,
        N_("Please paste fewer of them at a time."),
    ),
    "text.too-much": ErrorText(
        N_("That is too much for a text."),
        _NOTHING,
        N_("Please hand over the board file instead, or only what is new: beirat copy --newest."),
    ),
    "text.too-much-for-paper": ErrorText(
        N_("That would be {number} QR codes; more than {limit} nobody scans."),
        _NOTHING,
        N_("Please hand over less, as text, or the board file."),
    ),
    "text.nothing": ErrorText(
        N_("There is nothing new to hand over."),
        _NOTHING,
        N_("If something got lost on its way, hand over everything: beirat copy --all."),
    ),
    "text.no-device": ErrorText(
        N_("No device of {name} is enrolled on this board."),
        _NOTHING,
        N_("Please enrol one first; for somebody who has not asked to join yet: beirat copy --invite."),
    ),
    "text.not-enrolled": ErrorText(
        N_("You have signed nothing on this board that could be handed over."),
        _NOTHING,
        N_("Please ask to join first: beirat join."),
    ),
    "join.not-found": ErrorText(
        N_("There is no file and no folder {given}."),
        _NOTHING,
        N_("Please check the name, and whether the drive or the network folder is there."),
    ),
    "join.no-board": ErrorText(
        N_("There is no board in what you were given."),
        _NOTHING,
        N_("Please ask the office for the board file, or for an invitation: beirat copy --invite."),
    ),
    "join.several-boards": ErrorText(
        N_("There are {number} boards: {titles}."),
        _NOTHING,
        N_("Please ask the office for the file of your board, and join with that."),
    ),
}
