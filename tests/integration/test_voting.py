"""A vote from the opening to the last ballot, and once to its end, by the persons whose acts they are."""

from dataclasses import replace
from pathlib import Path

import pytest

from beirat_tui.domain.errors import InputError, RightsError
from beirat_tui.log.bodies.rounds import VoteFacts
from beirat_tui.services import (
    adoption,
    closing,
    drafts,
    meetings,
    outcomes,
    rounds,
    verification,
    voting,
)
from beirat_tui.services.queue_views import MyVote
from beirat_tui.services.round_minutes import minutes_lines, stated
from beirat_tui.services.round_views import Delivery, RoundState
from beirat_tui.services.session import Session
from beirat_tui.wording import use_language
from boards import SIMPLE_RULES
from seated import AFTER, DAY, DEADLINE, SeatedBoard, refused, seat_board


@pytest.fixture
def board(tmp_path: Path) -> SeatedBoard:
    return seat_board(tmp_path, members=4)


def test_a_circulation_from_opening_to_confirmation(board: SeatedBoard) -> None:
    round_id = board.circulate()
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
    round_id = board.circulate()
    member = board.members["M02"]
    voting.cast(member, round_id, "yes")
    with refused("vote.already"):
        voting.cast(member, round_id, "yes")
    voting.cast(member, round_id, "yes", "jetzt mit Grund")
    voting.cast(member, round_id, "no")
    view = rounds.round_view(member, round_id)
    assert (view.voted, view.my_choice, view.my_vote) == (1, "no", MyVote.NO)


def test_who_is_biased_takes_no_part_until_they_take_it_back(board: SeatedBoard) -> None:
    round_id = board.circulate()
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
    round_id = board.circulate()
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
    round_id = board.circulate()
    with pytest.raises(RightsError):
        voting.cast(board.office, round_id, "yes")
    with pytest.raises(InputError, match=r"vote\.unknown-choice"):
        voting.cast(board.members["M02"], round_id, "maybe")
    with pytest.raises(InputError, match=r"round\.unknown"):
        voting.cast(board.members["M02"], "0" * 64, "yes")
    with refused("vote.not-a-deputy"):
        voting.cast(board.members["M02"], round_id, "yes", on_behalf_of=board.id_of("M03"))


def test_one_objection_ends_the_written_procedure(board: SeatedBoard) -> None:
    round_id = board.circulate()
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


def test_what_an_opening_needs(board: SeatedBoard) -> None:
    sketch = board.sketch()
    with refused("round.meeting-or-deadline"):
        rounds.open_round(board.office, sketch, motion="recommend")
    with refused("round.no-such-meeting"):
        rounds.open_round(board.office, sketch, motion="recommend", meeting="0" * 64)
    with pytest.raises(InputError, match=r"sketch\.unknown"):
        board.circulate("0" * 64)
    with pytest.raises(RightsError):
        rounds.open_round(board.members["M02"], sketch, motion="recommend", deadline=DEADLINE)


def test_rules_may_forbid_the_written_procedure(board: SeatedBoard) -> None:
    adoption.adopt_rules(board.office, SIMPLE_RULES.replace("allowed = true", "allowed = false"))
    with refused("round.not-in-writing"):
        board.circulate()


def test_a_dissenting_opinion_is_filed_by_a_member_of_the_electorate(board: SeatedBoard) -> None:
    round_id = board.circulate()
    voting.dissent(board.members["M02"], round_id, "Ich sehe das anders.")
    with pytest.raises(InputError, match=r"dissent\.empty"):
        voting.dissent(board.members["M02"], round_id, "  ")
    with pytest.raises(RightsError):
        voting.dissent(board.office, round_id, "Ich auch.")


def test_the_minutes_hold_why_somebody_was_biased_and_dissenting_opinions(board: SeatedBoard) -> None:
    round_id = board.circulate()
    voting.recuse(board.members["M03"], round_id, "Mein Bruder\nist beteiligt.")
    voting.recuse(board.members["M04"], round_id, "Irrtum")
    voting.withdraw_recusal(board.members["M04"], round_id)
    voting.dissent(board.members["M02"], round_id, "Ich sehe das anders.")
    closing.close(board.office, round_id, at=AFTER)
    view = rounds.round_view(board.chair, round_id)
    lines = minutes_lines(view, str, stated(board.chair, round_id))
    assert f"Reason of {board.id_of('M03')}: Mein Bruder ist beteiligt." in lines
    assert f"Dissenting opinion of {board.id_of('M02')}: Ich sehe das anders." in lines
    assert "Irrtum" not in "\n".join(lines)


def test_the_minutes_name_the_kind_of_vote_as_german_writes_it(board: SeatedBoard) -> None:
    round_id = board.circulate()
    closing.close(board.office, round_id, at=AFTER)
    view = replace(rounds.round_view(board.office, round_id), meeting_title="1/2026")
    use_language("de")
    assert "Offene Abstimmung, Sitzung 1/2026." in minutes_lines(view, str)


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
