"""Facts corrected after the vote: attendance, conflicts of interest, a deputy who should have given way."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from beirat_tui.domain.errors import InputError
from beirat_tui.services import adoption, affected, closing, roster, rounds, voting
from beirat_tui.services.round_views import CorrectionView
from seated import SeatedBoard, at, seat_board

DEPUTIES = """
language = 1
name = "Mit Stellvertretung"
source = "Satzung"
[quorum]
need = "more than 1/2"
counting = "present or represented"
[majority]
[deputies]
allowed = "personal"
when = "only if the member is absent"
[recusal]
decisive_vote = "void"
"""


@pytest.fixture
def board(tmp_path: Path) -> Iterator[SeatedBoard]:
    seated = seat_board(tmp_path, 5)
    yield seated
    seated.close()


def decided(board: SeatedBoard, *present: str, **choices: str) -> tuple[str, str]:
    """A vote in a meeting, closed and confirmed; returns meeting and round."""
    sketch = board.sketch()
    meeting = board.meeting(*present, sketches=(sketch,))
    round_id = rounds.open_round(board.office, sketch, motion="recommend", meeting=meeting)
    for label, choice in choices.items():
        voting.cast(board.members[label], round_id, choice)
    closing.close(board.office, round_id, at=at("10:30"))
    closing.confirm(board.chair, round_id)
    return meeting, round_id


def correction(board: SeatedBoard, round_id: str) -> CorrectionView:
    view = rounds.round_view(board.members["M02"], round_id)
    assert view.corrected is not None
    return view.corrected


def test_without_news_nothing_is_corrected(board: SeatedBoard) -> None:
    meeting, round_id = decided(board, "M01", "M02", "M03", M01="yes", M02="yes", M03="no")
    assert rounds.round_view(board.office, round_id).corrected is None
    assert affected.affected(board.office, meeting) == []


def test_an_attendance_corrected_takes_the_quorum_away(board: SeatedBoard) -> None:
    meeting, round_id = decided(board, "M01", "M02", "M03", M01="yes", M02="yes", M03="no")
    affected.correct_attendance(board.office, meeting, board.id_of("M03"), [("10:00", "10:20")])
    found = correction(board, round_id)
    assert (found.outcome.result, found.votum, found.differs) == ("no_quorum", "not_decided", True)
    view = affected.affected(board.office, meeting)[0]
    assert (view.id, "facts-corrected" in view.warnings) == (round_id, True)
    assert view.outcome is not None
    assert view.outcome.result == "adopted"
    affected.correct_attendance(board.office, meeting, board.id_of("M03"), [("10:00", None)])
    assert affected.affected(board.office) == []


def test_a_correction_that_changes_figures_only_leaves_the_result(board: SeatedBoard) -> None:
    meeting, round_id = decided(
        board, "M01", "M02", "M03", "M04", M01="yes", M02="yes", M03="no", M04="abstain"
    )
    affected.correct_attendance(board.office, meeting, board.id_of("M04"), [])
    found = correction(board, round_id)
    assert (found.outcome.result, found.differs, found.outcome.counts.abstain) == ("adopted", False, 0)
    assert "facts-corrected" not in rounds.round_view(board.office, round_id).warnings


def test_leaving_after_the_vote_is_no_news(board: SeatedBoard) -> None:
    meeting, round_id = decided(board, "M01", "M02", "M03", M01="yes", M02="yes", M03="no")
    affected.correct_attendance(board.office, meeting, board.id_of("M03"), [("10:00", "11:40")])
    assert rounds.round_view(board.office, round_id).corrected is None


def test_a_conflict_found_later_is_counted_out(board: SeatedBoard) -> None:
    _meeting, round_id = decided(
        board, "M01", "M02", "M03", "M04", M01="no", M02="yes", M03="yes", M04="abstain"
    )
    voting.recuse(board.office, round_id, "Verwandt mit der Antragstellerin", member=board.id_of("M03"))
    found = correction(board, round_id)
    assert (found.outcome.result, found.votum) == ("rejected", "negative")
    assert any(step.rule == "bias.decisive" for step in found.outcome.steps)


def test_a_decisive_biased_vote_voids_where_the_rules_say_so(board: SeatedBoard) -> None:
    adoption.adopt_rules(board.office, DEPUTIES)
    _meeting, round_id = decided(
        board, "M01", "M02", "M03", "M04", M01="no", M02="yes", M03="yes", M04="abstain"
    )
    voting.recuse(board.office, round_id, "", member=board.id_of("M03"))
    assert correction(board, round_id).outcome.result == "void"


def test_in_a_secret_vote_nobody_knows_what_the_biased_member_chose(board: SeatedBoard) -> None:
    adoption.adopt_rules(board.office, DEPUTIES)
    sketch = board.sketch()
    meeting = board.meeting("M01", "M02", "M03", "M04")
    round_id = rounds.open_round(board.office, sketch, motion="recommend", meeting=meeting, secret=True)
    for _entry in range(2):
        closing.count_vote(board.office, round_id, yes=2, no=1, abstain=1)
    closing.close(board.office, round_id, at=at("10:30"))
    voting.recuse(board.office, round_id, "", member=board.id_of("M03"))
    assert correction(board, round_id).outcome.result == "void"


def test_a_deputy_should_have_given_way_to_a_member_who_was_there(board: SeatedBoard) -> None:
    adoption.adopt_rules(board.office, DEPUTIES)
    roster.name_deputies(board.office, board.id_of("M04"), [board.id_of("M05")])
    sketch = board.sketch()
    meeting = board.meeting("M01", "M02", "M03", "M05")
    round_id = rounds.open_round(board.office, sketch, motion="recommend", meeting=meeting)
    for label, choice in (("M01", "yes"), ("M02", "no"), ("M03", "abstain"), ("M05", "abstain")):
        voting.cast(board.members[label], round_id, choice)
    voting.cast(board.members["M05"], round_id, "yes", on_behalf_of=board.id_of("M04"))
    assert closing.close(board.office, round_id, at=at("10:30")).result == "adopted"
    affected.correct_attendance(board.office, meeting, board.id_of("M04"), [("10:10", None)])
    found = correction(board, round_id)
    assert found.outcome.result == "rejected"
    set_aside = [step for step in found.outcome.steps if step.rule == "ballot.set-aside"]
    assert [step.facts["why"] for step in set_aside] == ["member-present"]


def test_times_must_follow_each_other(board: SeatedBoard) -> None:
    meeting = board.meeting("M01")
    for spans in ([("10:30", "10:00")], [("10:00", None), ("11:00", None)]):
        with pytest.raises(InputError, match=r"attendance\.order"):
            affected.correct_attendance(board.office, meeting, board.id_of("M02"), spans)
