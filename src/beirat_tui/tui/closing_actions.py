"""What ends the vote on a sketch: closing with the outcome shown first, confirming, breaking off.

The steps are those of `round_actions`: read what the dialog needs, ask, write what was answered, say what
became of it.
"""

from typing import TYPE_CHECKING

from beirat_tui.tui.focus import RoundFocus
from beirat_tui.wording import _

if TYPE_CHECKING:
    from beirat_tui.services.conflict_views import Side
    from beirat_tui.services.round_views import OutcomeView, RoundView
    from beirat_tui.services.session import Session
    from beirat_tui.tui.dialogs.close import CloseFacts
    from beirat_tui.tui.dialogs.confirm_round import PaperAnswer


def _votum(outcome: "OutcomeView") -> str:
    from beirat_tui.wording.states import VOTA, sign  # noqa: PLC0415  (after the first paint)

    return str(sign(VOTA, outcome.votum))


class ClosingActions(RoundFocus):
    """Mixin of screens with a sketch under the cursor, `sketch_row`."""

    # --- closing ---------------------------------------------------------------------------------------

    def action_close_round(self) -> None:
        """Show what closing would give, and ask."""
        self._preview(None)

    def _preview(self, facts: "CloseFacts | None") -> None:
        round_id, now = self.round_id, self._now
        if round_id is None:
            return

        def job(session: "Session") -> "tuple[RoundView, OutcomeView, CloseFacts, list[str]]":
            from beirat_tui.services import delivery  # noqa: PLC0415  (in the thread)
            from beirat_tui.tui.round_questions import close_question  # noqa: PLC0415  (the same)
            from beirat_tui.wording.delivery import outstanding_lines  # noqa: PLC0415  (the same)

            question = close_question(session, round_id, facts, now)
            left = delivery.outstanding(session, question[0])
            return (*question, outstanding_lines(left))

        self.read("closing", job, lambda result: self._ask_close(*result))

    def _ask_close(
        self, found: "RoundView", outcome: "OutcomeView", facts: "CloseFacts", awaited: list[str]
    ) -> None:
        from beirat_tui.tui.dialogs.close_round import CloseRoundDialog  # noqa: PLC0415  (on demand)

        dialog = CloseRoundDialog(found, outcome, facts, self._now.date(), awaited)
        self._ask_whether_to_close(dialog, self._preview, self._say_closed)

    def _say_closed(self, found: "RoundView", outcome: "OutcomeView") -> None:
        text = _("{number}: {votum}, provisional until the chair confirms.")
        said = text.format(number=found.number, votum=_votum(outcome))
        self.app.notify(said, markup=False)
        if found.hidden:
            from beirat_tui.tui.screens.why import WhyScreen  # noqa: PLC0415  (on demand)

            self.app.push_screen(WhyScreen(found.id))

    # --- confirming, breaking off ----------------------------------------------------------------------

    def action_confirm_round(self) -> None:
        """Confirm the outcome as the chair."""
        self._read_round("confirm", self._ask_confirm)

    def _ask_confirm(self, found: "RoundView") -> None:
        if found.state == "contested":
            self._read_closings(found)
            return
        from beirat_tui.tui.dialogs.confirm_round import ConfirmRoundDialog  # noqa: PLC0415  (on demand)

        self.ask_whether(
            ConfirmRoundDialog(found, self._now.date()),
            lambda: self._confirm(found, found.closing, self._say_confirmed),
        )

    def _read_closings(self, found: "RoundView") -> None:
        def job(session: "Session") -> "tuple[Side, ...]":
            from beirat_tui.services import conflicts  # noqa: PLC0415  (in the thread)

            return next(
                (
                    each.sides
                    for each in conflicts.conflicts(session)
                    if each.code == "closings" and each.round == found.id
                ),
                (),
            )

        self.read("closings", job, lambda sides: self._ask_closing(found, sides))

    def _ask_closing(self, found: "RoundView", sides: "tuple[Side, ...]") -> None:
        if not sides:
            return
        from beirat_tui.tui.dialogs.contested import ContestedDialog  # noqa: PLC0415  (hardly ever)

        self.ask(
            ContestedDialog(found, sides, self._now.date()),
            lambda closing: self._confirm(found, closing, self._say_confirmed),
        )

    def _say_confirmed(self, found: "RoundView", outcome: "OutcomeView") -> None:
        text = _("{number}: {votum}, confirmed and final.")
        self.app.notify(text.format(number=found.number, votum=_votum(outcome)), markup=False)

    def action_confirm_on_paper(self) -> None:
        """Record that the chair confirmed on paper."""
        self._read_round("confirm", self._ask_paper)

    def _ask_paper(self, found: "RoundView") -> None:
        from beirat_tui.tui.dialogs.confirm_round import PaperDialog  # noqa: PLC0415  (on demand)

        def answered(answer: "PaperAnswer") -> None:
            def job(session: "Session") -> None:
                from beirat_tui.services import closing  # noqa: PLC0415  (in the thread)

                closing.confirm_on_paper(session, found.id, day=answer.day, reference=answer.reference)

            said = _("{number}: recorded as confirmed on paper.").format(number=found.number)
            self.write_and_say(job, said)

        self.ask(PaperDialog(found, self._now.date()), answered)

    def action_abort_round(self) -> None:
        """End the vote without an outcome."""
        row, round_id = self.sketch_row, self.round_id
        if row is None or round_id is None:
            return
        from beirat_tui.tui.dialogs.text import TextQuestion  # noqa: PLC0415  (on demand)

        question = TextQuestion(
            title=_("Break off the vote on {number}").format(number=row.number),
            advice=_(
                "The vote ends without an outcome and the sketch goes back to the queue. Votes already given "
                "stay in the log and count for nothing. Reason, which goes into the minutes:"
            ),
            text="",
            done=_("break off"),
        )
        said = _("{number}: the vote was broken off.").format(number=row.number)
        self._break_off(round_id, question, said)
