"""The queue marks the votes of one's own that are only on this device, with a word where there is room."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.cells import cell_len

from beirat_tui.services import places, rounds, voting
from beirat_tui.services.queue_views import MyVote, QueueRow, Stage
from beirat_tui.tui.widgets.queue_list import QueueList
from beirat_tui.wording import use_language
from office_screens import AtDesk, sitting
from seated import DAY, SeatedBoard, seat_board


@pytest.fixture
def board(tmp_path: Path) -> Iterator[SeatedBoard]:
    seated = seat_board(tmp_path, members=3)
    rounds.open_round(
        seated.office, seated.sketch(), motion="recommend", deadline=DAY + dt.timedelta(days=9), begun=DAY
    )
    yield seated
    seated.close()


def state(screen: AtDesk) -> str:
    """The row under the cursor, from its state on."""
    line = next(line for line in screen.lines if "▸" in line)
    return line[max(line.find("●"), line.find("○")) :].split("│")[0].strip(" ▇▁▂▃▄▅▆")


@pytest.mark.parametrize(
    ("size", "marked"), [((80, 24), "● yes ⌂"), ((120, 36), "● yes ⌂"), ((200, 50), "● yes ⌂")]
)
async def test_the_mark_comes_with_the_vote_and_goes_when_it_was_handed_over(
    board: SeatedBoard, tmp_path: Path, size: tuple[int, int], marked: str
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    async with sitting(board, "M02", size=size) as screen:
        assert state(screen) == "○ open"
        assert "only here" not in screen.text
        await screen.press("v", "y", "enter", "enter")
        await screen.until("⌂ 1 only here")
        assert state(screen) == marked
        assert "⌂ only on this device" in screen.text
        places.add(board.members["M02"], str(shared))
        assert screen.app.exchanges is not None
        screen.app.exchanges.follow()
        await screen.until(lambda: "only here" not in screen.text)
        assert state(screen) == "● yes"


async def test_a_vote_that_was_here_before_the_start_is_marked_and_help_names_the_sign(
    board: SeatedBoard,
) -> None:
    (running,) = rounds.list_rounds(board.members["M02"])
    voting.cast(board.members["M02"], running.id, "no")
    async with sitting(board, "M02", size=(80, 200)) as screen:
        await screen.until("⌂ 1 only here")
        assert state(screen) == "● no ⌂"
        await screen.say("question_mark", shown="Signs")
        assert "⌂ only on this device" in screen.words


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("vote", [MyVote.YES, MyVote.NO, MyVote.ABSTAIN, MyVote.RECUSED])
@pytest.mark.parametrize("width", [30, 54, 77, 78, 140])
def test_the_mark_fits_every_width_and_no_word_of_the_vote_is_cut(
    language: str, vote: MyVote, width: int
) -> None:
    use_language(language)
    found = QueueList()
    row = QueueRow(
        "s", "2026-01", "A title " * 20, "Applicant", 19_200_000, Stage.OPEN, vote, "r", "meeting",
        None, None, DAY,
    )  # fmt: skip
    plain = "".join(text for text, _tone in found.line_of(row, width))
    found.mark(frozenset({"r"}))
    spans = found.line_of(row, width)
    line = "".join(text for text, _tone in spans)
    assert cell_len(line) == cell_len(plain) == width
    assert "⌂" in line
    assert [tone for text, tone in spans if "⌂" in text] == ["warn"]
    word = {"de": {"yes": "Ja", "no": "Nein", "abstain": "Enthaltung", "recused": "befangen"}}.get(
        language, {"yes": "yes", "no": "no", "abstain": "abstained", "recused": "recused"}
    )[vote]
    assert f" {word} ⌂" in line
    assert (("nur hier" if language == "de" else "only here") in line) == (width >= 78)
