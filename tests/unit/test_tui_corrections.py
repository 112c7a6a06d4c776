"""Facts corrected on the screen, and what-if with a draft of one's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from beirat_tui.domain.errors import InputError
from beirat_tui.domain.rules.finding import RulesError
from beirat_tui.services import closing, own_rules, rounds, voting
from beirat_tui.tui.dialogs.correct import read_spans
from office_screens import sitting
from seated import SeatedBoard, at, seat_board

DRAFT = """
language = 1
name = "Everybody"
source = "a draft"
[quorum]
need = "all"
[majority]
"""


@pytest.fixture
def board(tmp_path: Path) -> Iterator[SeatedBoard]:
    seated = seat_board(tmp_path)
    yield seated
    seated.close()


def decided(board: SeatedBoard) -> str:
    sketch = board.sketch()
    meeting = board.meeting("M01", "M02", "M03", sketches=(sketch,))
    round_id = rounds.open_round(board.office, sketch, motion="recommend", meeting=meeting)
    for label, choice in (("M01", "yes"), ("M02", "yes"), ("M03", "no")):
        voting.cast(board.members[label], round_id, choice)
    closing.close(board.office, round_id, at=at("10:30"))
    closing.confirm(board.chair, round_id)
    return round_id


async def test_attendance_corrected_after_the_vote_lists_the_votes_it_touches(board: SeatedBoard) -> None:
    round_id = decided(board)
    async with sitting(board, size=(80, 24)) as screen:
        await screen.go("3", "✓ positive")
        await screen.say("K", shown="Choose the member with the arrow keys.")
        await screen.press("down", "right", "right", "right")
        await screen.until("So it is noted already.")
        await screen.press("down")
        await screen.type("10:00-10:20")
        await screen.until("M03 Person 3 was there 10:00-10:20")
        await screen.press("enter", "enter")
        await screen.until("Votes affected by the correction")
        assert "≠ with what is known now: No quorum: nothing is decided." in screen.words
        await screen.press("escape")
        await screen.until("! corrected")
        await screen.say("w", shown="With what was noted after the vote")
    corrected = rounds.round_view(board.office, round_id).corrected
    assert corrected is not None
    assert corrected.outcome.result == "no_quorum"


async def test_a_conflict_found_later_is_noted_after_the_vote(board: SeatedBoard) -> None:
    round_id = decided(board)
    async with sitting(board) as screen:
        await screen.go("3", "✓ positive")
        await screen.say("K", shown="Correct a fact: 2026-01")
        await screen.press("right", "down", "right", "down")
        await screen.type("Kin")
        await screen.until("a conflict of interest of M01 Person 1")
        await screen.press("enter", "enter")
        await screen.until("Votes affected by the correction")
        assert "With what is known now these votes would have ended otherwise" in screen.words
    assert board.id_of("M01") in {
        seat.member for seat in rounds.round_view(board.office, round_id).electorate if seat.recused
    }


async def test_a_draft_is_tried_on_outcomes_and_board(board: SeatedBoard) -> None:
    decided(board)
    own_rules.keep_draft(board.office.home, "everybody.toml", DRAFT)
    (own_rules.folder(board.office.home) / "broken.toml").write_text("nonsense = 1\n", encoding="utf-8")
    async with sitting(board) as screen:
        await screen.go("3", "✓ positive")
        await screen.say("W", shown="≠ Draft: Everybody (everybody.toml): ! not decided")
        await screen.until("The draft broken.toml cannot be used: line 1")
        await screen.press("escape")
        await screen.go("4", "Members")
        await screen.say("W", shown="Everybody (everybody.toml)")


def test_drafts_are_kept_and_dropped(board: SeatedBoard) -> None:
    home = board.office.home
    assert own_rules.draft_rules(home) == ()
    assert own_rules.keep_draft(home, "two.toml", DRAFT).name == "two.toml"
    assert [(each.file, each.rules is not None) for each in own_rules.draft_rules(home)] == [
        ("two.toml", True)
    ]
    with pytest.raises(RulesError):
        own_rules.keep_draft(home, "bad.toml", "nonsense = 1")
    with pytest.raises(InputError, match=r"draft-rules\.name"):
        own_rules.keep_draft(home, "..", DRAFT)
    (own_rules.folder(home) / "binary.toml").write_bytes(b"\xff\xfe")
    (own_rules.folder(home) / "huge.toml").write_text("#" * 300_000, encoding="utf-8")
    assert len(own_rules.draft_rules(home)) == 1
    own_rules.drop_draft(home, "two")
    with pytest.raises(InputError, match=r"draft-rules\.unknown"):
        own_rules.drop_draft(home, "two")


@pytest.mark.parametrize(
    ("typed", "spans"),
    [
        ("", ()),
        ("10:00-", (("10:00", None),)),
        ("10-10.30, 11:00–", (("10:00", "10:30"), ("11:00", None))),
        ("10:00", None),
        ("10:00-later", None),
        ("soon-11:00", None),
    ],
)
def test_times_typed_are_read_or_refused(typed: str, spans: object) -> None:
    assert read_spans(typed) == spans
