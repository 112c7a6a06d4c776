"""Errors of what is signed: entries of the board and their texts, written here or come from elsewhere.

Users read of entries; how the bytes of one must look stands in `docs/format.md`.
"""

from beirat_tui.wording.catalogue import N_
from beirat_tui.wording.errors import ErrorText

_NOTHING = N_("Nothing was written, and nothing on the board has changed.")
_NOT_TAKEN = N_("This entry was not taken over. Everything else is as it was.")
_PASS_ON = N_(
    "No program writes entries like this. If it came from somebody else, please ask them for a fresh copy of "
    "the board; if you just wrote it, please report this."
)
_ASK_FOR_COPY = N_("Please ask whoever sent it for a fresh copy of the board, and check where it came from.")
_UPDATE = N_(
    "If a newer version of the program wrote it, please update yours. Otherwise please ask for a fresh copy."
)

SENTENCES = {
    "canonical.size": ErrorText(
        N_("The entry has {size} bytes; one may have {limit}."),
        _NOTHING,
        N_("Please shorten it, or hand the long text in as a file."),
    ),
    "canonical.text": ErrorText(
        N_("A text holds characters that are not allowed in an entry."),
        _NOTHING,
        N_("Please type the text instead of pasting it."),
    ),
    "canonical.integer": ErrorText(
        N_("A number is too large to be written down."),
        _NOTHING,
        N_("Please check the amount or the number."),
    ),
    "canonical.depth": ErrorText(N_("An entry is nested more than {limit} levels deep."), _NOTHING, _PASS_ON),
    "canonical.key": ErrorText(
        N_("An entry has a field with a name that is not allowed."), _NOTHING, _PASS_ON
    ),
    "canonical.type": ErrorText(
        N_("An entry holds a value of a kind that is not allowed ({type})."), _NOTHING, _PASS_ON
    ),
    "canonical.json": ErrorText(N_("An entry is damaged: it cannot be read."), _NOT_TAKEN, _ASK_FOR_COPY),
    "canonical.form": ErrorText(
        N_("An entry is not written in the one form that is allowed."), _NOT_TAKEN, _ASK_FOR_COPY
    ),
    "record.shape": ErrorText(
        N_("An entry lacks something that every entry has, or has too much."), _NOT_TAKEN, _UPDATE
    ),
    "heard.shape": ErrorText(
        N_("What a device says it has is not written in the one form that is allowed."),
        _NOT_TAKEN,
        _UPDATE,
    ),
    "heard.signature": ErrorText(
        N_("What a device says it has is not signed by that device."), _NOT_TAKEN, _ASK_FOR_COPY
    ),
    "record.body": ErrorText(
        N_("The content of an entry does not fit its kind, {kind}: {detail}."), _NOT_TAKEN, _UPDATE
    ),
    "record.slot": ErrorText(
        N_("An entry of the kind {kind} stands in a place where it does not belong."), _NOT_TAKEN, _UPDATE
    ),
    "record.signature": ErrorText(
        N_("The signature of an entry is wrong: it was changed, or somebody else wrote it."),
        _NOT_TAKEN,
        _ASK_FOR_COPY,
    ),
    "record.not-granted": ErrorText(
        N_("This device may not write this ({kind}: {reason})."),
        _NOTHING,
        N_("Please ask the office which rights this device has."),
    ),
    "payload.size": ErrorText(
        N_("The file or text has {size} bytes; the board takes {limit}."),
        _NOTHING,
        N_("Please make it smaller, for example by reducing the pictures in it."),
    ),
}
