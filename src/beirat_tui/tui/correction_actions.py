"""Correcting a fact after a vote, and the page of the votes that it touches."""

from typing import TYPE_CHECKING, Any, cast

from beirat_tui.tui.focus import RoundFocus
from beirat_tui.wording import _

if TYPE_CHECKING:
    from beirat_tui.services.round_views import RoundView
    from beirat_tui.services.session import Session
    from beirat_tui.tui.dialogs.correct import CorrectAnswer, CorrectQuestion


class CorrectionActions(RoundFocus):
    """Mixin of screens with a vote under the cursor."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer corrections of votes that are closed."""
        if action == "correct":
            row = self.sketch_row
            if row is None or row.round is None or row.stage == "open":
                return False
        checked: bool | None = cast("Any", super()).check_action(action, parameters)
        return checked

    def action_correct(self) -> None:
        """Ask which fact was wrong."""
        round_id = self.round_id
        if round_id is None:
            return

        def job(session: "Session") -> "CorrectQuestion":
            from beirat_tui.services import meetings, rounds  # noqa: PLC0415  (in the thread)
            from beirat_tui.tui.dialogs.correct import CorrectQuestion  # noqa: PLC0415  (the same)

            found = rounds.round_view(session, round_id)
            noted = {}
            if found.meeting is not None:
                room = meetings.meeting(session, found.meeting).attendance
                noted = {each.member: each.spans for each in room}
            return CorrectQuestion(found, noted)

        self.read("correct", job, self._ask_correct)

    def _ask_correct(self, question: "CorrectQuestion") -> None:
        from beirat_tui.tui.dialogs.correct import CorrectDialog  # noqa: PLC0415  (on demand)

        found = question.found

        def answered(answer: "CorrectAnswer") -> None:
            def job(session: "Session") -> "list[RoundView]":
                from beirat_tui.services import affected, rounds, voting  # noqa: PLC0415  (in the thread)

                if answer.spans is None or found.meeting is None:
                    voting.recuse(session, found.id, answer.reason, member=answer.member)
                    view = rounds.round_view(session, found.id)
                    return [view] if view.corrected is not None else []
                affected.correct_attendance(session, found.meeting, answer.member, answer.spans)
                return affected.affected(session, found.meeting)

            self.write(job, self._show_affected)

        self.ask(CorrectDialog(question), answered)

    def _show_affected(self, found: "list[RoundView]") -> None:
        from beirat_tui.tui.screens.sheet import SheetScreen  # noqa: PLC0415  (on demand)
        from beirat_tui.tui.sheets.affected import affected_sheet  # noqa: PLC0415  (the same)

        title = _("Votes affected by the correction")
        self.app.push_screen(SheetScreen(title, lambda width: affected_sheet(found, width)))
