"""Why merging did not take something, or took it without effect, in words."""

from collections.abc import Mapping

from beirat_tui.domain.text import clean_line
from beirat_tui.wording.catalogue import N_, _, ngettext

FILE_STATES: Mapping[str, str] = {
    "merged": N_("merged"),
    "nothing-new": N_("nothing new"),
    "same-file": N_("the open board itself"),
    "other-board": N_("another board"),
    "unreadable": N_("not readable"),
}

REFUSALS: Mapping[str, str] = {
    "unreadable": N_("no entry, or damaged"),
    "signature": N_("wrong signature"),
    "other-board": N_("of another board"),
    "no-certificate": N_("without a certificate"),
    "certificate": N_("under somebody else’s certificate"),
    "role": N_("beyond the author’s rights"),
    "chain": N_("out of its place in the author’s series"),
    "reference": N_("refers to something else than it says"),
    "too-many-requests": N_("more requests to join than can be kept"),
}


def state_name(state: str) -> str:
    """What came of a file, in the language in use."""
    return _(FILE_STATES[state])


def refusal_text(reason: str, number: int) -> str:
    """How many entries were refused, and why; a reason of a newer version stands as its code."""
    why = _(REFUSALS[reason]) if reason in REFUSALS else clean_line(reason)
    entries = ngettext("{number} entry refused: {why}", "{number} entries refused: {why}", number)
    return entries.format(number=number, why=why)
