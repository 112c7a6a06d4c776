"""Every screen of the program on the demo board, as `tests/golden/screens` holds them.

    python tests/golden_screens.py

writes those files anew; the difference shows what a change does to every screen. The board is played on a
fixed day with keys and nonces that follow from a name, so it is the same board each time.
"""

import asyncio
import datetime as dt
import itertools
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).parent))

from beirat_tui.domain.errors import StoreError
from beirat_tui.services import demo
from beirat_tui.services.home import Home
from beirat_tui.services.session import Session, Surroundings
from beirat_tui.store.board_file import BoardFile
from beirat_tui.tui import app as app_module
from beirat_tui.tui.app import BeiratApp
from beirat_tui.tui.screens.first_start import FirstStartScreen
from beirat_tui.wording import use_language
from boards import digest
from office_screens import AtDesk

GOLDEN = Path(__file__).parent / "golden" / "screens"
ZONE = "Europe/Berlin"
NOW = dt.datetime(2026, 3, 16, 14, 5, tzinfo=ZoneInfo(ZONE))
SIZES = ((80, 24), (120, 36), (200, 50))
LANGUAGES = ("de", "en")
FOLDER = "/tmp/beirat-"  # noqa: S108  (as long on every machine, since screens break lines at it)
NOBODY = "nobody"
SETTLING = 0.2
"""Seconds until what is read late, a search for one, stands on a screen that is drawn for keeping."""
PATIENCE = 20.0
"""Seconds that a screen is given to become the expected one."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A screen: who sits there, and the keys that lead to it from the queue.

    Attributes:
        back: how many times Escape is pressed afterwards.
    """

    person: str
    name: str
    keys: tuple[str, ...]
    back: int = 1


SCENES = (
    Scene("member", "queue", (), 0),
    Scene("member", "queue filtered", ("slash", *"thema", "colon", *"wert"), 2),
    Scene("member", "reading", ("enter",)),
    Scene("member", "contents", ("enter", "u"), 2),
    Scene("member", "vote", ("v",)),
    Scene("member", "recusal", ("b",)),
    Scene("member", "note", ("m",)),
    Scene("member", "why it stands so", ("w",)),
    Scene("member", "help", ("question_mark",)),
    Scene("member", "commands", ("ctrl+p",)),
    Scene("member", "meeting", ("2",), 0),
    Scene("member", "outcomes", ("3",), 0),
    Scene("member", "why", ("3", "w")),
    Scene("member", "what if", ("3", "W")),
    Scene("member", "figures", ("3", "Z")),
    Scene("member", "board", ("4",), 0),
    Scene("member", "rules", ("4", "r")),
    Scene("member", "exchange", ("5",), 0),
    Scene("member", "log", ("6",), 0),
    Scene("member", "entry", ("6", "enter")),
    Scene("office", "queue of the office", (), 0),
    Scene("office", "take in", ("i",)),
    Scene("office", "checklist", ("C",)),
    Scene("office", "meeting of the office", ("2",), 0),
    Scene("office", "projector", ("2", "p")),
    Scene("office", "attendance", ("2", "a")),
    Scene("office", "roll call", ("2", "l")),
    Scene("office", "by hand", ("2", "h")),
    Scene("office", "closing", ("2", "x")),
    Scene("office", "agenda", ("2", "T")),
    Scene("office", "end of the meeting", ("2", "S")),
    Scene("office", "proxies", ("2", "L")),
    Scene("office", "new meeting", ("2", "plus")),
    Scene("office", "ministry", ("3", "t")),
    Scene("office", "new member", ("4", "plus")),
    Scene("office", "change an entry", ("4", "A")),
    Scene("office", "revoke a device", ("4", "R")),
    Scene("office", "end of a term", ("4", "D")),
    Scene("office", "take in a copy", ("5", "f")),
    Scene("chair", "confirming", ("3", "j", "e")),
    Scene(NOBODY, "first start", (), 0),
    Scene(NOBODY, "founding", ("1",)),
    Scene(NOBODY, "joining", ("2",)),
    Scene(NOBODY, "demo", ("3",)),
)


def outside() -> Surroundings:
    """A clock that stands and random bytes that follow from a name."""
    numbers = itertools.count(1)
    return Surroundings(
        now=lambda: int(NOW.timestamp() * 1000),
        random=lambda size: digest("screens", next(numbers))[:size],
    )


@contextmanager
def demo_board() -> Iterator[Home]:
    """The private folder of the demo, in a place whose name has the same length everywhere."""
    home = Home(Path(tempfile.mkdtemp(prefix=Path(FOLDER).name, dir=Path(FOLDER).parent)))
    people = home.path / "people"
    people.mkdir()
    use_language("de")
    with (
        patch.dict(os.environ, TZ=ZONE, HOME=str(people)),
        patch.object(app_module, "SLOW", 3600.0),  # a busy machine is no other screen
    ):
        time.tzset()
        demo.prepare(home, outside(), NOW.date())
        yield home
    time.tzset()
    shutil.rmtree(home.path)


def open_demo(home: Home, role: str) -> Session:
    """The session of whoever has ROLE on the demo board."""
    private = demo.person_home(home, role)
    file = BoardFile(demo.folder(home) / demo.BOARD)
    with file.reading() as reading:
        board = reading.board
    session = Session(file, private, private.key(board), outside(), board)
    session.refresh()
    return session


def program(home: Home, person: str) -> BeiratApp:
    """The program as PERSON starts it."""

    def opened() -> Session:
        if person == NOBODY:
            raise StoreError("store.no-board")
        return open_demo(home, person)

    return BeiratApp(opened, now=lambda: NOW, first_start=lambda: FirstStartScreen(Home(home.path / "new")))


async def shown(
    home: Home,
    person: str,
    size: tuple[int, int],
    expected: Mapping[str, str] | None = None,
    look: Callable[[AtDesk], None] = lambda _screen: None,
) -> dict[str, str]:
    """What PERSON sees of each of their scenes in the language in use.

    With EXPECTED, what is read late is waited for until the screen is as expected; else for a fixed time.
    LOOK is called on every scene.
    """
    app = program(home, person)
    found: dict[str, str] = {}
    async with app.run_test(size=size) as pilot:
        screen = AtDesk(app, pilot)
        await screen.until(lambda: person == NOBODY or app.session is not None)
        await screen.rest()
        for scene in SCENES:
            if scene.person == person:
                await screen.press(*scene.keys)
                found[scene.name] = await _settled(screen, home, (expected or {}).get(scene.name))
                look(screen)
                await screen.press(*["escape"] * scene.back)
                if person != NOBODY:
                    await screen.press("1")
    return found


async def _settled(screen: AtDesk, home: Home, expected: str | None) -> str:
    clock = asyncio.get_running_loop().time
    end = clock() + (SETTLING if expected is None else PATIENCE)
    while True:
        found = picture(screen).replace(str(home.path), f"{FOLDER}........")
        if found == expected or clock() > end:
            return found
        await asyncio.sleep(0.05)
        await screen.rest()


def picture(screen: AtDesk) -> str:
    """What is on the screen; of a dialog only the dialog: what it stands over is a picture of its own."""
    lines = screen.lines
    box = next(iter(screen.app.screen.query(".box")), None)
    if box is not None:
        place = box.region
        lines = [line[place.x : place.right] for line in lines[place.y : place.bottom]]
    return "\n".join(line.rstrip() for line in lines)


def golden(language: str, size: tuple[int, int]) -> Path:
    """The file with the screens of one size in one language."""
    return GOLDEN / f"{language}.{size[0]}x{size[1]}.txt"


def written(screens: dict[str, str]) -> str:
    """SCREENS as a file holds them."""
    return "".join(f"=== {name} ===\n{text}\n" for name, text in screens.items())


def kept(language: str, size: tuple[int, int]) -> dict[str, str]:
    """The screens of one size in one language, as they are kept."""
    found = {}
    for block in golden(language, size).read_text(encoding="utf-8").split("=== ")[1:]:
        name, _, text = block.partition(" ===\n")
        found[name] = text.removesuffix("\n")
    return found


def people() -> Sequence[str]:
    """Who sits in front of the scenes."""
    return list(dict.fromkeys(scene.person for scene in SCENES))


def main() -> None:
    """Write the files."""
    GOLDEN.mkdir(parents=True, exist_ok=True)
    with demo_board() as home:
        for language, size in itertools.product(LANGUAGES, SIZES):
            use_language(language)
            screens: dict[str, str] = {}
            for person in people():
                screens |= asyncio.run(shown(home, person, size))
            golden(language, size).write_text(written(screens), encoding="utf-8")


if __name__ == "__main__":
    main()
