"""What merging brought, and why it did not take something, in words."""

from collections.abc import Mapping
from typing import Protocol

from beirat_tui.domain.text import clean_line
from beirat_tui.wording import format as fmt
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


class Brought(Protocol):
    """What came of a file or of several: numbers of entries, requests to join, texts and files."""

    @property
    def new(self) -> int: ...  # noqa: D102  (the class says it)
    @property
    def requests(self) -> int: ...  # noqa: D102
    @property
    def payloads(self) -> int: ...  # noqa: D102
    @property
    def waiting(self) -> int: ...  # noqa: D102
    @property
    def known(self) -> int: ...  # noqa: D102


def brought_text(found: Brought, *, known: bool = True) -> str:
    """What came in, in a few words, and with KNOWN how much was here already.

    Texts and files are told only where no new entries brought them.
    """
    counted = [
        (found.new, ngettext("{number} new entry", "{number} new entries", found.new)),
        (found.requests, ngettext("{number} request to join", "{number} requests to join", found.requests)),
        (
            0 if found.new else found.payloads,
            ngettext("{number} new text or file", "{number} new texts or files", found.payloads),
        ),
        (
            found.waiting,
            ngettext("{number} entry waits for others", "{number} entries wait for others", found.waiting),
        ),
    ]
    told = [text.format(number=fmt.number(number)) for number, text in counted if number]
    told = told or [_("nothing new")]
    if known and found.known:
        text = ngettext("{number} known already", "{number} known already", found.known)
        told.append(text.format(number=fmt.number(found.known)))
    return ", ".join(told)
