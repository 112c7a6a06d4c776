"""Errors of the board file and of the private folder beside it."""

from beirat_tui.wording.catalogue import N_
from beirat_tui.wording.errors import ErrorText

_UNTOUCHED = N_("The file was left as it is.")
_NOT_SAVED = N_("Nothing of this was saved; everything saved before is still there.")
_FROM_COPY = N_(
    "Please keep this file, and open another copy of the board: the one of a colleague, of the shared folder "
    "or of a backup. What you have entered yourself comes back by itself."
)

SENTENCES = {
    "store.no-board": ErrorText(
        N_("No board was named, and none was opened here before."),
        N_("Nothing was changed."),
        N_("Please name the board’s file, or found a new board."),
    ),
    "store.missing": ErrorText(
        N_("There is no file {path}."),
        N_("Nothing was changed."),
        N_("Please check the name, and whether the drive or the network folder is there."),
    ),
    "store.cannot-open": ErrorText(
        N_("The file {path} cannot be opened."),
        _UNTOUCHED,
        N_("Please check whether you may read the file and write in its folder."),
    ),
    "store.not-a-board": ErrorText(
        N_("{path} is not a board’s file."),
        _UNTOUCHED,
        N_("Please choose a file that this program made; its name usually ends in .beirat."),
    ),
    "store.newer-format": ErrorText(
        N_(
            "{path} was written by a newer version of this program (format {found}; this version reads up to "
            "{known})."
        ),
        _UNTOUCHED,
        N_("Please update the program."),
    ),
    "store.older-format": ErrorText(
        N_("{path} was written by an older version and has to be converted, but it is read-only."),
        _UNTOUCHED,
        N_("Please copy it to a folder in which you may write, and open the copy."),
    ),
    "store.exists": ErrorText(
        N_("There is a file {path} already."), _UNTOUCHED, N_("Please choose another name.")
    ),
    "store.cannot-create": ErrorText(
        N_("The file {path} cannot be made."),
        N_("Nothing was left behind."),
        N_("Please check whether the folder is there and whether you may write in it."),
    ),
    "store.locked": ErrorText(
        N_("Another program has been writing to {path} for a long time."),
        _NOT_SAVED,
        N_("Please try again. If it happens again, close other programs that have this file open."),
    ),
    "store.read-only": ErrorText(
        N_("{path} can only be read: the file or its folder is write-protected."),
        _NOT_SAVED,
        N_("Please copy the file to a folder in which you may write, and open the copy."),
    ),
    "store.full": ErrorText(
        N_("There is no space left where {path} lies."),
        _NOT_SAVED,
        N_("Please make some space, and do it again."),
    ),
    "store.input-output": ErrorText(
        N_("The drive on which {path} lies reports an error."),
        _NOT_SAVED,
        N_("Please check whether the drive or the network folder is there and has space, and try again."),
    ),
    "store.damaged": ErrorText(N_("{path} is damaged."), _UNTOUCHED, _FROM_COPY),
    "store.truncated": ErrorText(
        N_("The end of {path} is missing: it was not copied or loaded completely."),
        _UNTOUCHED,
        N_("Please copy it again, or wait until it has been loaded completely."),
    ),
    "store.damaged-record": ErrorText(
        N_("An entry in this board’s file is damaged ({record})."), _UNTOUCHED, _FROM_COPY
    ),
    "store.append-only": ErrorText(
        N_("Something that was saved in {path} was to be changed. That is never done."),
        _NOT_SAVED,
        N_("Please report this."),
    ),
    "store.empty": ErrorText(
        N_("This board’s file is empty: no board was founded in it."),
        _UNTOUCHED,
        N_("Please open another copy of the board, or found a new one under another name."),
    ),
    "store.part": ErrorText(
        N_("This is what a device has left in a shared folder: a part of a board, and no board to open."),
        _UNTOUCHED,
        N_("Please open your own copy of the board, and add the folder as a place: `beirat sync add`."),
    ),
    "store.other-board": ErrorText(
        N_("Where this board’s file lay, there is now the file of another board: {path}."),
        N_("Both boards are as they were, and nothing was mixed."),
        N_("Please close the program and put each board’s file in its place again."),
    ),
    "store.replaced": ErrorText(
        N_("While you were saving, {path} was replaced by another program."),
        _NOT_SAVED,
        N_("Please do it again: the new file is in use from now on."),
    ),
    "store.unfinished": ErrorText(
        N_(
            "The last program that wrote to {path} was interrupted, and here nothing may be written to mend "
            "that."
        ),
        _UNTOUCHED,
        N_(
            "Please copy the file together with the file beside it whose name ends in -journal to a folder "
            "in which you may write, and open the copy."
        ),
    ),
    "home.bad-key": ErrorText(
        N_("Your key for this board cannot be read: {path}."),
        N_("The board and its file are as they were."),
        N_("Please bring the file back from a backup, or ask to join again with a new key."),
    ),
    "home.not-kept": ErrorText(
        N_("Your private folder cannot be written: {path}."),
        N_("What you did is saved in the board’s file; only your own copy of it is missing."),
        N_(
            "Please make space there, and check whether you may write there. Your own copy is completed when "
            "you open the board the next time."
        ),
    ),
    "home.not-written": ErrorText(
        N_("In your private folder this cannot be written: {path}."),
        N_("What was there before is still there, and the board’s file is as it was."),
        N_("Please make space there, and check whether you may write there."),
    ),
    "home.cannot-read": ErrorText(
        N_("Your private folder cannot be read: {path}."),
        N_("The board and its file are as they were."),
        N_("Please check whether the drive is there and whether you may read the folder."),
    ),
    "home.key-exists": ErrorText(
        N_("This device already has a key for this board: {path}."),
        N_("The key was kept."),
        N_("Please go on with this key; a new one is made only for another device or person."),
    ),
}
