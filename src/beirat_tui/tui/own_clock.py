"""A clock that looks wrong, on the screen: a notice when it turns out, a mark in the title line as it lasts.

Looked for when the board is opened and whenever it changed: before something is signed, and when news of
others shows what the own clock could not.
"""

from contextlib import suppress
from typing import TYPE_CHECKING, Final, cast

from beirat_tui.domain.errors import BeiratError

if TYPE_CHECKING:
    from beirat_tui.services.own_clock import ClockDoubt
    from beirat_tui.services.session import Session
    from beirat_tui.tui.app import BeiratApp

SECONDS: Final = 30.0
"""How long the notice stays."""


class OwnClock:
    """Mixin of the app."""

    _doubted: "tuple[str, tuple[str, ...]] | None" = None

    def look_at_clock(self, session: "Session") -> None:
        """Tell whether the clock looks wrong, each doubt once; from any thread but the screen's."""
        from beirat_tui.services import own_clock  # noqa: PLC0415  (in the thread)

        with suppress(BeiratError):
            found = own_clock.doubt(session)
            cast("BeiratApp", self).call_later(self._show_doubt, found)

    def _show_doubt(self, found: "ClockDoubt | None") -> None:
        from beirat_tui.services.own_clock import Doubt  # noqa: PLC0415  (not before the first paint)
        from beirat_tui.wording.own_clock import doubt_text  # noqa: PLC0415  (the same)

        app = cast("BeiratApp", self)
        doubted = None if found is None else (found.what.value, found.labels)
        if found is not None and doubted != self._doubted:
            text = doubt_text(found.what, found.now, found.other, found.labels)
            app.notify(text, severity="warning", timeout=SECONDS, markup=False)
        self._doubted = doubted
        own = found is not None and found.what is not Doubt.OTHER
        if own != app.heading.clock:
            app.heading = app.heading._replace(clock=own)
