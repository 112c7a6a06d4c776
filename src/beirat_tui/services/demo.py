"""The demo: a board with a story, and a private folder for every person on it.

Everything lies below one folder; nothing else on the machine is touched.
"""

import datetime as dt
import shutil
from pathlib import Path
from typing import Final

from beirat_tui.services.home import Home
from beirat_tui.services.session import Surroundings
from beirat_tui.services.stage import Progress, Stage
from beirat_tui.services.story import fixtures_folder, read_story
from beirat_tui.wording import language

BOARD: Final = "demo.beirat"
_STAMP: Final = "played-on"


def folder(home: Home) -> Path:
    """Where the demo's files lie."""
    return home.path / "demo"


def person_home(home: Home, role: str) -> Home:
    """The private folder of whoever has ROLE in the demo: ``office``, ``chair`` or ``member``."""
    story = read_story(fixtures_folder() / "demo.toml")
    return _home_of(home, story.persons[role])


def _home_of(home: Home, member: str) -> Home:
    return Home(folder(home) / "persons" / member)


def prepare(
    home: Home,
    outside: Surroundings,
    today: dt.date,
    *,
    fresh: bool = False,
    progress: Progress | None = None,
) -> tuple[Path, bool]:
    """The demo's board as of TODAY: made anew with FRESH, or unless it was made today already.

    Returns:
        The board file, and whether it was made just now.
    """
    place = folder(home)
    stamp, told = place / _STAMP, f"{today.isoformat()} {language()}"
    board = place / BOARD
    if not fresh and stamp.exists() and stamp.read_text(encoding="ascii") == told and board.exists():
        return board, False
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    fixtures = fixtures_folder()
    story = read_story(fixtures / "demo.toml")
    stage = Stage(story, fixtures, board, lambda member: _home_of(home, member), outside, today)
    try:
        stage.play(progress or _silent, language())
    finally:
        stage.close()
    stamp.write_text(told, encoding="ascii")
    return board, True


def _silent(_done: int, _total: int) -> None:
    """Show nothing."""
