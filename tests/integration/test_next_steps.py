"""After a vote that decided nothing: what is proposed, where, and what the next ballot carries."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from beirat_tui.domain.errors import Refused
from beirat_tui.presets import read_rules
from beirat_tui.services import adoption, closing, meetings, next_steps, rounds, voting
from beirat_tui.services.next_steps import Proposal
from beirat_tui.services.round_minutes import minutes_lines
from seated import DAY, SeatedBoard, at, seat_board

UNANIMOUS = """
language = 1
name = "Erst einstimmig"
source = "Satzung"
[quorum]
need = "more than 1/2"
[majority]
need = "all"
of = "votes cast"
[later_ballots]
after_ballots = 2
"""


@pytest.fixture
def board(tmp_path: Path) -> Iterator[SeatedBoard]:
    seated = seat_board(tmp_path)
    yield seated
    seated.close()


def proposed(board: SeatedBoard, round_id: str) -> Proposal:
    found = next_steps.proposal(board.office, round_id)
    assert found is not None
    return found


def voted(board: SeatedBoard, round_id: str, **choices: str) -> str:
    """Everybody votes and the office closes; returns the result."""
    for label, choice in choices.items():
        voting.cast(board.members[label], round_id, choice)
    return closing.close(board.office, round_id, at=at("10:30")).result


def test_a_tie_that_is_repeated_is_followed_by_the_second_ballot(board: SeatedBoard) -> None:
    adoption.adopt_rules(board.office, read_rules("sgb-iv"))
    sketch = board.sketch()
    meeting = board.meeting(*board.members, sketches=(sketch,))
    first = rounds.open_round(
        board.office,
        sketch,
        motion="recommend_with_conditions",
        meeting=meeting,
        conditions="Bericht nach zwölf Monaten",
    )
    assert next_steps.proposal(board.office, first) is None
    tie = {"M01": "yes", "M02": "yes", "M03": "no", "M04": "no"}
    assert voted(board, first, **tie) == "repeat"
    found = proposed(board, first)
    assert (found.step, found.ballot) == ("repeat_vote", 2)
    assert found.meeting is not None
    second = next_steps.open_next(board.office, found, meeting=found.meeting.id)
    view = rounds.round_view(board.office, second)
    assert (view.motion, view.conditions, view.ballot) == (
        "recommend_with_conditions",
        "Bericht nach zwölf Monaten",
        2,
    )
    assert [(each.result, each.number) for each in view.earlier] == [("repeat", 1)]
    assert next_steps.proposal(board.office, first) is None
    assert voted(board, second, **tie) == "rejected"
    text = "\n".join(minutes_lines(rounds.round_view(board.office, second), str))
    assert "Earlier vote on this motion (16 Mar 2026): The vote is to be repeated. 2 yes, 2 no" in text
    assert next_steps.proposal(board.office, second) is None


def test_two_ballots_that_miss_unanimity_are_followed_by_a_simple_one(board: SeatedBoard) -> None:
    adoption.adopt_rules(board.office, UNANIMOUS)
    sketch = board.sketch()
    meeting = board.meeting(*board.members)
    round_id = rounds.open_round(board.office, sketch, motion="recommend", meeting=meeting)
    results = []
    for _ballot in range(3):
        results.append(voted(board, round_id, M01="yes", M02="yes", M03="yes", M04="no"))
        found = next_steps.proposal(board.office, round_id)
        if found is not None:
            round_id = next_steps.open_next(board.office, found, meeting=meeting)
    assert results == ["repeat", "repeat", "adopted"]
    assert [each.result for each in rounds.round_view(board.office, round_id).earlier] == ["repeat", "repeat"]


def test_a_missed_quorum_asks_for_a_second_meeting_and_leaves_the_ballot_its_number(
    board: SeatedBoard,
) -> None:
    sketch = board.sketch()
    meeting = board.meeting("M01", "M02", sketches=(sketch,))
    first = rounds.open_round(board.office, sketch, motion="recommend", meeting=meeting)
    assert voted(board, first, M01="yes", M02="yes") == "no_quorum"
    found = proposed(board, first)
    assert (found.step, found.meeting, found.ballot) == ("invite_again", None, 1)
    with pytest.raises(Refused, match=r"next\.same-meeting"):
        next_steps.open_next(board.office, found, meeting=meeting)
    with pytest.raises(Refused, match=r"next\.no-meeting"):
        next_steps.put_on_agenda(board.office, found)
    second = meetings.call_meeting(
        board.office, number="2/2026", day=DAY + dt.timedelta(7), time="10:00", place="Rathaus",
        second_of=meeting, notice=True,
    )  # fmt: skip
    found = next_steps.put_on_agenda(board.office, proposed(board, first))
    assert found.on_agenda
    assert [item.sketch for item in meetings.meeting(board.office, second).agenda] == [sketch]
    meetings.attend(board.office, second, board.id_of("M02"), present=True, at="10:00")
    assert found.meeting is not None
    again = next_steps.open_next(board.office, found, meeting=found.meeting.id)
    voting.cast(board.members["M02"], again, "yes")
    outcome = closing.close(board.office, again, at=at("10:30", DAY + dt.timedelta(7)))
    assert outcome.result == "adopted"
    assert [each.result for each in rounds.round_view(board.office, again).earlier] == ["no_quorum"]


def test_an_objection_sends_the_item_to_a_meeting(board: SeatedBoard) -> None:
    sketch = board.sketch()
    deadline = dt.date(2026, 3, 30)
    first = rounds.open_round(board.office, sketch, motion="recommend", deadline=deadline, begun=DAY)
    voting.object_to_circulation(board.members["M02"], first, "Das sollten wir besprechen.")
    assert closing.close(board.office, first, at=at("10:30", deadline)).result == "to_a_meeting"
    found = proposed(board, first)
    assert (found.step, found.meeting) == ("put_on_agenda", None)
    with pytest.raises(Refused, match=r"next\.in-meeting"):
        next_steps.open_next(board.office, found, deadline=deadline)
    meeting = board.meeting(*board.members)
    found = proposed(board, first)
    assert found.meeting is not None
    again = next_steps.open_next(board.office, found, meeting=found.meeting.id)
    assert (found.meeting.id, rounds.round_view(board.office, again).procedure) == (meeting, "meeting")


def test_another_motion_begins_anew(board: SeatedBoard) -> None:
    adoption.adopt_rules(board.office, read_rules("sgb-iv"))
    sketch = board.sketch()
    meeting = board.meeting(*board.members)
    first = rounds.open_round(board.office, sketch, motion="recommend", meeting=meeting)
    assert voted(board, first, M01="yes", M02="yes", M03="no", M04="no") == "repeat"
    other = rounds.open_round(board.office, sketch, motion="postpone", meeting=meeting)
    view = rounds.round_view(board.office, other)
    assert (view.ballot, view.earlier) == (1, ())


def test_a_decision_must_be_confirmed_before_anything_else_is_moved(board: SeatedBoard) -> None:
    sketch = board.sketch()
    meeting = board.meeting(*board.members)
    first = rounds.open_round(board.office, sketch, motion="recommend", meeting=meeting)
    assert voted(board, first, M01="yes", M02="yes", M03="yes") == "adopted"
    with pytest.raises(Refused, match=r"round\.already-open"):
        rounds.open_round(board.office, sketch, motion="postpone", meeting=meeting)
