"""Errors of the places where copies of a board meet."""

from beirat_tui.wording.catalogue import N_
from beirat_tui.wording.errors import ErrorText

_KEPT = N_("Your board and what lies there are as they were; nothing is lost.")
_NOTHING = N_("Nothing was changed.")
_LATER = N_("Nothing of it was taken in yet; your board is as it was.")

SENTENCES = {
    "place.no-address": ErrorText(
        N_("No place was named."),
        _NOTHING,
        N_("Name a folder, for example ~/Nextcloud/Beirat, or the address of a server."),
    ),
    "place.unknown-kind": ErrorText(
        N_("This program cannot exchange with {address}."),
        _NOTHING,
        N_("Places are folders, addresses that begin with https:// or webdav://, and postgresql+psycopg://."),
    ),
    "place.password-in-address": ErrorText(
        N_("There is a password in the address."),
        N_("Nothing was changed, and the password was not kept."),
        N_("Name the address without it: the program asks for it, and keeps it in the system’s keyring."),
    ),
    "place.not-available": ErrorText(
        N_("What this computer needs for {place} is not installed."),
        _KEPT,
        N_("Please install the program again with all its parts."),
    ),
    "place.unknown": ErrorText(
        N_("This board is not exchanged with {place}."),
        _NOTHING,
        N_("`beirat sync list` shows the places; `beirat sync add` adds one."),
    ),
    "place.several": ErrorText(
        N_("“{place}” fits several places."),
        _NOTHING,
        N_("Name the place in full, as `beirat sync list` does."),
    ),
    "place.none": ErrorText(
        N_("No place is set up yet with which this board is exchanged."),
        _NOTHING,
        N_("Add one: `beirat sync add ~/Nextcloud/Beirat`, or + in the view Exchange."),
    ),
    "place.known-already": ErrorText(
        N_("This board is exchanged with {place} already."),
        _NOTHING,
        N_("There is nothing to do; `beirat sync` exchanges now."),
    ),
    "place.no-folder": ErrorText(
        N_("There is no folder {place}."),
        _NOTHING,
        N_("Please check the name. A new folder has to be made, and shared with the others, first."),
    ),
    "place.private": ErrorText(
        N_("Your keys lie in {place}: whoever could read that folder could vote in your name."),
        _NOTHING,
        N_("Please share another folder, one that holds nothing private: {private} must not lie in it."),
    ),
    "place.missing": ErrorText(
        N_("The folder {place} is not there."),
        _KEPT,
        N_("Please check whether the drive or the network folder is connected, and the name."),
    ),
    "place.no-permission": ErrorText(
        N_("You may not read the folder {place}."),
        _KEPT,
        N_("Please ask whoever shares the folder for access."),
    ),
    "place.read-only": ErrorText(
        N_("Nothing can be written to {place}: it is write-protected."),
        N_("What others left there was taken in. Your own entries are not handed over there yet."),
        N_("Please ask whoever shares it for the right to write, or hand over your entries in another way."),
    ),
    "place.full": ErrorText(
        N_("There is no space left in {place}."),
        N_("What others left there was taken in. Your own entries are not handed over there yet."),
        N_("Please make some space there; the next exchange makes up for it."),
    ),
    "place.input-output": ErrorText(
        N_("{place} reports an error while reading or writing."),
        _KEPT,
        N_("Please check whether the drive or the network is there; the next exchange makes up for it."),
    ),
    "place.unfinished": ErrorText(
        N_("{name} is still being copied or loaded."),
        _LATER,
        N_("There is nothing to do: it is read as soon as it is complete."),
    ),
    "place.placeholder": ErrorText(
        N_("{name} only stands for a file that is still in the cloud."),
        _LATER,
        N_("Please open the folder and let the computer load it; then it is read."),
    ),
    "place.not-fetched": ErrorText(
        N_("A file there could not be loaded."), _LATER, N_("The next exchange tries again.")
    ),
}
