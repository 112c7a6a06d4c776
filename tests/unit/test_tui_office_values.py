"""What is typed into lines of a form, digits for the room, and guesses at times: without a screen."""

import datetime as dt

import pytest

from beirat_tui.services.meeting_views import Attendance, MeetingState, MeetingView
from beirat_tui.tui.dialogs.founding import wrong_passphrase
from beirat_tui.tui.dialogs.roll_call import read_answers, write_answers
from beirat_tui.tui.round_questions import latest_noted, vote_time
from beirat_tui.tui.typed_values import read_count, read_day, read_time
from beirat_tui.tui.widgets.big_digits import HEIGHT, big

TODAY = dt.date(2026, 3, 16)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-03-24", dt.date(2026, 3, 24)),
        ("24.03.2026", dt.date(2026, 3, 24)),
        ("24.3.26", dt.date(2026, 3, 24)),
        (" 24.3. ", dt.date(2026, 3, 24)),
        ("24.3", dt.date(2026, 3, 24)),
        ("1.2.", dt.date(2026, 2, 1)),
        ("24 Mar 2026", dt.date(2026, 3, 24)),
        ("24 march", dt.date(2026, 3, 24)),
        ("+14", dt.date(2026, 3, 30)),
        ("31.2.2026", None),
        ("24.13.2026", None),
        ("morgen", None),
        ("", None),
    ],
)
def test_days_are_read_as_people_write_them(typed: str, meant: dt.date | None) -> None:
    assert read_day(typed, TODAY) == meant


def test_a_day_long_past_without_a_year_is_the_next_one() -> None:
    assert read_day("5.1.", dt.date(2026, 12, 20)) == dt.date(2027, 1, 5)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("14:05", "14:05"), ("14.05", "14:05"), ("1405", "14:05"), ("905", "09:05"), ("9", "09:00"),
        ("24:00", None), ("14:60", None), ("jetzt", None), ("", None),
    ],
)  # fmt: skip
def test_times_are_read_as_people_write_them(typed: str, meant: str | None) -> None:
    assert read_time(typed) == meant


def test_counts_are_numbers_and_nothing_is_none() -> None:
    assert [read_count(text) for text in ("7", " 12 ", "", "x", "-1", "1.5")] == [7, 12, 0, None, None, None]


def test_digits_for_the_room_are_as_tall_as_promised() -> None:
    for scale in (1, 2):
        lines = big("0123456789/", scale)
        assert len(lines) == HEIGHT * scale
        assert len({len(line) for line in lines}) == 1
    assert len(set(map(tuple, (big(digit) for digit in "0123456789")))) == 10


def test_a_roll_call_is_kept_as_a_line_and_read_for_those_still_called() -> None:
    answers = {"m1": "yes", "m2": "", "m3": "abstain"}
    assert read_answers(write_answers(answers), ["m1", "m2", "m3"]) == answers
    assert read_answers(write_answers(answers), ["m3", "m4"]) == {"m3": "abstain"}
    assert read_answers("m1=maybe nonsense", ["m1"]) == {}


def test_a_passphrase_is_long_enough_and_typed_twice() -> None:
    assert wrong_passphrase("kurz", "kurz")
    assert wrong_passphrase("ein langer Satz", "ein langer satz")
    assert not wrong_passphrase("ein langer Satz", "ein langer Satz")


def _meeting(opened: str | None, closed: str | None, *spans: tuple[str, str | None]) -> MeetingView:
    member = Attendance(
        "m1", "M01", "Person", "member", entitled=True, present=True, spans=spans, excused=False
    )
    return MeetingView(
        "k1", "1/2026", TODAY, "10:00", "Rathaus", MeetingState.OPEN, opened, closed, None,
        notice=False, agenda=(), attendance=(member,),
    )  # fmt: skip


def test_a_vote_was_not_before_the_last_thing_noted_nor_after_the_meeting() -> None:
    zone = dt.timezone(dt.timedelta(hours=1))
    early, later = (dt.datetime.combine(TODAY, dt.time(hour), tzinfo=zone) for hour in (9, 15))
    running = _meeting("10:00", None, ("10:00", "11:30"))
    assert latest_noted(running) == "11:30"
    assert vote_time(running, early).time() == dt.time(11, 30)
    assert vote_time(running, later).time() == dt.time(15)
    over = _meeting("10:00", "12:45", ("10:00", None))
    assert vote_time(over, later).time() == dt.time(12, 45)
    next_day = later + dt.timedelta(days=1)
    assert vote_time(running, next_day) == dt.datetime.combine(TODAY, dt.time(11, 30))
    assert vote_time(None, later) == later.replace(tzinfo=None)
