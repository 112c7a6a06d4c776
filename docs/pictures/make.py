"""Draw the pictures of the README from the real program on the demo board: `make pictures`."""

import asyncio
import datetime as dt
import re
import tempfile
from pathlib import Path

from textual.pilot import Pilot

from beirat_tui import bootstrap
from beirat_tui.services import demo
from beirat_tui.services.home import Home
from beirat_tui.tui.app import BeiratApp
from beirat_tui.wording import use_language

FOLDER = Path(__file__).parent
SIZE = (120, 36)
FONT_FILES = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
"""Fonts that the picture would fetch from the net: it uses what the reader has."""
PICTURES = {
    "queue": ("member", ()),
    "why": ("member", ("3", "w")),
    "meeting": ("office", ("2",)),
}
"""Whose screen, and the keys that lead to it."""


async def draw(board: Path, home: Path, keys: tuple[str, ...]) -> str:
    """The screen as SVG after KEYS were pressed."""
    app = BeiratApp(lambda: bootstrap.open_session(board, home))
    async with app.run_test(size=SIZE) as pilot:
        await settle(app, pilot)
        for key in keys:
            await pilot.press(key)
            await settle(app, pilot)
        return FONT_FILES.sub("", app.export_screenshot(title="beirat"))


async def settle(app: BeiratApp, pilot: Pilot[None]) -> None:
    """Wait until nothing is being read or drawn."""
    for _ in range(10):
        await app.workers.wait_for_complete()
        await pilot.pause(0.2)


def main() -> None:
    """Draw every picture in both languages."""
    with tempfile.TemporaryDirectory() as folder:
        for language in ("de", "en"):
            use_language(language)
            home = Home(Path(folder) / language)
            board, _made = demo.prepare(home, bootstrap.surroundings(), dt.date.today(), fresh=True)  # noqa: DTZ011  (local)
            for name, (person, keys) in PICTURES.items():
                svg = asyncio.run(draw(board, demo.person_home(home, person).path, keys))
                (FOLDER / f"{name}.{language}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
