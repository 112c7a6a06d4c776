"""Who may do what, and with which key."""

from beirat_tui.wording.catalogue import N_
from beirat_tui.wording.errors import ErrorText

_NOTHING = N_("Nothing was changed.")

SENTENCES = {
    "rights.no-key": ErrorText(
        N_("This device has no place on this board, so it can only read."),
        _NOTHING,
        N_("Ask to be taken on with `beirat join`, and let the office enrol this device."),
    ),
    "rights.member": ErrorText(
        N_("Only members of the board may do this, and this device does not speak for one."),
        _NOTHING,
        N_("If you are a member, ask the office to enrol this device for you."),
    ),
    "rights.office": ErrorText(
        N_("Only the office and, for much of it, the chair may do this."),
        _NOTHING,
        N_("Ask the office to do it, or use the device that was enrolled for it."),
    ),
    "rights.chair": ErrorText(
        N_("Only the chair may do this."),
        _NOTHING,
        N_("Ask the chair. Where the chair has no device, the office can note a confirmation on paper."),
    ),
    "rights.root": ErrorText(
        N_("This needs the board’s root key."),
        _NOTHING,
        N_("Whoever keeps the root key can do it: its file with --root-key, or its words with --root-words."),
    ),
    "root-key.exists": ErrorText(
        N_("There is a file {path} already."),
        N_("It was not touched, and the root key was not saved."),
        N_("Name a file that does not exist yet."),
    ),
    "root-key.cannot-write": ErrorText(
        N_("The root key cannot be saved in {path}."),
        _NOTHING,
        N_("Check that the folder exists and that you may write there."),
    ),
    "root-key.not-one": ErrorText(
        N_("{path} holds no root key."),
        _NOTHING,
        N_("Name the file that was written when the board was founded."),
    ),
    "root-key.wrong-passphrase": ErrorText(
        N_("The passphrase does not fit the root key in {path}."),
        _NOTHING,
        N_("Try again; upper and lower case matter. The spare key’s words open the board as well."),
    ),
    "words.wrong": ErrorText(
        N_("These are not the 24 words of a key: one is misspelt, missing or out of place."),
        _NOTHING,
        N_("Compare them with the paper, word by word."),
    ),
    "join.member-already": ErrorText(
        N_("This device speaks for {name} already."),
        _NOTHING,
        N_("There is nothing to do; you can read and vote."),
    ),
}
