"""After a vote that decided nothing: what the rules propose, done by one key and one sentence.

The next ballot on the same motion, the second invitation after a missed quorum, or the agenda of a meeting.
"""

from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from beirat_tui.tui.focus import RoundFocus
from beirat_tui.wording import _

if TYPE_CHECKING:
    from datetime import date, datetime

    from beirat_tui.services.next_steps import Proposal
    from beirat_tui.services.session import Session
    from beirat_tui.tui.dialogs.call_meeting import CallAnswer, CallQuestion

_UNDECIDED = frozenset({"no_quorum", "repeat", "to_a_meeting", "lapsed", "void", "not_decided"})


class NextStepActions(RoundFocus):
    """Mixin of screens with a vote under the cursor."""

    @property
    def undecided_round(self) -> str | None:
        """The vote under the cursor, where it is the last on its sketch and decided nothing."""
        row = self.sketch_row
        return row.round if row is not None and row.reason in _UNDECIDED else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the next step where the last vote decided nothing."""
        if action == "next_step" and self.undecided_round is None:
            return False
        checked: bool | None = cast("Any", super()).check_action(action, parameters)
        return checked

    def action_next_step(self) -> None:
        """Propose what follows the last vote on the sketch."""
        round_id = self.undecided_round
        if round_id is None:
            return

        now = self._now

        def job(session: "Session") -> "tuple[Proposal | None, CallQuestion]":
            return next_question(session, round_id, now)

        self.read("next-step", job, lambda found: self._propose(*found))

    def _propose(self, proposed: "Proposal | None", call: "CallQuestion") -> None:
        if proposed is None:
            self.app.notify(_("Nothing follows this vote; w shows how it came out."), markup=False)
        elif proposed.meeting is None and not proposed.days:
            self._propose_meeting(proposed, call)
        elif proposed.meeting is not None and proposed.found.sketch and not proposed.on_agenda:
            self._propose_agenda(proposed)
        else:
            self._ask_open_next(proposed)

    def _ask_open_next(self, proposed: "Proposal") -> None:
        from beirat_tui.tui.dialogs.sentence import SentenceDialog  # noqa: PLC0415  (on demand)

        today = self._now.date()
        deadline = today + timedelta(days=proposed.days) if proposed.days else None

        def agreed() -> None:
            def job(session: "Session") -> str:
                from beirat_tui.services import next_steps  # noqa: PLC0415  (in the thread)

                held = None if deadline is not None or proposed.meeting is None else proposed.meeting.id
                begun = None if deadline is None else today
                return next_steps.open_next(session, proposed, meeting=held, deadline=deadline, begun=begun)

            said = _("{number}: the vote is open again.").format(number=proposed.found.number)
            self.write_and_say(job, said)

        dialog = SentenceDialog(
            _("Next step: {number}").format(number=proposed.found.number),
            _history(proposed),
            _sentence(proposed, deadline),
            _("open the vote"),
        )
        self.ask_whether(dialog, agreed)

    def _propose_agenda(self, proposed: "Proposal") -> None:
        from beirat_tui.tui.dialogs.sentence import SentenceDialog  # noqa: PLC0415  (on demand)
        from beirat_tui.tui.round_questions import meeting_name  # noqa: PLC0415  (on demand)

        if proposed.meeting is None:
            return
        name = meeting_name(proposed.meeting)

        def agreed() -> None:
            def job(session: "Session") -> None:
                from beirat_tui.services import next_steps  # noqa: PLC0415  (in the thread)

                next_steps.put_on_agenda(session, proposed)

            said = _("{number} is on the agenda of meeting {meeting}.")
            text = said.format(number=proposed.found.number, meeting=name)
            self.write_and_say(job, text)

        dialog = SentenceDialog(
            _("Next step: {number}").format(number=proposed.found.number),
            _history(proposed),
            _("I put {number} on the agenda of meeting {meeting}.").format(
                number=proposed.found.number, meeting=name
            ),
            _("put it on the agenda"),
        )
        self.ask_whether(dialog, agreed)

    def _propose_meeting(self, proposed: "Proposal", question: "CallQuestion") -> None:
        from beirat_tui.tui.dialogs.call_meeting import CallMeetingDialog  # noqa: PLC0415  (on demand)

        def answered(answer: "CallAnswer") -> None:
            def job(session: "Session") -> None:
                from beirat_tui.services import meetings  # noqa: PLC0415  (in the thread)

                meeting = meetings.call_meeting(
                    session,
                    number=answer.number,
                    day=answer.day,
                    time=answer.time,
                    place=answer.place,
                    second_of=answer.second_of,
                    notice=answer.notice,
                    invited_all=answer.invited_all,
                )
                if proposed.found.sketch:
                    meetings.set_agenda(session, meeting, [proposed.found.sketch])

            said = _("The meeting is called, with {number} on its agenda.").format(
                number=proposed.found.number
            )
            self.write_and_say(job, said)

        today = self._now.date()
        self.ask(CallMeetingDialog(question, today), answered)


def next_question(
    session: "Session", round_id: str, now: "datetime"
) -> "tuple[Proposal | None, CallQuestion]":
    """Return what follows the vote, and the meeting that could be called for it; called in a thread."""
    from beirat_tui.services import meetings, next_steps  # noqa: PLC0415  (bring the database)
    from beirat_tui.tui.dialogs.call_meeting import CallQuestion  # noqa: PLC0415  (the same)
    from beirat_tui.tui.round_questions import meeting_name  # noqa: PLC0415  (the same)

    proposed = next_steps.proposal(session, round_id)
    known = meetings.meetings(session)
    last = known[0] if known else None
    failed: tuple[tuple[str, str], ...] = ()
    if proposed is not None and proposed.step == "invite_again":
        failed = tuple((each.id, meeting_name(each)) for each in known if each.id == proposed.found.meeting)
    question = CallQuestion(
        f"{len(known) + 1}/{now.year}",
        now.date() + timedelta(days=14),
        "10:00" if last is None else last.time,
        "" if last is None else last.place,
        failed,
        again=failed[0][0] if failed else "",
    )
    return proposed, question


def _history(proposed: "Proposal") -> str:
    """Return what came before, in words."""
    from beirat_tui.services.round_minutes import earlier_text  # noqa: PLC0415  (brings the sentences)
    from beirat_tui.tui.sheets.why import naming  # noqa: PLC0415  (the same)
    from beirat_tui.wording.derivation import next_text, result_text  # noqa: PLC0415  (the same)

    found, name = proposed.found, naming(proposed.found)
    lines = [earlier_text(each, name) for each in found.earlier]
    if found.outcome is not None:
        lines += [result_text(found.outcome.derived, name), next_text(found.outcome.derived)]
    return "\n".join(lines)


def _sentence(proposed: "Proposal", deadline: "date | None") -> str:
    """Return what Enter does."""
    from beirat_tui.tui.round_questions import meeting_name  # noqa: PLC0415  (on demand)
    from beirat_tui.wording import format as fmt  # noqa: PLC0415  (the same)
    from beirat_tui.wording.states import MOTIONS, word  # noqa: PLC0415  (the same)

    number, ballot = proposed.found.number, proposed.ballot
    motion = word(MOTIONS, proposed.found.motion)
    if deadline is not None:
        return _("I open ballot {ballot} on {number} by circulation until {day}: “{motion}”.").format(
            ballot=ballot, number=number, day=fmt.date(deadline), motion=motion
        )
    meeting = "" if proposed.meeting is None else meeting_name(proposed.meeting)
    return _("I open ballot {ballot} on {number} in meeting {meeting}: “{motion}”.").format(
        ballot=ballot, number=number, meeting=meeting, motion=motion
    )
