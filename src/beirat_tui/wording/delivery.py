"""What has not been handed over yet, and what of others is missing, in words."""

from collections.abc import Sequence
from typing import Protocol

from beirat_tui.wording.catalogue import _, ngettext


def amount(votes: int, entries: int) -> str:
    """VOTES among ENTRIES in words: ``2 votes of yours and 1 other entry``."""
    others = entries - votes
    told = []
    if votes:
        told.append(ngettext("{number} vote of yours", "{number} votes of yours", votes).format(number=votes))
    if others and votes:
        told.append(ngettext("{number} other entry", "{number} other entries", others).format(number=others))
    elif others:
        told.append(ngettext("{number} entry", "{number} entries", others).format(number=others))
    return _(" and ").join(told)


def not_handed_over(votes: int, entries: int) -> str:
    """What is only on this device; empty where nothing is."""
    return _("Not handed over yet: {what}.").format(what=amount(votes, entries)) if entries else ""


class Device(Protocol):
    """What is known of a device."""

    @property
    def label(self) -> str:
        """Whose it is."""

    @property
    def missing(self) -> int:
        """How many of its entries are not here."""


class Outstanding(Protocol):
    """What is not here, or came late."""

    @property
    def missing(self) -> Sequence[Device]:
        """Devices whose entries are not all here."""

    @property
    def silent(self) -> Sequence[Device]:
        """Devices that were not heard of."""

    @property
    def late(self) -> Sequence[str]:
        """Labels of members whose vote is dated after the last day."""


def outstanding_lines(left: Outstanding) -> list[str]:
    """What may still be on the way, and what may have come too late, a sentence each."""
    missing, silent = left.missing, left.silent
    told = [missing_text(each.label, each.missing) for each in missing]
    if silent:
        text = _("No news since the vote was opened from: {labels}. Votes may still be on the way.")
        told.append(text.format(labels=", ".join(each.label for each in silent)))
    if left.late:
        text = _(
            "Dated after the last day: {labels}. These votes count, unless it is noted that they came late."
        )
        told.append(text.format(labels=", ".join(left.late)))
    return told


def missing_text(label: str, number: int) -> str:
    """How many entries of the person LABEL are not here yet."""
    text = ngettext(
        "{label}: {number} entry has not arrived here yet.",
        "{label}: {number} entries have not arrived here yet.",
        number,
    )
    return text.format(label=label, number=number)
