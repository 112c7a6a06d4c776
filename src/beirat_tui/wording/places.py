"""Places of exchange in words."""

from collections.abc import Mapping
from typing import Final, Protocol

from beirat_tui.domain.errors import BeiratError
from beirat_tui.wording.catalogue import N_, _
from beirat_tui.wording.errors import explain

KINDS: Final[Mapping[str, str]] = {
    "folder": N_("Folder"),
    "webdav": N_("Server (WebDAV)"),
    "hub": N_("Database"),
}

_LOGIN: Final = frozenset({"place.login", "place.secret-missing"})


class Noted(Protocol):
    """What is known of a place."""

    @property
    def paused(self) -> bool:
        """Whether it is left alone."""

    @property
    def problem(self) -> BeiratError | None:
        """What went wrong last."""

    @property
    def at(self) -> int | None:
        """When it was last exchanged with."""


def kind_name(kind: str) -> str:
    """What users call a KIND of place."""
    return _(KINDS[kind])


def wants_password(problem: BeiratError) -> bool:
    """Whether a password solves PROBLEM."""
    return problem.code in _LOGIN


def advice(problem: BeiratError) -> str:
    """What somebody at the screens does about PROBLEM of a place."""
    if wants_password(problem):
        return _("5 leads to the exchange, Enter on this place asks for it.")
    return explain(problem).do


def state_text(place: Noted) -> str:
    """How PLACE stands, in a few words; a sentence where something is wrong."""
    if place.paused:
        return _("paused")
    if place.problem is not None:
        return explain(place.problem).happened
    return _("not exchanged yet") if place.at is None else _("in order")
