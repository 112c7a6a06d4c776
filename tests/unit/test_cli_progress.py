"""The bar on the terminal: how far something is, and that it came to its end."""

import io
import sys

import pytest

from beirat_tui.cli.progress import shown


class Terminal(io.StringIO):
    """What is written to somebody who watches."""

    def isatty(self) -> bool:
        """Somebody does."""
        return True


@pytest.mark.parametrize("steps", [[], [(0, 4)], [(1, 4), (4, 4)]])
def test_a_bar_ends_full_whatever_there_was_to_count(
    monkeypatch: pytest.MonkeyPatch, steps: list[tuple[int, int]]
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with shown("Working") as progress:
        assert progress is not None
        for done, total in steps:
            progress(done, total)
    assert terminal.getvalue().rstrip().splitlines()[-1].split("\r")[-1].count("100%") == 1
