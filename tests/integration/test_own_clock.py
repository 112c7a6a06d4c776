"""Clocks that are wrong by ten years: the person is told, and nothing is lost or counted differently."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from beirat_tui import bootstrap
from beirat_tui.services import closing, own_clock, rounds, verification, voting
from beirat_tui.services.own_clock import ClockDoubt, Doubt
from beirat_tui.services.session import Session
from beirat_tui.wording import own_clock as words
from beirat_tui.wording import use_language
from commands import done
from devices import START
from exchanges import MemoryMeeting, Party, apart, parties, settle
from hub_persons import the_round
from seated import AFTER, SeatedBoard, move

DAY = 24 * 3600 * 1000
YEARS = 3653 * DAY


@pytest.fixture
def board(founded: SeatedBoard, tmp_path: Path) -> Iterator[SeatedBoard]:
    """The same board in a place of its own; office and two members have signed lately."""
    moved = move(founded, tmp_path / "founded")
    for label in ("M01", "M03"):
        voting.cast(moved.members[label], the_round(moved.office).id, "yes")
    yield moved
    moved.close()


def shifted(session: Session, milliseconds: int) -> None:
    """Set the clock of SESSION's device by so much."""
    now = session.outside.now
    session.outside = replace(session.outside, now=lambda: now() + milliseconds)


def doubted(session: Session) -> Doubt | None:
    found = own_clock.doubt(session)
    return None if found is None else found.what


def test_clocks_that_agree_raise_no_doubt(board: SeatedBoard) -> None:
    for session in (board.office, *board.members.values()):
        assert own_clock.doubt(session) is None
        shifted(session, DAY // 2)
        assert own_clock.doubt(session) is None


@pytest.mark.parametrize(("years", "what"), [(-YEARS, Doubt.BEHIND), (YEARS, Doubt.SILENCE)])
def test_a_member_is_told_before_they_sign_and_their_vote_counts_like_any_other(
    board: SeatedBoard, years: int, what: Doubt
) -> None:
    member = board.members["M02"]
    shifted(member, years)
    assert doubted(member) is what
    voting.cast(member, the_round(member).id, "no")
    view = closing.preview_closing(board.office, the_round(board.office).id, at=AFTER)
    counts = view.derived.counts
    assert (counts.yes, counts.no) == (2, 1)
    closing.close(board.office, the_round(board.office).id, at=AFTER)
    outcome = closing.confirm(board.chair, the_round(board.office).id)
    assert outcome.final
    assert (outcome.derived.counts.yes, outcome.derived.counts.no) == (2, 1)
    assert verification.verify(board.office).sound


@pytest.mark.parametrize("years", [-YEARS, YEARS])
def test_a_closing_by_a_wrong_clock_says_what_one_by_a_right_clock_says(
    board: SeatedBoard, years: int
) -> None:
    """The time of the closing is a fact that the office states; what its clock shows is none."""
    expected = closing.preview_closing(board.office, the_round(board.office).id, at=AFTER)
    shifted(board.office, years)
    assert own_clock.doubt(board.office) is not None
    assert closing.close(board.office, the_round(board.office).id, at=AFTER).derived == expected.derived
    shifted(board.chair, -years)
    assert closing.confirm(board.chair, the_round(board.office).id).derived == expected.derived
    assert verification.verify(board.office).sound


@pytest.fixture
def persons(board: SeatedBoard, tmp_path: Path) -> Iterator[list[Party]]:
    """The office, M02 and M03, each at a copy of their own, in agreement."""
    sessions = list(apart(board, tmp_path, "office", "M02", "M03"))
    with parties(MemoryMeeting(), *sessions) as found:
        settle(*found)
        yield found
    for each in sessions:
        each.close()


@pytest.mark.parametrize(("years", "seen"), [(-YEARS, None), (YEARS, Doubt.OTHER)])
def test_copies_of_devices_with_wrong_clocks_merge_like_any_others(
    persons: list[Party], years: int, seen: Doubt | None
) -> None:
    office, member, third = persons
    shifted(member.session, years)
    voting.cast(member.session, the_round(member.session).id, "no")
    voting.cast(third.session, the_round(third.session).id, "no")
    settle(*persons)
    assert office.content() == member.content() == third.content()
    view = rounds.list_rounds(office.session)[0]
    assert view.voted == 3
    # One clock that is ahead makes nobody doubt their own.
    assert doubted(office.session) is seen
    assert doubted(third.session) is seen
    if seen is not None:
        found = own_clock.doubt(office.session)
        assert found is not None
        assert found.labels == ("M02",)
    shifted(member.session, -years)
    voting.cast(member.session, the_round(member.session).id, "yes")
    settle(*persons)
    assert office.content() == member.content() == third.content()
    assert rounds.list_rounds(member.session)[0].my_choice == "yes"
    assert [doubted(each.session) for each in persons] == [None, None, None]


def test_a_clock_that_was_set_back_is_told_until_something_is_signed(board: SeatedBoard) -> None:
    member = board.members["M02"]
    shifted(member, 2 * DAY)
    voting.cast(member, the_round(member).id, "no")
    shifted(member, -2 * DAY)
    assert doubted(member) is Doubt.BACK
    voting.cast(member, the_round(member).id, "yes")
    assert doubted(member) is None


def test_a_clock_two_days_ahead_is_found_out_by_those_who_had_the_entry_before(persons: list[Party]) -> None:
    office, member, third = persons
    shifted(member.session, 2 * DAY)
    assert doubted(member.session) is None
    voting.cast(member.session, the_round(member.session).id, "no")
    for each in (member, office, third, member):
        each.sync()
    found = own_clock.doubt(member.session)
    assert found is not None
    assert found.what is Doubt.AHEAD
    assert "GS" in found.labels or "M03" in found.labels
    assert found.other < found.now


def test_of_two_devices_either_may_be_wrong(founded: SeatedBoard, tmp_path: Path) -> None:
    moved = move(founded, tmp_path / "founded")
    member = moved.members["M02"]
    shifted(member, -YEARS)
    assert doubted(member) is Doubt.EITHER
    moved.close()


def test_without_a_device_of_ones_own_there_is_nothing_to_doubt(board: SeatedBoard) -> None:
    looking = replace(board.office, key=None)
    shifted(looking, YEARS)
    assert own_clock.doubt(looking) is None


@pytest.mark.parametrize("years", [-YEARS, YEARS])
def test_commands_say_it_on_the_error_stream_and_do_their_work(
    board: SeatedBoard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, years: int
) -> None:
    member, shared = board.members["M02"], tmp_path / "shared"
    shared.mkdir()
    outside = member.outside
    monkeypatch.setattr(bootstrap, "surroundings", lambda: outside)
    call = partial(done, home=member.home.path, board=board.path, lang="en")
    assert call("vote", "2026-01", "no", "--yes").err.count("clock") == 0
    outside = replace(outside, now=lambda: START + 10**10 + years)
    ran = call("vote", "2026-01", "yes", "--yes")
    assert "! This computer’s clock shows" in ran.err
    assert ran.out == "Your vote has been cast: Yes, only on this device.\n"
    assert "clock" not in call("vote", "2026-01", "no", "--yes", "--json").err
    call("sync", "add", shared)
    ran = call("sync")
    assert "No vote is lost" in ran.err
    assert "handed over" in ran.out


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_doubt_has_words(language: str) -> None:
    use_language(language)
    now, other = dt.datetime(2016, 3, 16, 14, 5), dt.datetime(2026, 3, 17, 9, 30)  # noqa: DTZ001  (local times)
    for what in Doubt:
        found = ClockDoubt(what, now, other, ("M02", "GS"))
        text = words.doubt_text(found.what, found.now, found.other, found.labels)
        assert "2026" in text
        assert "{" not in text
        assert text.count(". ") >= 2 or text.count(": ") >= 1
