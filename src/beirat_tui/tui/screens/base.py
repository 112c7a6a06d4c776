"""What every view has: title line, key line, and news of the board that reach it."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from beirat_tui.tui.actions import LEADING, bindings, roles_needed
from beirat_tui.tui.jobs import Jobs
from beirat_tui.tui.widgets.key_line import KeyLine
from beirat_tui.tui.widgets.title_line import TitleLine

if TYPE_CHECKING:
    from beirat_tui.services.person import Person
    from beirat_tui.tui.app import BeiratApp


PAUSE = 0.04
"""Seconds until what stands beside a list follows its cursor."""


class BoardScreen(Jobs, Screen[None]):
    """A view of the board: give `compose_body` and `refresh_board`.

    `refresh_board` is called when the board has been opened and whenever its file changed.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("move.pane", "move.pane-back")]

    DEFAULT_CSS = """
    BoardScreen.-tall TitleLine { height: 2; }
    """

    _moving = False

    def compose(self) -> ComposeResult:
        """Lay the title line, the body and the key line."""
        # Textual looks at the size only when the first frame stands, and would lay everything out once more.
        self.update_classes(dict.fromkeys(self._fitting_the_size(), True), update=False)
        yield TitleLine()
        yield from self.compose_body()
        yield KeyLine()

    def _fitting_the_size(self) -> Iterator[str]:
        width, height = self.app.size
        for extent, breakpoints in (
            (width, self.app.HORIZONTAL_BREAKPOINTS),
            (height, self.app.VERTICAL_BREAKPOINTS),
        ):
            yield max((least, name) for least, name in breakpoints or [] if least <= extent)[1]

    def compose_body(self) -> ComposeResult:
        """Lay what stands between title and keys."""
        yield from ()

    @property
    def beirat(self) -> "BeiratApp":
        """The app, as what it is."""
        return cast("BeiratApp", self.app)

    @property
    def person(self) -> "Person | None":
        """Who sits here, once the board is open."""
        session = self.beirat.session
        return session.person if session is not None else None

    @property
    def leads(self) -> bool:
        """Whether whoever sits here runs the votes: office or chair."""
        return self.person is not None and bool(self.person.roles & LEADING)

    def once_at_rest(self, then: Callable[[], None]) -> None:
        """Call THEN after a moment, once for all calls until then: a cursor that runs on is not followed."""
        if self._moving:
            return
        self._moving = True

        def rested() -> None:
            self._moving = False
            then()

        self.set_timer(PAUSE, rested)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer an action that takes a role only to those who have it."""
        needed = roles_needed().get(action)
        if needed and (self.person is None or not needed & self.person.roles):
            return False
        return super().check_action(action, parameters)

    def refresh_board(self) -> None:
        """Read anew what is shown."""

    def on_mount(self) -> None:
        """Read at once where the board is open already, and whenever it changes."""
        self.beirat.board_changed.subscribe(self, self._board_changed)
        if self.beirat.session is not None:
            self.refresh_board()

    def _board_changed(self, _nothing: None) -> None:
        self.refresh_board()
