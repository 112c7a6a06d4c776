"""What many tests of the log start with: a board in memory, and a vote in writing that everybody knows of."""

import pytest

from beirat_tui.log.record import Record
from boards import Board, found, open_round, sketch_facts


@pytest.fixture
def board() -> Board:
    """Four members, a chair among them, and an office."""
    return found(members=4)


@pytest.fixture
def round_(board: Board) -> Record:
    """An open vote on a sketch."""
    opened = open_round(board.office, board.office.write(sketch_facts()))
    board.share()
    return opened
