"""Opening a sketch of twenty pages by a key, against Textual's Markdown widget with the same text."""

import datetime as dt
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from bench_sizes import READY, environment
from bench_startup import BEIRAT
from harness import Row, command, in_turn, row
from make_board import ROOT, TEXT, make_board
from startup import Terminal

from beirat_tui import bootstrap
from beirat_tui.services import intake

PAGES = 20
RECEIVED = dt.date(2026, 3, 1)
WORDS_A_PAGE = 400
WORDS_A_PARAGRAPH = 80
SIGN = "Anfangszeichen"
READER = (sys.executable, Path(__file__).with_name("markdown_reader.py"))


def long_sketch(folder: Path) -> tuple[Path, Path]:
    """A sketch of twenty pages as the JSON file that the program takes in, and as Markdown."""
    sketch = json.loads((ROOT / "fixtures" / "sketches" / "salzlandkreis.json").read_text(encoding="utf-8"))
    chance, words = Random(PAGES), TEXT.split()  # noqa: S311  (the same text on every run)
    sections = list(sketch["sections"])
    paragraphs = PAGES * WORDS_A_PAGE // WORDS_A_PARAGRAPH // len(sections)
    sketch["title"], sketch["short_description"] = "Zwanzig Seiten", SIGN
    sketch["sections"] = {
        name: "\n\n".join(" ".join(chance.choices(words, k=WORDS_A_PARAGRAPH)) for _ in range(paragraphs))
        for name in sections
    }
    taken_in, text = folder / "long.json", folder / "long.md"
    taken_in.write_text(json.dumps(sketch, ensure_ascii=False), encoding="utf-8")
    chapters = [f"## {name}\n\n{content}" for name, content in sketch["sections"].items()]
    text.write_text("\n\n".join([f"# {sketch['title']}", SIGN, *chapters]), encoding="utf-8")
    return taken_in, text


def seconds_to_open(terminal: Terminal, shown: Callable[[str], bool]) -> float:
    """Press Enter and wait until SHOWN holds."""
    moment = terminal.press("\r")
    return terminal.wait(shown, moment) - moment


def measure(runs: int) -> Iterator[Row]:
    """Open in a fresh program each time: nothing is remembered from before."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        board = folder / "board.beirat"
        make_board(board, 1)
        taken_in, text = long_sketch(folder)
        office = bootstrap.open_session(board, board.with_name(f"{board.name}-office"))
        report = intake.import_files(office, [taken_in], received=RECEIVED)[0]
        office.close()
        if report.sketch is None:
            raise SystemExit(f"the sketch was not taken in: {report}")

        def ours() -> float:
            with Terminal([BEIRAT, board], environment(board)) as terminal:
                terminal.wait(lambda text: READY in text, terminal.started)
                terminal.settle(0.7)
                terminal.press("G")
                terminal.wait(lambda text: "2026-02 Zwanzig" in text)
                terminal.settle(0.7)
                return seconds_to_open(terminal, lambda text: "Übersicht" in text and SIGN in text)

        def theirs() -> float:
            with Terminal([*READER, text]) as terminal:
                terminal.wait(lambda text: "Waiting" in text, terminal.started)
                terminal.settle(0.7)
                return seconds_to_open(terminal, lambda text: SIGN in text)

        yield row(f"a sketch of {PAGES} pages", "Markdown widget", *in_turn(ours, theirs, runs), at_most=0.25)


if __name__ == "__main__":
    command(
        "Reading",
        f"From the key press until the first words of a sketch of {PAGES} pages stand on the screen, with "
        "contents, figures and all sections laid out; the other side shows the same text in Textual’s "
        "Markdown widget. 100×30 cells; every figure from a fresh start.",
        measure,
    )
