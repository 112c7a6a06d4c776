"""A board on disk with somebody in front of the screens, for tests that press real keys.

    async with at_screen(tmp_path, told(), "M02", size=(80, 24)) as screen:
        await screen.press("v")
        assert "Vote" in screen.text

What is asserted is what stands on the screen, and what the services say afterwards.
"""

import asyncio
import datetime as dt
import re
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import textual._wait
from textual.pilot import Pilot

from beirat_tui.log.bodies.board import (
    AgendaSet,
    AttendanceNoted,
    CommentWritten,
    MeetingCalled,
    ProgrammeAdopted,
    SummaryWritten,
)
from beirat_tui.log.record import Record
from beirat_tui.presets import read_programme
from beirat_tui.services.session import Session
from beirat_tui.tui.app import BeiratApp
from boards import Board, ballot_for, found, open_round
from stores import PROGRAMME, all_payloads, board_file, sit, submit

NOW = dt.datetime(2026, 3, 16, 14, 5, tzinfo=dt.timezone(dt.timedelta(hours=1)))
PATIENCE = 60.0
"""Seconds that a test waits for something to show; a busy machine is no error."""
CALM = 2
"""Looks in a row at which nothing is to be done any more."""

# After each key the pilot sleeps four times for a fiftieth of a second, to see whether anything is still at
# work. Threads and messages are waited for by name here (`Watched.rest`), so a shorter look does.
textual._wait.SLEEP_GRANULARITY = 0.002  # noqa: SLF001
textual._wait.SLEEP_IDLE = 0.0005  # noqa: SLF001


@dataclass
class Told:
    """A board, its sketches by a short name, and the rounds that run."""

    board: Board
    sketches: dict[str, Record]
    rounds: dict[str, Record]
    meeting: Record


def told(members: int = 4) -> Told:
    """A board with sketches in the queue, on an agenda and in votes by circulation and in a meeting."""
    board = found(members=members)
    office = board.office
    office.write(ProgrammeAdopted(PROGRAMME, read_programme(PROGRAMME)))
    sketches = {
        "market": submit(board, "2026-01", "Mobiler Marktplatz", applicant="Zweckverband Mulde"),
        "archive": submit(board, "2026-02", "Kreisarchiv [red]digital[/red]", grant_cents=None),
        "shop": submit(board, "2026-03", "Dorfladen rund um die Uhr", applicant="Gemeinde Vorharz"),
        "cable": submit(board, "2026-04", "Breitband bis in den letzten Weiler"),
        "room": submit(board, "2026-05", "Leitstelle im Landkreis", applicant="Landkreis Harz"),
    }
    office.write(SummaryWritten(sketches["market"].id), texts={"text": "Vierzig Betriebe fahren über Land."})
    meeting = office.write(MeetingCalled("3/2026", dt.date(2026, 3, 16), "10:00", "Rathaus"))
    office.write(AgendaSet(meeting.id, [sketches["room"].id, sketches["shop"].id]))
    for label in sorted(board.members):
        office.write(AttendanceNoted(meeting.id, label, spans=[("10:00", None)]))
    rounds = {
        "market": open_round(office, sketches["market"], deadline=dt.date(2026, 3, 20)),
        "cable": open_round(office, sketches["cable"], deadline=dt.date(2026, 4, 1)),
        "room": open_round(office, sketches["room"], deadline=dt.date(2026, 3, 25)),
    }
    office.write(CommentWritten(sketches["market"].id), texts={"text": "Bitte die Folgekosten beachten."})
    board.share()
    board.members["M03"].write(ballot_for(rounds["market"], "M03", "yes"))
    board.share()
    return Told(board, sketches, rounds, meeting)


class Watched:
    """The program on a screen of its own: keys go in, text comes out."""

    def __init__(self, app: BeiratApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def session(self) -> Session:
        """The session that the program opened."""
        assert self.app.session is not None
        return self.app.session

    @property
    def lines(self) -> list[str]:
        """The lines on the screen, dialogs above views."""
        compositor = self.app.screen._compositor  # noqa: SLF001  (Textual has no public way to the strips)
        return [strip.text for strip in compositor.render_strips()]

    @property
    def text(self) -> str:
        """All of the screen."""
        return "\n".join(line.rstrip() for line in self.lines)

    @property
    def words(self) -> str:
        """All words of the screen in one line, whatever borders and line breaks stand between them."""
        return re.sub(r"[│╭╮╰╯─\s]+", " ", self.text)

    async def press(self, *keys: str) -> None:
        """Press KEYS, each after what the one before did to the screen, and let the program come to rest."""
        for key in keys:
            await self.pilot.press(key)
            await self.rest()

    async def type(self, text: str) -> None:
        """Type TEXT, letter by letter."""
        await self.press(*("space" if letter == " " else letter for letter in text))

    async def rest(self) -> None:
        """Wait until no work is under way, no message waits for anybody and everything is drawn."""
        deadline = asyncio.get_running_loop().time() + PATIENCE
        still = 0
        while still < CALM and self.app.is_running and asyncio.get_running_loop().time() < deadline:
            # What went wrong in one of them is the program's to tell.
            await asyncio.gather(*(worker.wait() for worker in self.app.workers), return_exceptions=True)
            await self.pilot.pause()
            still = still + 1 if self._idle else 0

    @property
    def _idle(self) -> bool:
        screen = self.app.screen
        return not (
            any(node.message_queue_size for node in (self.app, *screen.walk_children(with_self=True)))
            or screen._callbacks  # noqa: SLF001  (Textual has no public way to what is still to be done)
            or screen._layout_required  # noqa: SLF001
            or not all(worker.is_finished for worker in self.app.workers)
        )

    async def until(self, shown: str | Callable[[], bool], what: str = "") -> None:
        """Wait until the text SHOWN stands on the screen, or the condition that is called WHAT holds."""
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while not (shown in self.text or shown in self.words if isinstance(shown, str) else shown()):
            late = asyncio.get_running_loop().time() >= deadline
            assert not late, f"never on the screen: {what or shown}\n{self.text}"
            await self.pilot.pause(0.02)


@asynccontextmanager
async def at_screen(
    folder: Path,
    story: Told,
    label: str = "M02",
    *,
    size: tuple[int, int] = (100, 30),
    settings: Mapping[str, Any] | None = None,
    saved: list[dict[str, Any]] | None = None,
) -> AsyncIterator[Watched]:
    """Sit LABEL down in front of the board of STORY; ``office`` and ``chair`` are people too."""
    devices = {"office": story.board.office, **story.board.members}
    device = devices[label]
    path = folder / f"{label}.beirat"
    board_file(path, story.board.records(), all_payloads(story.board)).close()
    app = BeiratApp(
        lambda: sit(path, device, folder / f"home-{label}"),
        settings,
        None if saved is None else saved.append,
        now=lambda: NOW,
    )
    async with app.run_test(size=size, notifications=True) as pilot:
        screen = Watched(app, pilot)
        await screen.until(lambda: app.heading.running is not None)
        await screen.rest()
        yield screen
