"""A founded board with one of its people in front of the screens: for tests of what office and chair do.

    board = seat_board(tmp_path)
    async with sitting(board, "office", size=(80, 24)) as screen:
        await screen.go("2")
        await screen.press("a")

Everybody else's sessions stay usable beside the screens, on the same file.
"""

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from beirat_tui.domain.errors import StoreError
from beirat_tui.services.home import Home
from beirat_tui.services.session import Session
from beirat_tui.store.board_file import BoardFile
from beirat_tui.tui.app import BeiratApp
from beirat_tui.tui.screens.first_start import FirstStartScreen
from screens import Watched
from seated import DAY, SeatedBoard

NOW = dt.datetime.combine(DAY, dt.time(14, 5), tzinfo=dt.timezone(dt.timedelta(hours=1)))


class AtDesk(Watched):
    """The program on a screen, with the views a key away."""

    async def go(self, view: str, shown: str = "") -> None:
        """Go to the view behind the key VIEW and wait until SHOWN stands there."""
        await self.press(view)
        if shown:
            await self.until(shown)
        await self.rest()

    async def say(self, *keys: str, shown: str) -> None:
        """Press KEYS and wait until SHOWN stands on the screen."""
        await self.press(*keys)
        await self.until(shown)
        await self.rest()

    async def told(self, text: str) -> None:
        """Wait until a message at the edge of the screen says TEXT."""
        await self.until(lambda: any(text in each.message for each in self.app._notifications))  # noqa: SLF001
        await self.rest()

    @property
    def keys(self) -> str:
        """The last line: the keys that work."""
        return self.lines[-1]

    @property
    def box(self) -> str:
        """The words of the dialog alone, in one line."""
        place = self.app.screen.query_one(".box").content_region
        inside = [line[place.x : place.right] for line in self.lines[place.y : place.bottom]]
        return " ".join(" ".join(inside).split())


def again(session: Session) -> Session:
    """The same person at the same file, through a connection of their own."""
    fresh = replace(session, board=BoardFile(session.path))
    fresh.refresh()
    return fresh


def nowhere() -> Session:
    """Open no board: none is known."""
    raise StoreError("store.no-board")


@asynccontextmanager
async def first_start(home: Path, size: tuple[int, int] = (100, 36)) -> AsyncIterator[AtDesk]:
    """Sit somebody down who has no board yet, with the private folder HOME."""
    app = BeiratApp(nowhere, {}, None, now=lambda: NOW, first_start=lambda: FirstStartScreen(Home(home)))
    async with app.run_test(size=size, notifications=True) as pilot:
        screen = AtDesk(app, pilot)
        await screen.until("No board is known on this computer yet.")
        await screen.rest()
        yield screen


@asynccontextmanager
async def sitting(
    board: SeatedBoard, label: str = "office", *, size: tuple[int, int] = (120, 36)
) -> AsyncIterator[AtDesk]:
    """Sit LABEL (``office``, ``M01`` …) down in front of BOARD."""
    session = board.office if label == "office" else board.members[label]
    app = BeiratApp(lambda: again(session), {}, None, now=lambda: NOW)
    async with app.run_test(size=size, notifications=True) as pilot:
        screen = AtDesk(app, pilot)
        await screen.until(lambda: app.session is not None and app.heading.running is not None)
        await screen.rest()
        yield screen
