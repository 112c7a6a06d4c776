"""What the office counts, and how a vote ends: closed, confirmed by the chair, or broken off."""

import datetime as dt
from pathlib import Path

import pytest

from beirat_tui.domain.errors import InputError, Refused, RightsError
from beirat_tui.services import (
    adoption,
    closing,
    intake,
    meetings,
    outcomes,
    reading,
    roster,
    rounds,
    voting,
)
from beirat_tui.services.round_views import RoundState
from seated import AFTER, DAY, SeatedBoard, at, refused, seat_board

REPEATING = """
language = 1
name = "Repeat a tie once"
source = "invented"
[quorum]
need = "any number"
[majority]
need = "more than 1/2"
[tie]
rule = "repeat once"
"""


@pytest.fixture
def board(tmp_path: Path) -> SeatedBoard:
    return seat_board(tmp_path, members=4)


def test_a_vote_by_hand_gives_way_to_the_members_own(board: SeatedBoard) -> None:
    round_id = board.circulate()
    closing.record_by_hand(board.office, round_id, board.id_of("M02"), "yes", reason="am Telefon")
    assert rounds.round_view(board.office, round_id).voted == 1
    voting.cast(board.members["M02"], round_id, "no")
    outcome = closing.preview_closing(board.office, round_id, at=AFTER)
    assert (outcome.yes, outcome.no) == (0, 1)
    closing.record_by_hand(board.office, round_id, board.id_of("M02"), None)
    with pytest.raises(InputError, match=r"vote\.unknown-choice"):
        closing.record_by_hand(board.office, round_id, board.id_of("M02"), "maybe")
    with refused("vote.not-entitled"):
        closing.record_by_hand(board.office, round_id, "nobody", "yes")


def test_a_counted_vote_has_numbers_only(board: SeatedBoard) -> None:
    sketch = board.sketch()
    meeting = board.meeting("M01", "M02", "M03")
    round_id = rounds.open_round(board.office, sketch, motion="recommend", meeting=meeting, secret=True)
    with refused("vote.secret"):
        voting.cast(board.members["M02"], round_id, "yes")
    with pytest.raises(InputError, match=r"count\.too-many"):
        closing.count_vote(board.office, round_id, yes=4, no=1, abstain=0)
    with pytest.raises(Refused, match=r"round\.undecided"):
        closing.close(board.office, round_id, at=at("10:30"))
    assert closing.count_vote(board.office, round_id, yes=1, no=1, abstain=1) == "one"
    with pytest.raises(Refused, match=r"round\.undecided"):
        closing.close(board.office, round_id, at=at("10:30"))
    assert closing.count_vote(board.office, round_id, yes=2, no=1, abstain=0) == "differs"
    with pytest.raises(Refused, match=r"round\.undecided"):
        closing.close(board.office, round_id, at=at("10:30"))
    assert closing.count_vote(board.office, round_id, yes=2, no=1, abstain=0) == "agreed"
    outcome = closing.close(board.office, round_id, at=at("10:30"))
    assert (outcome.yes, outcome.no, outcome.votum) == (2, 1, "positive")


BENCHES = """
language = 1
name = "Zwei Gruppen"
source = "Satzung"
[quorum]
need = "more than 1/2"
[majority]
in_each_bench = "more than 1/2"
[secrecy]
vote = "secret"
"""


def test_a_secret_vote_is_counted_by_bench_where_the_rules_ask_for_it(board: SeatedBoard) -> None:
    adoption.adopt_rules(board.office, BENCHES)
    for bench, labels in (("Städte", ("M01", "M02")), ("Länder und Kreise", ("M03", "M04"))):
        for label in labels:
            roster.change(board.office, board.id_of(label), bench=bench)
    meeting = board.meeting("M01", "M02", "M03", "M04")
    round_id = rounds.open_round(
        board.office, board.sketch(), motion="recommend", meeting=meeting, secret=True
    )
    with pytest.raises(InputError, match=r"count\.benches"):
        closing.count_vote(board.office, round_id, benches={"villages": (1, 0, 0, 0)})
    for _entry in range(2):
        state = closing.count_vote(
            board.office, round_id, benches={"Städte": (2, 0, 0, 0), "Länder und Kreise": (1, 1, 0, 0)}
        )
    assert state == "agreed"
    outcome = closing.close(board.office, round_id, at=at("10:30"))
    assert (outcome.yes, outcome.result) == (3, "rejected")


def test_named_and_counted_votes_do_not_mix(board: SeatedBoard) -> None:
    round_id = board.circulate()
    voting.cast(board.members["M02"], round_id, "yes")
    with refused("count.named"):
        closing.count_vote(board.office, round_id, yes=1, no=0, abstain=0)


def test_a_late_ballot_is_ruled_on_by_the_office(board: SeatedBoard) -> None:
    round_id = board.circulate()
    for label, choice in (("M01", "yes"), ("M02", "no"), ("M03", "no")):
        voting.cast(board.members[label], round_id, choice)
    closing.note_receipt(
        board.office, round_id, board.id_of("M03"), day=dt.date(2026, 4, 2), late=True, reason="Poststempel"
    )
    outcome = closing.close(board.office, round_id, at=at("09:00", dt.date(2026, 4, 3)))
    assert (outcome.yes, outcome.no) == (1, 1)


def test_a_ballot_is_late_by_the_day_it_arrived_and_the_last_note_counts(board: SeatedBoard) -> None:
    round_id = board.circulate()
    deadline = rounds.round_view(board.office, round_id).deadline
    assert deadline is not None
    for label, choice in (("M01", "yes"), ("M02", "no"), ("M03", "no")):
        voting.cast(board.members[label], round_id, choice)
    for day, against in ((deadline, 2), (deadline + dt.timedelta(days=1), 1), (deadline, 2)):
        closing.note_receipt(board.office, round_id, board.id_of("M03"), day=day)
        assert closing.preview_closing(board.office, round_id, at=AFTER).no == against


def test_an_arrival_is_noted_of_a_written_vote_that_is_here_and_by_the_office(board: SeatedBoard) -> None:
    round_id = board.circulate()
    who = board.id_of("M03")
    with refused("receipt.no-vote"):
        closing.note_receipt(board.office, round_id, who, day=DAY)
    with pytest.raises(RightsError):
        closing.note_receipt(board.members["M03"], round_id, who, day=DAY)


def test_a_closing_that_leaves_a_ballot_out_needs_a_reason_and_the_chair(board: SeatedBoard) -> None:
    round_id = board.circulate()
    voting.cast(board.members["M01"], round_id, "yes")
    voting.cast(board.members["M02"], round_id, "no")
    with board.office.reading() as reading:
        ballot = reading.view.heads(f"ballot/{round_id}/{board.id_of('M02')}/own")[0].id
    with refused("round.reason-needed"):
        closing.close(board.office, round_id, at=AFTER, left_out={ballot: "?"})
    closing.close(board.office, round_id, at=AFTER, left_out={ballot: "?"}, reason="unter fremdem Namen")
    view = rounds.round_view(board.office, round_id)
    assert (view.state, view.outcome) == (RoundState.IRREGULAR, None)
    outcome = closing.confirm(board.chair, round_id)
    assert (outcome.yes, outcome.no, outcome.note) == (1, 0, "unter fremdem Namen")


def test_only_the_chair_confirms_and_only_once(board: SeatedBoard) -> None:
    round_id = board.circulate()
    voting.cast(board.members["M02"], round_id, "yes")
    with refused("confirm.still-open"):
        closing.confirm(board.chair, round_id)
    closing.close(board.office, round_id, at=AFTER)
    with pytest.raises(RightsError):
        closing.confirm(board.office, round_id)
    with refused("confirm.which"):
        closing.confirm(board.chair, round_id, "0" * 64)
    closing.confirm_on_paper(board.office, round_id, day=DAY, reference="Blatt 7", note="unterschrieben")
    assert rounds.round_view(board.office, round_id).state == RoundState.PAPER
    closing.confirm(board.chair, round_id)
    with refused("confirm.already"):
        closing.confirm(board.chair, round_id)
    with refused("round.confirmed"):
        rounds.abort(board.office, round_id, "")


def test_an_aborted_round_leaves_the_sketch_in_the_queue(board: SeatedBoard) -> None:
    sketch = board.sketch()
    round_id = board.circulate(sketch)
    with refused("round.already-open"):
        board.circulate(sketch)
    rounds.abort(board.office, round_id, "falscher Beschlussvorschlag")
    with refused("round.aborted"):
        rounds.abort(board.office, round_id, "")
    for act in (
        lambda: voting.cast(board.members["M02"], round_id, "yes"),
        lambda: closing.close(board.office, round_id, at=AFTER),
        lambda: closing.confirm(board.chair, round_id),
    ):
        with refused("vote.aborted"):
            act()
    assert board.circulate(sketch) != round_id
    assert [view.state for view in rounds.list_rounds(board.office)] == [RoundState.OPEN, RoundState.ABORTED]


def test_a_tie_is_repeated_once_and_the_second_round_knows_the_first(board: SeatedBoard) -> None:
    adoption.adopt_rules(board.office, REPEATING)
    sketch = board.sketch()
    meeting = board.meeting("M01", "M02")
    results = []
    for _ in range(2):
        round_id = rounds.open_round(board.office, sketch, motion="recommend", meeting=meeting)
        voting.cast(board.members["M01"], round_id, "yes")
        voting.cast(board.members["M02"], round_id, "no")
        results.append(closing.close(board.office, round_id, at=at("10:30")).result)
        closing.confirm(board.chair, round_id)
    assert results == ["repeat", "rejected"]


def test_a_missing_fact_keeps_a_round_open(board: SeatedBoard) -> None:
    round_id = board.circulate()
    voting.cast(board.members["M02"], round_id, "yes")
    with refused("round.undecided"):
        closing.close(board.office, round_id, at=at("09:00"))
    assert rounds.round_view(board.office, round_id).state == RoundState.OPEN


def test_who_came_after_the_vote_is_not_shown_as_present_at_it(board: SeatedBoard) -> None:
    sketch = board.sketch()
    meeting = board.meeting("M01", "M02", "M03", sketches=(sketch,))
    round_id = rounds.open_round(board.office, sketch, motion="recommend", meeting=meeting)
    for label in ("M01", "M02", "M03"):
        voting.cast(board.members[label], round_id, "yes")
    closing.close(board.office, round_id, at=at("10:30"))
    meetings.attend(board.office, meeting, board.id_of("M04"), present=True, at="11:00")
    meetings.attend(board.office, meeting, board.id_of("M03"), present=False, at="11:00")
    seats = rounds.round_view(board.members["M02"], round_id).electorate
    assert [seat.label for seat in seats if seat.present] == ["M01", "M02", "M03"]


def test_the_list_of_outcomes_says_of_the_ministrys_decision_what_the_sketch_says(board: SeatedBoard) -> None:
    sketch = board.sketch()
    round_id = rounds.open_round(
        board.office, sketch, motion="postpone", meeting=board.meeting("M01", "M02", "M03")
    )
    for label in ("M01", "M02", "M03"):
        voting.cast(board.members[label], round_id, "yes")
    closing.close(board.office, round_id, at=at("10:30"))
    intake.record_decision(board.office, sketch, granted="yes", amount_cents=None, day=DAY)
    [row] = outcomes.outcomes(board.office)
    assert row.decision is not None
    assert (row.outcome and row.outcome.votum, row.decision.differs) == ("postponed", True)
    assert reading.preview(board.office, sketch).decision == row.decision
