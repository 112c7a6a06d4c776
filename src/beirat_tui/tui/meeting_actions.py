"""What office and chair do with a meeting: call it, set its agenda, open and end it, keep the attendance."""

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from beirat_tui.services.meeting_views import MeetingState, MeetingView
from beirat_tui.tui.jobs import Jobs
from beirat_tui.wording import _
from beirat_tui.wording import format as fmt

if TYPE_CHECKING:
    from beirat_tui.services.session import Session
    from beirat_tui.tui.dialogs.agenda import AgendaQuestion
    from beirat_tui.tui.dialogs.attendance import AttendanceAnswer
    from beirat_tui.tui.dialogs.call_meeting import CallAnswer, CallQuestion, MoveAnswer
    from beirat_tui.tui.dialogs.proxy import ProxyAnswer

MOST_SKETCHES = 500
"""Sketches that are offered for an agenda."""

MEETING_KEYS = (
    "office.attendance", "meeting.start", "meeting.end", "meeting.agenda", "meeting.call", "meeting.move",
    "meeting.cancel", "meeting.proxy",
    "meeting.earlier", "meeting.later",
)  # fmt: skip
"""Ids of the actions, for a screen's ``BINDINGS``."""

_WAITING = frozenset({"submitted", "scheduled", "back", "postponed"})


class MeetingActions(Jobs):
    """Mixin of the screen that shows one meeting, `meeting`."""

    @property
    def meeting(self) -> MeetingView | None:
        """The meeting that the keys act on."""
        return None

    def show_meeting(self, meeting: str | None) -> None:
        """Show another meeting."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done with the meeting as it stands."""
        found = self.meeting
        state = found.state if found is not None else None
        if action in {"attendance", "agenda", "proxy"} and state in {None, MeetingState.CANCELLED}:
            return False
        if (
            action in {"start_meeting", "cancel_meeting", "move_meeting"}
            and state is not MeetingState.PLANNED
        ):
            return False
        if action == "end_meeting" and state is not MeetingState.OPEN:
            return False
        checked: bool | None = cast("Any", super()).check_action(action, parameters)
        return checked

    # --- attendance ------------------------------------------------------------------------------------

    def action_attendance(self) -> None:
        """Note who comes and goes."""
        found = self.meeting
        if found is None:
            return
        from beirat_tui.tui.dialogs.attendance import AttendanceDialog  # noqa: PLC0415  (on demand)
        from beirat_tui.tui.round_questions import vote_time  # noqa: PLC0415  (on demand)

        now = self._now
        dialog = AttendanceDialog(
            found.attendance,
            found.state,
            vote_time(found, now).strftime("%H:%M"),
            today=found.day == now.date(),
        )
        self.ask(dialog, lambda answer: self._note(found, answer))

    def _note(self, found: MeetingView, answer: "AttendanceAnswer") -> None:
        def job(session: "Session") -> int:
            from beirat_tui.services import meetings  # noqa: PLC0415  (in the thread)

            before = {member.member: member for member in found.attendance}
            for member, state in answer.changes.items():
                if before[member].present or state == "present":
                    meetings.attend(session, found.id, member, present=state == "present", at=answer.at)
            for excused in (True, False):
                away = [
                    member
                    for member, state in answer.changes.items()
                    if state != "present" and (state == "excused") == excused != before[member].excused
                ]
                if away:
                    meetings.excuse(session, found.id, away, excused=excused)
            return len(answer.changes)

        self.write_and_say(job, _("Attendance noted."))

    def action_proxy(self) -> None:
        """Note who votes for whom by proxy."""
        found = self.meeting
        if found is None:
            return

        def job(session: "Session") -> bool:
            from beirat_tui.services import proxies  # noqa: PLC0415  (in the thread)

            return proxies.allowed(session)

        self.read("proxy", job, lambda allowed: self._ask_proxy(found, allowed=allowed))

    def _ask_proxy(self, found: MeetingView, *, allowed: bool) -> None:
        from beirat_tui.tui.dialogs.proxy import ProxyDialog  # noqa: PLC0415  (on demand)

        def answered(answer: "ProxyAnswer") -> None:
            def job(session: "Session") -> None:
                from beirat_tui.services import proxies  # noqa: PLC0415  (in the thread)

                proxies.give_proxy(session, found.id, answer.member, answer.holder)

            self.write_and_say(job, _("The proxy is noted."))

        self.ask(ProxyDialog(found, allowed=allowed), answered)

    # --- opening and ending ----------------------------------------------------------------------------

    def action_start_meeting(self) -> None:
        """Open the meeting."""
        found = self.meeting
        if found is not None:
            self._ask_time(found, opening=True)

    def action_end_meeting(self) -> None:
        """End the meeting."""
        found = self.meeting
        if found is not None:
            self._ask_time(found, opening=False)

    def _ask_time(self, found: MeetingView, *, opening: bool) -> None:
        from beirat_tui.tui.dialogs.meeting_time import MeetingTimeDialog  # noqa: PLC0415  (on demand)

        def answered(at: str) -> None:
            def job(session: "Session") -> None:
                from beirat_tui.services import meetings  # noqa: PLC0415  (in the thread)

                (meetings.open_meeting if opening else meetings.close_meeting)(session, found.id, at)

            said = _("Meeting {number} is open.") if opening else _("Meeting {number} is over.")
            text = said.format(number=found.number)
            self.write_and_say(job, text)

        self.ask(MeetingTimeDialog(found, self._now.strftime("%H:%M"), opening=opening), answered)

    def action_move_meeting(self) -> None:
        """Move the meeting to another day, time or place."""
        found = self.meeting
        if found is None:
            return
        from beirat_tui.tui.dialogs.call_meeting import MoveMeetingDialog  # noqa: PLC0415  (on demand)

        def answered(answer: "MoveAnswer") -> None:
            def job(session: "Session") -> None:
                from beirat_tui.services import meetings  # noqa: PLC0415  (in the thread)

                meetings.change_meeting(
                    session, found.id, day=answer.day, time=answer.time, place=answer.place
                )

            self.write_and_say(job, _("The meeting is moved."))

        self.ask(MoveMeetingDialog(found, self._now.date()), answered)

    def action_cancel_meeting(self) -> None:
        """Cancel the meeting."""
        found = self.meeting
        if found is None:
            return
        from beirat_tui.tui.dialogs.sentence import SentenceDialog  # noqa: PLC0415  (on demand)

        def agreed() -> None:
            def job(session: "Session") -> None:
                from beirat_tui.services import meetings  # noqa: PLC0415  (in the thread)

                meetings.cancel_meeting(session, found.id)

            self.write_and_say(job, _("The meeting is cancelled."))

        dialog = SentenceDialog(
            _("Cancel the meeting"),
            _("What stands on its agenda goes back to the queue. Telling the members is up to you."),
            _("I cancel meeting {number} of {day}.").format(number=found.number, day=fmt.date(found.day)),
            _("cancel the meeting"),
        )
        self.ask_whether(dialog, agreed)

    # --- agenda ----------------------------------------------------------------------------------------

    def action_agenda(self) -> None:
        """Choose what stands on the agenda."""
        found = self.meeting
        if found is None:
            return

        def job(session: "Session") -> "AgendaQuestion":
            from beirat_tui.services import queue  # noqa: PLC0415  (in the thread)
            from beirat_tui.tui.dialogs.agenda import AgendaQuestion  # noqa: PLC0415  (the same)
            from beirat_tui.tui.round_questions import meeting_name  # noqa: PLC0415  (the same)

            chosen = tuple(item.row for item in found.agenda)
            known = {row.sketch for row in chosen}
            rows = queue.window(session, "", 0, MOST_SKETCHES)
            others = tuple(row for row in rows if row.stage in _WAITING and row.sketch not in known)
            return AgendaQuestion(found.id, meeting_name(found), chosen, others)

        self.read("agenda", job, self._ask_agenda)

    def _ask_agenda(self, question: "AgendaQuestion") -> None:
        from beirat_tui.tui.dialogs.agenda import AgendaDialog  # noqa: PLC0415  (on demand)

        def answered(sketches: list[str]) -> None:
            if sketches == [row.sketch for row in question.chosen]:
                return

            def job(session: "Session") -> None:
                from beirat_tui.services import meetings  # noqa: PLC0415  (in the thread)

                meetings.set_agenda(session, question.meeting, sketches)

            self.write_and_say(job, _("The agenda is set."))

        self.ask(AgendaDialog(question), answered)

    # --- calling ---------------------------------------------------------------------------------------

    def action_call_meeting(self) -> None:
        """Call a meeting."""
        today = self._now.date()

        def job(session: "Session") -> "CallQuestion":
            from beirat_tui.services import meetings  # noqa: PLC0415  (in the thread)
            from beirat_tui.tui.dialogs.call_meeting import CallQuestion  # noqa: PLC0415  (the same)
            from beirat_tui.tui.round_questions import meeting_name  # noqa: PLC0415  (the same)

            found = meetings.meetings(session)
            last = found[0] if found else None
            repeated = {each.second_of for each in found}
            failed = tuple(
                (each.id, meeting_name(each))
                for each in found
                if each.id not in repeated and any(item.row.reason == "no_quorum" for item in each.agenda)
            )
            number = f"{len(found) + 1}/{today.year}"
            question = CallQuestion(number, today + timedelta(days=14), "10:00", "", failed)
            return question if last is None else replace(question, time=last.time, place=last.place)

        self.read("call", job, self._ask_call)

    def _ask_call(self, question: "CallQuestion") -> None:
        from beirat_tui.tui.dialogs.call_meeting import CallMeetingDialog  # noqa: PLC0415  (on demand)

        def answered(answer: "CallAnswer") -> None:
            def job(session: "Session") -> str:
                from beirat_tui.services import meetings  # noqa: PLC0415  (in the thread)

                return meetings.call_meeting(
                    session,
                    number=answer.number,
                    day=answer.day,
                    time=answer.time,
                    place=answer.place,
                    second_of=answer.second_of,
                    notice=answer.notice,
                    invited_all=answer.invited_all,
                )

            def then(meeting: str) -> None:
                self.app.notify(_("The meeting is called. T sets its agenda."), markup=False)
                self.show_meeting(meeting)

            self.write(job, then)

        self.ask(CallMeetingDialog(question, self._now.date()), answered)
