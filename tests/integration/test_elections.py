"""Elections from opening to the lot: what every device and `verify` make of them."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from beirat_tui.domain.errors import InputError, Refused, RightsError
from beirat_tui.log.bodies.rounds import VoteFacts
from beirat_tui.services import closing, elections, rounds, verification, voting
from beirat_tui.services.round_minutes import lot_lines, minutes_lines
from beirat_tui.services.verification_views import Weight
from seated import SeatedBoard, at, seat_board

SEAT = "Stellvertretender Vorsitz"


@pytest.fixture
def board(tmp_path: Path) -> Iterator[SeatedBoard]:
    seated = seat_board(tmp_path, 5)
    yield seated
    seated.close()


def opened(board: SeatedBoard, *candidates: str, papers: bool = False) -> str:
    """An election in a meeting with all five."""
    meeting = board.meeting(*board.members)
    return elections.open_election(
        board.office, SEAT, [board.id_of(each) for each in candidates], meeting=meeting, papers=papers
    )


def vote(board: SeatedBoard, round_id: str, **choices: str) -> None:
    for label, choice in choices.items():
        voting.cast(board.members[label], round_id, "abstain" if choice == "abstain" else board.id_of(choice))


def sound(board: SeatedBoard) -> bool:
    report = verification.verify(board.office)
    return all(problem.weight == Weight.WAITS for problem in report.problems)


def test_most_votes_elect(board: SeatedBoard) -> None:
    round_id = opened(board, "M02", "M03")
    vote(board, round_id, M01="M02", M02="M02", M03="M03", M04="abstain")
    with pytest.raises(InputError, match=r"vote\.unknown-choice"):
        voting.cast(board.members["M05"], round_id, board.id_of("M04"))
    outcome = closing.close(board.office, round_id, at=at("10:30"))
    assert (outcome.result, outcome.derived.elected) == ("elected", board.id_of("M02"))
    closing.confirm(board.chair, round_id)
    view = elections.elections(board.members["M05"])[0]
    assert (view.title, view.candidates) == (SEAT, (board.id_of("M02"), board.id_of("M03")))
    assert view.outcome is not None
    assert view.outcome.final
    assert sound(board)


def test_equal_votes_wait_for_the_lot_that_everybody_can_draw_again(board: SeatedBoard) -> None:
    round_id = opened(board, "M02", "M03")
    vote(board, round_id, M01="M02", M02="M02", M03="M03", M04="M03")
    with pytest.raises(Refused, match=r"round\.undecided"):
        closing.close(board.office, round_id, at=at("10:30"))
    outcome = closing.close(board.office, round_id, at=at("10:30"), facts=VoteFacts(lot=["5", "Mond"]))
    tied = sorted([board.id_of("M02"), board.id_of("M03")])
    text = "\n".join(["beirat-lot-1", *tied, "5", "Mond", ""])
    expected = tied[int(hashlib.sha256(text.encode()).hexdigest(), 16) % 2]
    assert outcome.derived.elected == expected
    view = rounds.round_view(board.office, round_id)
    lines = lot_lines(view)
    assert [line.strip() for line in lines[1:6]] == text.splitlines()
    assert hashlib.sha256(text.encode()).hexdigest() in lines[6]
    assert set(lines) <= set(minutes_lines(view, str))
    assert sound(board)


def test_papers_are_counted_twice_and_name_nobody(board: SeatedBoard) -> None:
    round_id = opened(board, "M02", "M03", papers=True)
    with pytest.raises(Refused, match=r"vote\.secret"):
        vote(board, round_id, M01="M02")
    numbers = {board.id_of("M02"): 3, board.id_of("M03"): 1}
    assert closing.count_vote(board.office, round_id, candidates=numbers, abstain=1) == "one"
    assert rounds.round_view(board.office, round_id).count is not None
    with pytest.raises(Refused, match=r"round\.undecided"):
        closing.close(board.office, round_id, at=at("10:30"))
    with pytest.raises(InputError, match=r"count\.candidates"):
        closing.count_vote(board.office, round_id, yes=4)
    with pytest.raises(InputError, match=r"count\.candidates"):
        closing.count_vote(board.office, round_id, candidates={board.id_of("M04"): 1})
    with pytest.raises(InputError, match=r"count\.too-many"):
        closing.count_vote(board.office, round_id, candidates=numbers, abstain=2)
    assert closing.count_vote(board.office, round_id, candidates=numbers, abstain=1) == "agreed"
    outcome = closing.close(board.office, round_id, at=at("10:30"))
    assert outcome.derived.elected == board.id_of("M02")
    assert "Yes:" not in "\n".join(minutes_lines(rounds.round_view(board.office, round_id), str))


def test_an_open_election_is_void_if_one_member_demands_papers(board: SeatedBoard) -> None:
    round_id = opened(board, "M02", "M03")
    vote(board, round_id, M01="M02", M02="M02", M03="M03")
    facts = VoteFacts(secret_demanded_by=[board.id_of("M05")])
    outcome = closing.close(board.office, round_id, at=at("10:30"), facts=facts)
    assert (outcome.result, outcome.derived.reason) == ("void", "secrecy.due")


def test_a_vote_by_hand_counts_in_an_election_too(board: SeatedBoard) -> None:
    round_id = opened(board, "M02")
    closing.record_by_hand(board.office, round_id, board.id_of("M04"), board.id_of("M02"))
    with pytest.raises(InputError, match=r"vote\.unknown-choice"):
        closing.record_by_hand(board.office, round_id, board.id_of("M04"), "yes")
    outcome = closing.close(board.office, round_id, at=at("10:30"))
    assert outcome.derived.elected == board.id_of("M02")


def test_nobody_voted_so_the_next_ballot_carries_that(board: SeatedBoard) -> None:
    round_id = opened(board, "M02", "M03")
    assert closing.close(board.office, round_id, at=at("10:30")).result == "repeat"
    meeting = rounds.round_view(board.office, round_id).meeting
    again = elections.open_election(board.office, SEAT, [board.id_of("M02")], meeting=meeting)
    view = rounds.round_view(board.office, again)
    assert (view.ballot, [each.result for each in view.earlier]) == (2, ["repeat"])
    assert elections.find(board.office, "vorsitz") == [(again, SEAT)]


def test_an_election_needs_a_seat_and_candidates_of_the_board(board: SeatedBoard) -> None:
    meeting = board.meeting(*board.members)
    with pytest.raises(InputError, match=r"election\.no-subject"):
        elections.open_election(board.office, "  ", [board.id_of("M02")], meeting=meeting)
    for candidates in ([], ["nobody"]):
        with pytest.raises(InputError, match=r"election\.candidates"):
            elections.open_election(board.office, SEAT, candidates, meeting=meeting)
    with pytest.raises(RightsError):
        elections.open_election(board.members["M02"], SEAT, [board.id_of("M02")], meeting=meeting)
    assert elections.elections(board.office) == []
