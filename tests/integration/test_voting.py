"""A vote from the opening to the chair's confirmation, by the persons whose acts they are."""

import datetime as dt
from pathlib import Path

import pytest

from beirat_tui.domain.errors import InputError, Refused, RightsError
from beirat_tui.log.bodies.rounds import VoteFacts
from beirat_tui.services import (
    adoption,
    closing,
    drafts,
    meetings,
    outcomes,
    roster,
    rounds,
    verification,
    voting,
)
from beirat_tui.services.queue_views import MyVote
from beirat_tui.services.round_views import Delivery, RoundState
from beirat_tui.services.session import Session
from seated import DAY, SeatedBoard, at, seat_board

DEADLINE = dt.date(2026, 3, 30)
AFTER = at("09:00", dt.date(2026, 3, 31))
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


def circulate(board: SeatedBoard, sketch: str | None = None) -> str:
    """Open a circulation."""
    return rounds.open_round(
        board.office, sketch or board.sketch(), motion="recommend", deadline=DEADLINE, begun=DAY
    )


def refused(code: str) -> "pytest.RaisesExc[Refused]":
    """Expect the refusal CODE."""
    return pytest.raises(Refused, match=rf"^{code.replace('.', '[.]')}\(")


def test_a_circulation_from_opening_to_confirmation(board: SeatedBoard) -> None:
    round_id = circulate(board)
    for label, choice in (("M01", "yes"), ("M02", "yes"), ("M03", "no")):
        assert voting.cast(board.members[label], round_id, choice, f"Bemerkung {label}") == Delivery.HERE
    running = rounds.round_view(board.members["M02"], round_id)
    assert (running.voted, running.entitled, running.my_choice) == (3, 4, "yes")
    assert running.my_remark == "Bemerkung M02"
    assert closing.preview_closing(board.office, round_id, at=AFTER).result == "adopted"
    closed = closing.close(board.office, round_id, at=AFTER)
    assert (closed.result, closed.votum, closed.final) == ("adopted", "positive", False)
    view = rounds.round_view(board.members["M02"], round_id)
    assert (view.state, view.my_delivery) == (RoundState.CLOSED, Delivery.COUNTED)
    assert closing.confirm(board.chair, round_id).final
    assert rounds.round_view(board.office, round_id).state == RoundState.CONFIRMED
    row = outcomes.outcomes(board.office)[0]
    assert (row.outcome and row.outcome.votum, row.closed_at) == ("positive", AFTER)
    assert verification.verify(board.office).problems == ()


def test_a_changed_vote_takes_the_place_of_the_old_one_and_the_same_is_none(board: SeatedBoard) -> None:
    round_id = circulate(board)
    member = board.members["M02"]
    voting.cast(member, round_id, "yes")
    with refused("vote.already"):
        voting.cast(member, round_id, "yes")
    voting.cast(member, round_id, "yes", "jetzt mit Grund")
    voting.cast(member, round_id, "no")
    view = rounds.round_view(member, round_id)
    assert (view.voted, view.my_choice, view.my_vote) == (1, "no", MyVote.NO)


def test_who_is_biased_takes_no_part_until_they_take_it_back(board: SeatedBoard) -> None:
    round_id = circulate(board)
    member = board.members["M02"]
    with refused("recusal.none"):
        voting.withdraw_recusal(member, round_id)
    voting.recuse(member, round_id, "verwandt")
    with refused("vote.recused"):
        voting.cast(member, round_id, "yes")
    with refused("recusal.already"):
        voting.recuse(member, round_id, "")
    with refused("vote.recused"):
        closing.record_by_hand(board.office, round_id, board.id_of("M02"), "yes")
    assert rounds.round_view(member, round_id).my_vote == MyVote.RECUSED
    voting.withdraw_recusal(member, round_id)
    voting.cast(member, round_id, "yes")
    voting.recuse(board.office, round_id, "der Sitzungsleitung mitgeteilt", member=board.id_of("M03"))
    assert [seat.label for seat in rounds.round_view(member, round_id).electorate if seat.recused] == ["M03"]
    with refused("recusal.not-in-electorate"):
        voting.recuse(board.office, round_id, "", member="nobody")


def test_nothing_is_voted_after_the_closing(board: SeatedBoard) -> None:
    round_id = circulate(board)
    voting.cast(board.members["M02"], round_id, "yes")
    closing.close(board.office, round_id, at=AFTER)
    for act in (
        lambda: voting.cast(board.members["M03"], round_id, "no"),
        lambda: voting.recuse(board.members["M03"], round_id, ""),
        lambda: voting.object_to_circulation(board.members["M03"], round_id, ""),
        lambda: closing.record_by_hand(board.office, round_id, board.id_of("M03"), "no"),
        lambda: closing.close(board.office, round_id, at=AFTER),
    ):
        with refused("vote.closed"):
            act()
    assert rounds.round_view(board.office, round_id).voted == 1


def test_who_has_no_vote_casts_none(board: SeatedBoard) -> None:
    round_id = circulate(board)
    with pytest.raises(RightsError):
        voting.cast(board.office, round_id, "yes")
    with pytest.raises(InputError, match=r"vote\.unknown-choice"):
        voting.cast(board.members["M02"], round_id, "maybe")
    with pytest.raises(InputError, match=r"round\.unknown"):
        voting.cast(board.members["M02"], "0" * 64, "yes")
    with refused("vote.not-a-deputy"):
        voting.cast(board.members["M02"], round_id, "yes", on_behalf_of=board.id_of("M03"))


def test_one_objection_ends_the_written_procedure(board: SeatedBoard) -> None:
    round_id = circulate(board)
    for label in ("M01", "M02", "M03"):
        voting.cast(board.members[label], round_id, "yes")
    objecting = board.members["M04"]
    with refused("objection.none"):
        voting.object_to_circulation(objecting, round_id, "", raised=False)
    voting.object_to_circulation(objecting, round_id, "Das gehört beraten.")
    with refused("objection.already"):
        voting.object_to_circulation(objecting, round_id, "")
    outcome = closing.close(board.office, round_id, at=AFTER)
    assert outcome.votum == "not_decided"


def test_in_a_meeting_those_present_vote_and_others_keep_a_private_draft(board: SeatedBoard) -> None:
    sketch = board.sketch()
    absent, present = board.members["M04"], board.members["M02"]
    assert voting.may_vote(absent, sketch).reason == "vote.no-round"
    drafts.draft(absent, sketch, "yes", "unter Vorbehalt")
    meeting = board.meeting("M01", "M02", "M03", sketches=(sketch,))
    round_id = rounds.open_round(board.office, sketch, motion="recommend", meeting=meeting)
    permission = voting.may_vote(absent, sketch)
    assert (permission.ballot, permission.draft, permission.reason) == (False, True, "vote.absent")
    with refused("vote.absent"):
        voting.cast(absent, round_id, "yes")
    with refused("vote.absent"):
        drafts.cast_draft(absent, sketch)
    assert [each.castable for each in drafts.drafts(absent)] == [False]
    assert voting.may_vote(present, sketch).ballot
    meetings.attend(board.office, meeting, board.id_of("M04"), present=True, at="10:20")
    assert [each.castable for each in drafts.drafts(absent)] == [True]
    drafts.cast_draft(absent, sketch)
    assert drafts.drafts(absent) == []
    assert rounds.round_view(absent, round_id).my_remark == "unter Vorbehalt"
    with refused("objection.no-circulation"):
        voting.object_to_circulation(absent, round_id, "")


def test_drafts_are_kept_and_dropped_in_private(board: SeatedBoard) -> None:
    sketch, member = board.sketch(), board.members["M02"]
    before = board.path.read_bytes()
    drafts.draft(member, sketch, "no")
    assert drafts.draft_of(member, sketch) == ("no", "")
    drafts.keep_half_typed(member, "vote/x", "halb getippt")
    assert drafts.half_typed(member, "vote/x") == "halb getippt"
    drafts.keep_half_typed(member, "vote/x", "")
    assert drafts.half_typed(member, "vote/x") == ""
    drafts.drop_draft(member, sketch)
    drafts.drop_draft(member, sketch)
    assert drafts.draft_of(member, sketch) is None
    assert board.path.read_bytes() == before
    with refused("draft.none"):
        drafts.cast_draft(member, sketch)
    drafts.draft(member, sketch, "no")
    with refused("vote.no-round"):
        drafts.cast_draft(member, sketch)
    assert drafts.draft_of(member, sketch) is not None


def test_drafts_are_for_those_who_vote(board: SeatedBoard) -> None:
    sketch = board.sketch()
    with refused("vote.not-a-member"):
        drafts.draft(board.office, sketch, "yes")


def test_a_vote_by_hand_gives_way_to_the_members_own(board: SeatedBoard) -> None:
    round_id = circulate(board)
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
    round_id = circulate(board)
    voting.cast(board.members["M02"], round_id, "yes")
    with refused("count.named"):
        closing.count_vote(board.office, round_id, yes=1, no=0, abstain=0)


def test_a_late_ballot_is_ruled_on_by_the_office(board: SeatedBoard) -> None:
    round_id = circulate(board)
    for label, choice in (("M01", "yes"), ("M02", "no"), ("M03", "no")):
        voting.cast(board.members[label], round_id, choice)
    with board.office.reading() as reading:
        ballot = reading.view.heads(f"ballot/{round_id}/{board.id_of('M03')}/own")[0].id
    closing.note_receipt(
        board.office, round_id, ballot, day=dt.date(2026, 4, 2), late=True, reason="Poststempel"
    )
    outcome = closing.close(board.office, round_id, at=at("09:00", dt.date(2026, 4, 3)))
    assert (outcome.yes, outcome.no) == (1, 1)


def test_a_closing_that_leaves_a_ballot_out_needs_a_reason_and_the_chair(board: SeatedBoard) -> None:
    round_id = circulate(board)
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
    round_id = circulate(board)
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
    round_id = circulate(board, sketch)
    with refused("round.already-open"):
        circulate(board, sketch)
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
    assert circulate(board, sketch) != round_id
    assert [view.state for view in rounds.list_rounds(board.office)] == [RoundState.OPEN, RoundState.ABORTED]


def test_what_an_opening_needs(board: SeatedBoard) -> None:
    sketch = board.sketch()
    with refused("round.meeting-or-deadline"):
        rounds.open_round(board.office, sketch, motion="recommend")
    with refused("round.no-such-meeting"):
        rounds.open_round(board.office, sketch, motion="recommend", meeting="0" * 64)
    with pytest.raises(InputError, match=r"sketch\.unknown"):
        circulate(board, "0" * 64)
    with pytest.raises(RightsError):
        rounds.open_round(board.members["M02"], sketch, motion="recommend", deadline=DEADLINE)


def test_rules_may_forbid_the_written_procedure(board: SeatedBoard) -> None:
    adoption.adopt_rules(board.office, REPEATING + "[circulation]\nallowed = false\n")
    with refused("round.not-in-writing"):
        circulate(board)


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
    round_id = circulate(board)
    voting.cast(board.members["M02"], round_id, "yes")
    with refused("round.undecided"):
        closing.close(board.office, round_id, at=at("09:00"))
    assert rounds.round_view(board.office, round_id).state == RoundState.OPEN


def test_a_dissenting_opinion_is_filed_by_a_member_of_the_electorate(board: SeatedBoard) -> None:
    round_id = circulate(board)
    voting.dissent(board.members["M02"], round_id, "Ich sehe das anders.")
    with pytest.raises(InputError, match=r"dissent\.empty"):
        voting.dissent(board.members["M02"], round_id, "  ")
    with pytest.raises(RightsError):
        voting.dissent(board.office, round_id, "Ich auch.")


def test_hidden_votes_are_hidden_from_everybody_else_until_closing(board: SeatedBoard) -> None:
    round_id = rounds.open_round(
        board.office, board.sketch(), motion="recommend", deadline=DEADLINE, begun=DAY, hidden=True
    )
    voting.cast(board.members["M02"], round_id, "yes")

    def choices(session: Session) -> list[str | None]:
        return [seat.choice for seat in rounds.round_view(session, round_id).electorate]

    assert choices(board.members["M02"]) == [None, "yes", None, None]
    assert choices(board.office) == [None, None, None, None]
    assert rounds.round_view(board.office, round_id).voted == 1
    closing.close(board.office, round_id, at=AFTER, facts=VoteFacts())
    assert choices(board.office) == [None, "yes", None, None]


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
