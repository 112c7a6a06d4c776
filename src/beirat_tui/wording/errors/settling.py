"""Errors of settling what contradicts itself."""

from beirat_tui.wording.catalogue import N_
from beirat_tui.wording.errors import ErrorText

_NOTHING = N_("Nothing was changed.")

SENTENCES = {
    "settle.elsewhere": ErrorText(
        N_("No side can simply hold here."),
        _NOTHING,
        N_("A copied device is revoked and a new one enrolled; a count is entered again."),
    ),
    "settle.settled": ErrorText(
        N_("This has been settled meanwhile."), _NOTHING, N_("There is nothing left to do.")
    ),
    "settle.no-text": ErrorText(
        N_("What this entry says has not arrived here completely."),
        _NOTHING,
        N_("Please exchange with the others first, and try again."),
    ),
    "settle.no-such": ErrorText(
        N_("There is no matter {number} with a side {side}."),
        _NOTHING,
        N_("`beirat settle` lists what is to be settled, with its sides."),
    ),
}
