"""Errors of merging and of the log."""

from beirat_tui.wording.catalogue import N_
from beirat_tui.wording.errors import ErrorText

_NOT_TOUCHED = N_("The file was not changed.")
_NOTHING = N_("Nothing has changed.")
_LOG = N_("“beirat log” lists the entries; eight digits of an id are enough where they are no other’s.")

SENTENCES = {
    "merge.other-board": ErrorText(
        N_("{path} is the copy of another board."),
        N_("Nothing was taken from it."),
        N_("Please check whether you chose the right file."),
    ),
    "merge.junk": ErrorText(
        N_("{path} holds {number} rows that belong to no board; it was not read any further."),
        N_("What was good until then was taken; the file was not changed."),
        N_("Please ask whoever gave it to you for another copy."),
    ),
    "merge.too-large": ErrorText(
        N_("{path} is larger than any board file ({limit} bytes)."),
        _NOT_TOUCHED,
        N_("Please check whether you chose the right file."),
    ),
    "merge.too-slow": ErrorText(
        N_("{path} takes too long to answer: it is damaged, or made to do harm."),
        _NOT_TOUCHED,
        N_("Please ask whoever gave it to you for another copy."),
    ),
    "merge.no-room": ErrorText(
        N_("There is no room to look into {path}: a private copy is made of it first."),
        _NOT_TOUCHED,
        N_("Please make room in the folder for temporary files and try again."),
    ),
    "merge.closed-folder": ErrorText(
        N_("The folder {path} cannot be read; whether copies lie in it is not known."),
        N_("Nothing was taken from it."),
        N_("Please check whether you may open the folder, or name the files in it one by one."),
    ),
    "merge.too-many-files": ErrorText(
        N_("There are more than {limit} files in {path}; the rest was not looked at."),
        N_("What was good until then was taken; no file was changed."),
        N_("Please name the folder in which the copies lie, or the files themselves."),
    ),
    "history.unknown": ErrorText(N_("There is no entry {entry} on this board."), _NOTHING, _LOG),
    "history.several": ErrorText(N_("More than one entry begins with {entry}."), _NOTHING, _LOG),
}
