"""Every screen at three sizes in both languages is what it was, and what stands on it is whole and works.

`make golden` writes the pictures anew after a change that is meant; the difference shows what it touches.
"""

import sys
from collections.abc import Iterator
from functools import partial

import pytest
from rich.cells import cell_len

from beirat_tui.services.home import Home
from beirat_tui.tui.actions import actions
from beirat_tui.tui.dialogs.base import DialogKeys
from beirat_tui.tui.widgets.form import LABEL, Blank, Turn
from beirat_tui.tui.widgets.key_line import fitting, hints
from beirat_tui.wording import _, use_language
from golden_screens import LANGUAGES, SIZES, demo_board, kept, people, program, shown
from office_screens import AtDesk

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="the board is played in a fixed time zone"),
    pytest.mark.no_cover,  # a picture says nothing of what is tested, and measuring doubles the time
]

UNSEEN = {"q", "down", "space"}
"""Keys of the last line that are not pressed: one leaves, the others move what may be at its end already."""


@pytest.fixture(scope="module")
def home() -> Iterator[Home]:
    with demo_board() as found:
        yield found


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_screen_is_what_it_was(home: Home, language: str, size: tuple[int, int]) -> None:
    use_language(language)
    golden = kept(language, size)
    screens: dict[str, str] = {}
    for person in people():
        screens |= await shown(home, person, size, golden, whole)
    assert list(screens) == list(golden)
    for name, text in screens.items():
        assert text.splitlines() == golden[name].splitlines(), name


def whole(screen: AtDesk) -> None:
    """No key and no label on the screen is cut, not even in a dialog."""
    width = screen.app.screen.size.width
    allowed = {_(action.label) for action in actions().values()} | {_("views")}
    shown_keys = fitting(hints(screen.app.screen.active_bindings, lambda _key: False), width)
    assert {hint.label for hint in shown_keys} <= allowed
    for keys in screen.app.screen.query(DialogKeys):
        for pairs in keys._lines(keys.size.width):  # noqa: SLF001  (what is drawn)
            assert sum(cell_len(key) + 1 + cell_len(label) + 3 for key, label in pairs) - 3 <= keys.size.width
        assert keys.region.bottom <= screen.app.screen.size.height, "the dialog’s keys are out of sight"
    forms = [*screen.app.screen.query(Turn), *screen.app.screen.query(Blank)]
    for line in forms:
        assert cell_len(line._label) <= LABEL, line._label  # noqa: SLF001  (the same)


@pytest.mark.parametrize("view", "23456")
async def test_every_key_in_the_footer_of_the_office_does_something(home: Home, view: str) -> None:
    app = program(home, "office")
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        screen = AtDesk(app, pilot)
        await screen.until(lambda: app.session is not None)
        await screen.press(view)

        def seen() -> tuple[object, ...]:
            return screen.text, app.screen.focused, len(app.screen_stack)

        def differs(before: tuple[object, ...]) -> bool:
            return seen() != before

        found = fitting(hints(app.screen.active_bindings, lambda _key: False), 120)
        assert len(found) > 5
        for hint in found:
            if hint.press in UNSEEN:
                continue
            before = seen()
            await screen.press(hint.press)
            await screen.until(partial(differs, before), f"something done by {hint.press}")
            while len(app.screen_stack) > 1:
                await screen.press("escape")
            await screen.press(view)
