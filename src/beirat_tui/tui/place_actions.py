"""What is done with the places of exchange: add, pause, remove, log in, look at the last exchange."""

from typing import TYPE_CHECKING, Any, cast

from textual import on

from beirat_tui.services.places import Place
from beirat_tui.tui.jobs import Jobs
from beirat_tui.tui.widgets.place_list import PlaceList
from beirat_tui.wording import _
from beirat_tui.wording.places import wants_password

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from beirat_tui.domain.errors import BeiratError
    from beirat_tui.services.session import Session
    from beirat_tui.tui.app import BeiratApp

PLACE_KEYS = ("sync.add", "sync.pause", "sync.remove")
"""Ids of the actions, for a screen's ``BINDINGS``."""


class PlaceActions(Jobs):
    """Mixin of the screen that shows the places."""

    @property
    def place_row(self) -> Place | None:
        """The place under the cursor."""
        return None

    def places_changed(self) -> None:
        """Read the places anew."""

    @property
    def _beirat(self) -> "BeiratApp":
        return cast("BeiratApp", self.app)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what needs a place only where there is one."""
        if action in {"pause_place", "remove_place"} and self.place_row is None:
            return False
        checked: bool | None = cast("Any", super()).check_action(action, parameters)
        return checked

    def action_add_place(self) -> None:
        """Ask for a new place."""
        from beirat_tui.tui.dialogs.add_place import AddPlaceDialog  # noqa: PLC0415  (on demand)

        def answered(address: str) -> None:
            self._change_places(lambda session: _places().add(session, address))

        self.ask(AddPlaceDialog("~/"), answered)

    def action_pause_place(self) -> None:
        """Pause the place under the cursor, or take it up again."""
        place = self.place_row
        if place is not None:
            paused = not place.paused
            self._change_places(lambda session: _places().pause(session, place.address, paused=paused))

    def action_remove_place(self) -> None:
        """Ask whether the place under the cursor is to go."""
        place = self.place_row
        if place is None:
            return
        from beirat_tui.tui.dialogs.sentence import SentenceDialog  # noqa: PLC0415  (on demand)

        def job(session: "Session") -> None:
            from beirat_tui.services import passwords  # noqa: PLC0415  (in the thread)

            passwords.forget(_places().remove(session, place.address))

        self.ask_whether(
            SentenceDialog(
                _("Remove a place"),
                _("What lies there stays, and what was taken in stays too. You can add the place again."),
                _("This board is no longer exchanged with {place}.").format(place=place.title),
                _("remove it"),
            ),
            lambda: self._change_places(job),
        )

    def _change_places(self, job: "Callable[[Session], object]") -> None:
        def done(_place: object) -> None:
            if self._beirat.exchanges is not None:
                self._beirat.exchanges.follow()
            self._beirat.show_exchange()
            self.places_changed()

        self.write(job, done)

    @on(PlaceList.Opened, "#places")
    def _place_opened(self, message: PlaceList.Opened) -> None:
        from beirat_tui.tui.screens.sheet import SheetScreen  # noqa: PLC0415  (on demand)
        from beirat_tui.tui.sheets.sync import place_sheet  # noqa: PLC0415  (the same)

        place: Place = message.row
        if place.problem is not None and wants_password(place.problem):
            self._ask_password(place, place.problem)
            return
        exchanges = self._beirat.exchanges
        report = None if exchanges is None else exchanges.reports.get(place.address)
        if report is not None:
            self.app.push_screen(SheetScreen(place.title, lambda width: place_sheet(report, width)))

    def _ask_password(self, place: Place, problem: "BeiratError") -> None:
        def job(_session: "Session") -> str | None:
            from beirat_tui.services import passwords  # noqa: PLC0415  (in the thread)

            return passwords.name_for(place)

        def ask(name: str | None) -> None:
            from beirat_tui.tui.dialogs.password import PasswordDialog  # noqa: PLC0415  (on demand)

            self.ask(PasswordDialog(problem, name), lambda given: self._give_password(place, *given))

        self.read("password", job, ask)

    def _give_password(self, place: Place, name: str, password: str) -> None:
        def job(_session: "Session") -> "BeiratError | None":
            from beirat_tui.services import passwords  # noqa: PLC0415  (in the thread)

            return passwords.give(place, password, name)

        def done(problem: "BeiratError | None") -> None:
            if problem is not None:
                self._beirat.show_error(problem)
            self._beirat.action_exchange()

        self.write(job, done)


def _places() -> "ModuleType":
    from beirat_tui.services import places  # noqa: PLC0415  (in the thread)

    return places
