"""Every outcome is reached on a real board: closed, confirmed, verified, and shown where it belongs."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from beirat_tui.domain.errors import Refused
from beirat_tui.log.bodies.rounds import VoteFacts
from beirat_tui.presets import read_rules
from beirat_tui.services import adoption, closing, meetings, outcomes, queue, rounds, verification, voting
from seated import DAY, SeatedBoard, at, seat_board

LAPSING = read_rules("vwvfg").replace("[quorum]\n", '[quorum]\nfailing = "lapsed"\n', 1)
SECRETLY = read_rules("vwvfg") + '\n[secrecy]\nvote = "secret"\n'
ALL, TWO = ("M01", "M02", "M03", "M04"), ("M01", "M02")
FOR = {"M01": "yes", "M02": "yes", "M03": "yes", "M04": "no"}
TIE = {"M01": "yes", "M02": "yes", "M03": "no", "M04": "no"}
AGAINST = {"M01": "no", "M02": "no", "M03": "yes"}

TABLE = [
    ("adopted", "vwvfg", "recommend", ALL, FOR, "positive", "positive"),
    (
        "adopted_with_conditions",
        "vwvfg",
        "recommend_with_conditions",
        ALL,
        FOR,
        "positive_with_conditions",
        "positive_with_conditions",
    ),
    ("adopted", "vwvfg", "do_not_recommend", ALL, FOR, "negative", "negative"),
    ("postponed", "vwvfg", "postpone", ALL, FOR, "postponed", "postponed"),
    ("rejected", "vwvfg", "recommend", ALL, AGAINST, "negative", "negative"),
    ("rejected", "vwvfg", "postpone", ALL, AGAINST, "back_to_board", "back"),
    ("no_quorum", "vwvfg", "recommend", TWO, {"M01": "yes", "M02": "yes"}, "not_decided", "back"),
    ("repeat", "sgb-iv", "recommend", ALL, TIE, "not_decided", "back"),
    ("lapsed", LAPSING, "recommend", TWO, {"M01": "yes", "M02": "yes"}, "not_decided", "back"),
    ("void", SECRETLY, "recommend", ALL, FOR, "not_decided", "back"),
]


@pytest.fixture
def board(tmp_path: Path) -> Iterator[SeatedBoard]:
    seated = seat_board(tmp_path)
    yield seated
    seated.close()


def sound(board: SeatedBoard) -> bool:
    return not [each for each in verification.verify(board.office).problems if each.weight == "wrong"]


@pytest.mark.parametrize(
    ("result", "rules", "motion", "present", "choices", "votum", "stage"),
    TABLE,
    ids=[f"{entry[0]}-{entry[2]}" for entry in TABLE],
)
def test_in_a_meeting(
    board: SeatedBoard,
    result: str,
    rules: str,
    motion: Any,  # noqa: ANN401  (one of four words)
    present: tuple[str, ...],
    choices: dict[str, str],
    votum: str,
    stage: str,
) -> None:
    adoption.adopt_rules(board.office, rules if "\n" in rules else read_rules(rules))
    sketch = board.sketch()
    round_id = rounds.open_round(board.office, sketch, motion=motion, meeting=board.meeting(*present))
    for label, choice in choices.items():
        voting.cast(board.members[label], round_id, choice)
    closed = closing.close(board.office, round_id, at=at("10:30"))
    assert (closed.result, closed.votum, closed.final) == (result, votum, False)
    assert closing.confirm(board.chair, round_id).final
    row = queue.find(board.office, "2026-01", 1)[0]
    assert row.stage == stage
    assert outcomes.outcomes(board.members["M04"])[0].outcome is not None
    assert sound(board)


def test_in_writing_an_objection_moves_it_to_a_meeting(board: SeatedBoard) -> None:
    sketch = board.sketch()
    deadline = DAY + dt.timedelta(days=14)
    round_id = rounds.open_round(board.office, sketch, motion="recommend", deadline=deadline, begun=DAY)
    voting.object_to_circulation(board.members["M04"], round_id, "")
    outcome = closing.close(board.office, round_id, at=at("18:00", deadline))
    assert (outcome.result, outcome.votum) == ("to_a_meeting", "not_decided")
    assert sound(board)


def test_undecided_says_what_is_missing_and_stays_open(board: SeatedBoard) -> None:
    sketch = board.sketch()
    deadline = DAY + dt.timedelta(days=14)
    round_id = rounds.open_round(board.office, sketch, motion="recommend", deadline=deadline, begun=DAY)
    voting.cast(board.members["M04"], round_id, "yes")
    assert closing.preview_closing(board.office, round_id, at=at("10:00")).result == "undecided"
    with pytest.raises(Refused, match=r"round\.undecided"):
        closing.close(board.office, round_id, at=at("10:00"))
    assert rounds.round_view(board.office, round_id).state == "open"


def test_a_quorum_that_is_presumed_until_somebody_doubts_it(board: SeatedBoard) -> None:
    adoption.adopt_rules(board.office, read_rules("bundestag"))
    for doubted, result in ((False, "adopted"), (True, "no_quorum")):
        sketch = board.sketch("zeitz" if doubted else "salzlandkreis", f"2026-0{1 + doubted}")
        meeting = board.meeting(*ALL, number=f"{1 + doubted}/2026")
        round_id = rounds.open_round(board.office, sketch, motion="recommend", meeting=meeting)
        for label in ("M03", "M04"):
            meetings.attend(board.office, meeting, board.id_of(label), present=False, at="10:20")
        voting.cast(board.members["M01"], round_id, "yes")
        facts = VoteFacts(challenged=doubted)
        assert closing.close(board.office, round_id, at=at("10:30"), facts=facts).result == result
