"""The exchange: the places, other copies taken in, what that leaves to settle, devices heard of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical

from beirat_tui.services.conflict_views import Conflict
from beirat_tui.services.delivery import DeviceState, Undelivered
from beirat_tui.services.places import Place
from beirat_tui.tui.actions import bindings
from beirat_tui.tui.place_actions import PLACE_KEYS, PlaceActions
from beirat_tui.tui.screens.base import BoardScreen
from beirat_tui.tui.settle_actions import SettleActions
from beirat_tui.tui.widgets.conflict_list import ConflictList
from beirat_tui.tui.widgets.page import Page
from beirat_tui.tui.widgets.place_list import PlaceList
from beirat_tui.wording import _, ngettext

if TYPE_CHECKING:
    from beirat_tui.services.merging_views import MergeReport
    from beirat_tui.services.session import Session
    from beirat_tui.tui.jobs import Progress


@dataclass(frozen=True, slots=True)
class State:
    """What one reading brings."""

    devices: tuple[DeviceState, ...]
    conflicts: tuple[Conflict, ...]
    path: Path
    beside: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How the exchange stands.

    Attributes:
        places: the places set up.
        lacking: what of this device does not lie there, by the place's address.
        left: what of this device was given to nobody.
    """

    places: tuple[Place, ...] = ()
    lacking: Mapping[str, Undelivered] = field(default_factory=dict)
    left: Undelivered = field(default_factory=Undelivered)


class SyncScreen(PlaceActions, SettleActions, BoardScreen):
    """Copies, conflicts, devices."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(*PLACE_KEYS, "sync.choose")]

    DEFAULT_CSS = """
    SyncScreen {
        #exchange { height: 1fr; layout: grid; grid-size: 2 2; grid-columns: 3fr 2fr; grid-rows: 1fr 3; }
        &.-some #exchange { grid-rows: 4fr 3fr; }
        #exchange > *, #left > * { border: round $line; border-title-color: $quiet; height: 1fr; }
        #exchange > *:focus, #left > *:focus { border: round $primary; border-title-color: $primary; }
        #exchange > #left { border: none; }
        #left > #places { height: auto; min-height: 3; max-height: 8; display: none; }
        &.-places #left > #places { display: block; }
        #conflict { display: none; }
        #settle { column-span: 2; display: none; }
        #calm { column-span: 2; }
        &.-some #settle { display: block; }
        &.-some #calm { display: none; }
        &.-wide #exchange, &.-broad #exchange { grid-columns: 1fr 1fr; }
        &.-wide.-some #settle, &.-broad.-some #settle { column-span: 1; }
        &.-wide.-some #conflict, &.-broad.-some #conflict { display: block; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._state: State | None = None
        self._standing = Standing()
        self._last: MergeReport | None = None

    def compose_body(self) -> ComposeResult:
        """Lay the panes."""
        with Container(id="exchange"):
            with Vertical(id="left"):
                yield PlaceList(id="places")
                yield Page(id="copies")
            yield Page(id="devices")
            yield ConflictList(id="settle")
            yield Page(id="conflict")
            yield Page(id="calm")

    def on_mount(self) -> None:
        """Name the panes."""
        super().on_mount()
        self.beirat.exchange_changed.subscribe(self, self._exchange_changed)
        self.query_one("#places").border_title = _("Places")
        self.query_one("#copies").border_title = _("Copies")
        self.query_one("#devices").border_title = _("Devices last heard of")
        for name in ("#settle", "#calm"):
            self.query_one(name).border_title = _("To settle")
        self.query_one("#conflict").border_title = _("How")
        self.query_one("#copies", Page).focus()

    def refresh_board(self) -> None:
        """Read devices, conflicts and what lies beside the file."""

        def job(session: "Session") -> State:
            from beirat_tui.services import conflicts, delivery, merging  # noqa: PLC0415  (in the thread)

            return State(
                delivery.devices(session),
                tuple(conflicts.conflicts(session)),
                session.path,
                tuple(merging.copies_beside(session)),
            )

        self.read("exchange", job, self._show)
        self._read_places()

    @property
    def place_row(self) -> Place | None:
        """The place under the cursor."""
        return self.query_one(PlaceList).current if self._standing.places else None

    def places_changed(self) -> None:
        """Read the places anew."""
        self._read_places()

    def _exchange_changed(self, _nothing: None) -> None:
        self._read_places()

    def _read_places(self) -> None:
        def job(session: "Session") -> Standing:
            from beirat_tui.services import delivery, places  # noqa: PLC0415  (in the thread)

            found = places.places(session)
            lacking = {each.address: delivery.undelivered(session, each.through) for each in found}
            return Standing(found, lacking, delivery.undelivered(session))

        self.read("places", job, self._show_places)

    def _show_places(self, standing: Standing) -> None:
        first = not self._standing.places and bool(standing.places)
        self._standing = standing
        self.set_class(bool(standing.places), "-places")
        exchanges = self.beirat.exchanges
        under_way = exchanges.under_way if exchanges is not None else frozenset[str]()
        found = self.query_one(PlaceList)
        found.fill(standing.places, under_way, self.beirat.now())
        if first and self.focused is self.query_one("#copies"):
            found.focus()
        self._show_copies()
        self.refresh_bindings()

    def _show_copies(self) -> None:
        from beirat_tui.tui.sheets.sync import Exchanged, copies_sheet  # noqa: PLC0415  (brings the words)

        state, standing, now = self._state, self._standing, self.beirat.now()
        if state is None:
            return
        place = self.place_row
        shown = Exchanged(
            state.path,
            state.beside,
            self._last,
            place,
            standing.lacking.get(place.address, Undelivered()) if place is not None else Undelivered(),
            standing.left,
            self.person is not None and "office" in self.person.roles,
        )
        page = self.query_one("#copies", Page)
        page.border_title = _("Copies") if place is None else _("This place")
        page.show(lambda width: copies_sheet(shown, now, width), keep_place=True)

    @on(PlaceList.Pointed, "#places")
    def _place_pointed(self) -> None:
        self._show_copies()
        self.refresh_bindings()

    def _show(self, state: State) -> None:
        from beirat_tui.tui.sheets.sync import devices_sheet  # noqa: PLC0415  (brings the words)
        from beirat_tui.tui.widgets.sheet import Sheet  # noqa: PLC0415  (the same)

        self._state = state
        now = self.beirat.now()
        self._show_copies()
        self.query_one("#devices", Page).show(
            lambda width: devices_sheet(state.devices, now, width), keep_place=True
        )
        self.query_one("#calm", Page).show(
            lambda width: Sheet(width).paragraph(_("✓ Nothing contradicts itself."), "good")
        )
        self.set_class(bool(state.conflicts), "-some")
        found = self.query_one(ConflictList)
        current = found.current
        places = {found.key_of(each): place for place, each in enumerate(state.conflicts)}
        cursor = places.get(found.key_of(current), found.cursor) if current is not None else 0
        found.fill(state.conflicts, cursor)
        text = ngettext("{number} matter", "{number} matters", len(state.conflicts))
        found.border_subtitle = text.format(number=len(state.conflicts)) if state.conflicts else ""
        self.refresh_bindings()

    @on(ConflictList.Pointed, "#settle")
    def _pointed(self, message: ConflictList.Pointed) -> None:
        from beirat_tui.tui.sheets.sync import conflict_sheet  # noqa: PLC0415  (brings the words)

        row = message.row
        if row is not None:
            self.query_one("#conflict", Page).show(lambda width: conflict_sheet(row, width))

    @on(ConflictList.Opened, "#settle")
    def _opened(self, message: ConflictList.Opened) -> None:
        self.open_conflict(message.row)

    # --- taking in -------------------------------------------------------------------------------------

    def action_choose_copy(self) -> None:
        """Choose other copies and take in what they hold."""
        state = self._state
        if state is None:
            return
        from beirat_tui.tui.dialogs.choose_copy import ChooseCopyDialog  # noqa: PLC0415  (on demand)

        self.ask(ChooseCopyDialog(state.path, state.beside), self._merge)

    def _merge(self, paths: list[Path]) -> None:
        def job(session: "Session", progress: "Progress") -> "MergeReport":
            from beirat_tui.services import merging  # noqa: PLC0415  (in the thread)

            return merging.merge(session, paths, progress)

        self.long(_("Taking in"), job, self._merged)

    def _merged(self, report: "MergeReport") -> None:
        from beirat_tui.tui.screens.sheet import SheetScreen  # noqa: PLC0415  (on demand)
        from beirat_tui.tui.sheets.sync import merge_sheet  # noqa: PLC0415  (the same)

        self._last = report
        self.app.push_screen(SheetScreen(_("What was taken in"), lambda width: merge_sheet(report, width)))
        self.refresh_board()
