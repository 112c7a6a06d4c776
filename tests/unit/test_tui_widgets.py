"""The parts that screens are built of: text in cells, pages, lists over a hundred thousand rows."""

import time
from collections.abc import Iterator

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.events import Resize
from textual.geometry import Region

from beirat_tui.tui.jobs import Cancelled, Progress
from beirat_tui.tui.live import Watch
from beirat_tui.tui.widgets.cells import fitted, shortened, wrapped
from beirat_tui.tui.widgets.page import Page
from beirat_tui.tui.widgets.sheet import Sheet
from beirat_tui.tui.widgets.spans import Line
from beirat_tui.tui.widgets.window_list import PAGE, WindowList

COUNT = 100_000


def test_text_is_cut_and_padded_by_the_cells_it_takes() -> None:
    assert fitted("Zeitz", 8) == "Zeitz   "
    assert fitted("192.000", 8, right=True) == " 192.000"
    assert fitted("Merseburg", 5) == "Mers…"
    assert cell_len(fitted("電子行政サービス", 7)) == 7
    assert shortened("abc", 0) == ""
    assert shortened("abc", 1) == "…"


@pytest.mark.parametrize("width", [1, 2, 7, 30])
def test_wrapping_loses_no_letter_and_keeps_the_width(width: int) -> None:
    text = "Eine Leitstelle für Mobilität und Handel: Donaudampfschifffahrtsgesellschaft 電子"
    lines = list(wrapped(text, width))
    assert all(cell_len(line) <= max(width, 2) for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_sheet_breaks_parts_between_them_and_marks_headings() -> None:
    sheet = Sheet(20)
    sheet.parts(("Abgegeben 9 von 18", ""), ("anwesend 11", ""))
    sheet.heading("Ergebnis").item(("✓", "good"), "Mehrheit erreicht mit sieben Stimmen")
    texts = ["".join(text for text, _style in line) for line in sheet.lines]
    assert texts == [
        "Abgegeben 9 von 18",
        "anwesend 11",
        "",
        "Ergebnis",
        "✓ Mehrheit erreicht",
        "  mit sieben Stimmen",
    ]
    assert sheet.anchors == [(3, "Ergebnis")]


class Numbers(WindowList[int]):
    """Rows are their own place."""

    def key_of(self, row: int) -> str:
        """Return the place."""
        return str(row)

    def line_of(self, row: int, width: int) -> Line:
        """Return the place in words."""
        return ((fitted(f"row {row}", width), ""),)


class NumbersApp(App[None]):
    """Supplies every page that is asked for, and keeps count."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[int] = []

    def get_css_variables(self) -> dict[str, str]:
        """Give the colours that the program's themes name."""
        names = ("quiet", "line", "bar", "bar-text", "bar-idle", "good", "bad", "warn", "next")
        return super().get_css_variables() | dict.fromkeys(names, "#808080")

    def compose(self) -> ComposeResult:
        """Lay the list alone."""
        yield Numbers()

    def on_window_list_rows_wanted(self, message: Numbers.RowsWanted) -> None:
        """Supply a page."""
        self.asked.append(message.first)
        last = min(COUNT, message.first + message.count)
        self.query_one(Numbers).supply(message.first, range(message.first, last))


async def test_a_long_list_asks_only_for_the_pages_in_sight() -> None:
    app = NumbersApp()
    async with app.run_test(size=(40, 20)) as pilot:
        numbers = app.query_one(Numbers)
        numbers.focus()
        numbers.show(COUNT, 0, range(PAGE), 0)
        await pilot.press("end")
        await pilot.pause()
        assert numbers.current == COUNT - 1
        assert app.asked == [(COUNT - 1) // PAGE * PAGE]
        await pilot.press("home", "pagedown")
        await pilot.pause()
        assert numbers.current == 18
        assert len(app.asked) == 1


async def test_walking_far_keeps_few_pages_and_comes_back_right() -> None:
    app = NumbersApp()
    async with app.run_test(size=(40, 20)) as pilot:
        numbers = app.query_one(Numbers)
        numbers.show(COUNT, 0, range(PAGE), 0)
        for place in range(0, 40 * PAGE, PAGE):
            numbers.cursor = place
            await pilot.pause()
        numbers.cursor = 5
        await pilot.pause()
        assert numbers.current == 5
        assert app.asked[-1] == 0


def test_progress_ends_the_work_once_it_is_cancelled() -> None:
    progress = Progress()
    progress(1, 10)
    assert (progress.done, progress.total) == (1, 10)
    progress.cancelled = True
    with pytest.raises(Cancelled):
        progress(2, 10)


def test_the_watch_tells_changes_and_nothing_else() -> None:
    numbers: Iterator[int] = iter([1, 1, 2, 2, 3, *[3] * 1000])
    told: list[None] = []
    watch = Watch(lambda: next(numbers), lambda: told.append(None), interval=0.001)
    watch.start()
    deadline = time.monotonic() + 60
    while len(told) < 2 and time.monotonic() < deadline:
        time.sleep(0.001)
    time.sleep(0.02)
    watch.end()
    watch.join(60)
    assert len(told) == 2


class Untold(Page):
    """A page that is never told how much room it has."""

    def on_resize(self, event: Resize) -> None:
        """Do not hear it."""
        event.prevent_default()


class HiddenPageApp(NumbersApp):
    """A page that is filled while it is hidden."""

    CSS = "Untold { display: none; } .-shown Untold { display: block; }"

    def compose(self) -> ComposeResult:
        """Lay the page alone."""
        yield Untold()


async def test_a_page_that_is_filled_while_hidden_shows_its_text_without_being_told_of_its_room() -> None:
    app = HiddenPageApp()
    async with app.run_test(size=(40, 10)) as pilot:
        app.query_one(Untold).show(lambda width: Sheet(width).paragraph("Noch keine Tagesordnung."))
        app.screen.add_class("-shown")
        await pilot.pause()
        assert "Noch keine Tagesordnung." in app.query_one(Untold).render_lines(Region(0, 0, 40, 1))[0].text


class OnePage(NumbersApp):
    """A page alone."""

    def compose(self) -> ComposeResult:
        """Lay the page."""
        yield Page()


async def test_a_key_before_the_scrollbar_is_drawn_scrolls_all_the_same() -> None:
    app = OnePage()
    async with app.run_test(size=(40, 10)) as pilot:
        page = app.query_one(Page)
        await pilot.pause()
        page.show(lambda width: Sheet(width).paragraph("Wort " * 200))
        page.action_last()
        last = page.scroll_offset.y
        await pilot.pause()
        assert last == page.scroll_offset.y == page.max_scroll_y > 0
        assert page.vertical_scrollbar.position == last
