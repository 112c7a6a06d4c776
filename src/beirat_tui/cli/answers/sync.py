"""Places with which the board is exchanged, and what an exchange brought."""

from beirat_tui.cli.answers.base import Answer, Part
from beirat_tui.cli.answers.imports import RefusalPart
from beirat_tui.cli.answers.merge import MergedFilePart


class PlacePart(Part, frozen=True):
    """One place.

    ``kind`` is folder, webdav or hub; ``at`` is when it was last exchanged with (ISO 8601, local zone), null:
    never; ``problem`` is why the last exchange failed; ``not_handed_over`` counts the entries of this device
    that do not lie there yet, ``votes_not_handed_over`` the votes among them.
    """

    address: str
    kind: str
    paused: bool
    at: str | None
    problem: RefusalPart | None
    not_handed_over: int
    votes_not_handed_over: int


class PlacesAnswer(Answer, frozen=True, tag="places-v1"):
    """All places; the last two figures count what lies at none of them and was given to nobody."""

    places: tuple[PlacePart, ...]
    not_handed_over: int
    votes_not_handed_over: int


class ExchangedPart(Part, frozen=True):
    """What came of one place: ``handed`` counts entries that were not there before."""

    place: str
    clean: bool
    new: int
    known: int
    waiting: int
    requests: int
    payloads: int
    handed: int
    refused: dict[str, int]
    files: tuple[MergedFilePart, ...]
    problem: RefusalPart | None


class SyncAnswer(Answer, frozen=True, tag="sync-v1"):
    """A report for every place; ``clean`` where all were read and written and nothing was refused."""

    clean: bool
    new: int
    handed: int
    places: tuple[ExchangedPart, ...]
    not_handed_over: int
    votes_not_handed_over: int


class HeardPart(Part, frozen=True):
    """A device: ``at`` is when it was last heard of, ``missing`` counts its entries that are not here."""

    label: str
    name: str
    key: str
    at: str | None
    missing: int
    own: bool


class HeardAnswer(Answer, frozen=True, tag="heard-v1"):
    """All devices that are enrolled, the longest silent first."""

    devices: tuple[HeardPart, ...]
