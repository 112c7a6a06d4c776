"""Meetings: calling, agenda, who came and went."""

import datetime as dt
from pathlib import Path

import pytest

from beirat_tui.domain.errors import InputError, Refused, RightsError
from beirat_tui.services import comments, meetings, notes, reading
from beirat_tui.services.meeting_views import MeetingState
from beirat_tui.services.queue_views import Stage
from seated import DAY, SeatedBoard, seat_board


@pytest.fixture
def board(tmp_path: Path) -> SeatedBoard:
    return seat_board(tmp_path, members=3)


def test_a_meeting_puts_its_sketches_on_the_agenda(board: SeatedBoard) -> None:
    first, second = board.sketch(), board.sketch("zeitz", "2026-02")
    meeting = meetings.call_meeting(board.office, number="1/2026", day=DAY, time="9.30", place="")
    meetings.set_agenda(board.office, meeting, [second, first, second])
    view = meetings.meeting(board.members["M02"], meeting)
    assert (view.time, view.place, view.state) == ("09:30", "–", MeetingState.PLANNED)
    assert [(item.position, item.sketch) for item in view.agenda] == [(1, second), (2, first)]
    assert {item.row.stage for item in view.agenda} == {Stage.SCHEDULED}
    meetings.change_meeting(board.office, meeting, day=DAY + dt.timedelta(days=1), time="11:00", place="Saal")
    assert meetings.meeting(board.office, meeting).place == "Saal"


def test_who_came_and_went_is_kept_with_times(board: SeatedBoard) -> None:
    meeting = board.meeting("M01", "M02")
    member = board.id_of("M02")
    meetings.attend(board.office, meeting, member, present=False, at="10:40")
    meetings.attend(board.office, meeting, member, present=False, at="10:45")
    meetings.attend(board.office, meeting, member, present=True, at="11:00")
    with pytest.raises(InputError, match=r"attendance\.before"):
        meetings.attend(board.office, meeting, member, present=False, at="10:50")
    meetings.attend(board.office, meeting, member, present=False, at="11:30")
    with pytest.raises(InputError, match=r"attendance\.before"):
        meetings.attend(board.office, meeting, member, present=True, at="11:20")
    meetings.excuse(board.office, meeting, [board.id_of("M03")])
    view = {each.label: each for each in meetings.meeting(board.office, meeting).attendance}
    assert view["M02"].spans == (("10:00", "10:40"), ("11:00", "11:30"))
    assert (view["M01"].present, view["M02"].present, view["M03"].excused) == (True, False, True)


def test_a_meeting_is_opened_closed_or_cancelled(board: SeatedBoard) -> None:
    meeting = meetings.call_meeting(board.office, number="1/2026", day=DAY, time="10:00", place="Saal")
    with pytest.raises(Refused, match=r"meeting\.not-opened"):
        meetings.close_meeting(board.office, meeting, "12:00")
    meetings.open_meeting(board.office, meeting, "10:03")
    with pytest.raises(Refused, match=r"meeting\.opened-already"):
        meetings.cancel_meeting(board.office, meeting)
    meetings.close_meeting(board.office, meeting, "12:00")
    assert meetings.meeting(board.office, meeting).closed == "12:00"
    other = meetings.call_meeting(
        board.office, number="2/2026", day=DAY, time="10:00", place="Saal", second_of=meeting, notice=True
    )
    meetings.cancel_meeting(board.office, other)
    with pytest.raises(Refused, match=r"meeting\.cancelled"):
        meetings.open_meeting(board.office, other, "10:00")
    states = {each.number: each.state for each in meetings.meetings(board.office)}
    assert states == {"1/2026": MeetingState.CLOSED, "2/2026": MeetingState.CANCELLED}


def test_the_current_meeting_is_the_open_one_else_the_next_else_the_last(board: SeatedBoard) -> None:
    assert meetings.current(board.office) is None
    held = board.meeting("M01", number="1/2026")
    later = meetings.call_meeting(
        board.office, number="3/2026", day=DAY + dt.timedelta(days=60), time="10:00", place="Saal"
    )
    soon = meetings.call_meeting(
        board.office, number="2/2026", day=DAY + dt.timedelta(days=30), time="10:00", place="Saal"
    )

    def current() -> str | None:
        view = meetings.current(board.members["M02"])
        return None if view is None else view.id

    assert current() == held
    meetings.close_meeting(board.office, held, "12:00")
    assert current() == soon
    meetings.cancel_meeting(board.office, soon)
    meetings.cancel_meeting(board.office, later)
    assert current() == later


@pytest.mark.parametrize(("time", "number"), [("25:00", "1"), ("", "1"), ("zehn", "1"), ("10:00", "  ")])
def test_what_is_no_time_or_number_is_refused(board: SeatedBoard, time: str, number: str) -> None:
    with pytest.raises(InputError):
        meetings.call_meeting(board.office, number=number, day=DAY, time=time, place="Saal")
    assert meetings.meetings(board.office) == []


def test_a_meeting_nobody_called_is_unknown(board: SeatedBoard) -> None:
    with pytest.raises(InputError, match=r"meeting\.unknown"):
        meetings.set_agenda(board.office, "0" * 64, [])
    with pytest.raises(RightsError):
        meetings.call_meeting(board.members["M02"], number="1", day=DAY, time="10:00", place="Saal")


def test_comments_are_for_everybody_and_notes_for_oneself(board: SeatedBoard) -> None:
    sketch = board.sketch()
    comments.write_comment(board.members["M02"], sketch, "Wer trägt das\x1b[31m danach?")
    with pytest.raises(InputError, match=r"comment\.empty"):
        comments.write_comment(board.members["M02"], sketch, " \n ")
    before = board.path.read_bytes()
    notes.keep_note(board.members["M02"], sketch, "nachfragen")
    assert notes.note(board.members["M02"], sketch) == "nachfragen"
    assert notes.note(board.members["M03"], sketch) == ""
    notes.keep_note(board.members["M02"], sketch, "")
    assert notes.note(board.members["M02"], sketch) == ""
    assert board.path.read_bytes() == before
    shown = reading.read(board.members["M03"], sketch).comments
    assert [(each.author_label, each.text) for each in shown] == [("M02", "Wer trägt das␛[31m danach?")]
