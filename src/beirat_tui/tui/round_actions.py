"""What office and chair do with the vote on a sketch, from every screen that has a sketch under the cursor.

Open, call the roll, record by hand; what ends a vote comes from `closing_actions`. The steps are always the
same: read what the dialog needs, ask, write what was answered, say what became of it.
"""

from datetime import date
from typing import TYPE_CHECKING, Any, cast

from beirat_tui.tui.closing_actions import ClosingActions
from beirat_tui.wording import _, ngettext

if TYPE_CHECKING:
    from beirat_tui.services.round_views import RoundView
    from beirat_tui.services.session import Session
    from beirat_tui.tui.dialogs.by_hand import HandAnswer
    from beirat_tui.tui.dialogs.open_round import OpenAnswer, OpenQuestion
    from beirat_tui.tui.dialogs.receipt import ReceiptAnswer

_RUNNING = frozenset({"open"})
_UNCONFIRMED = frozenset({"closed", "contested"})
_UNDER_WAY = _RUNNING | _UNCONFIRMED
_STAGES = {
    "roll_call": _RUNNING,
    "by_hand": _RUNNING,
    "receipt": _RUNNING,
    "close_round": _RUNNING,
    "confirm_round": _UNCONFIRMED,
    "confirm_on_paper": _UNCONFIRMED,
    "abort_round": _UNDER_WAY,
}
"""Action → the stages of the vote in which it can be done."""

ROUND_KEYS = (
    "office.open-round", "office.roll-call", "office.by-hand", "office.receipt", "office.close-round",
    "chair.confirm", "office.paper", "office.abort", "app.present",
)  # fmt: skip
"""Ids of the actions, for a screen's ``BINDINGS``."""


class RoundActions(ClosingActions):
    """Mixin of screens with a sketch under the cursor, `sketch_row`."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done with the vote as it stands."""
        row, stages = self.sketch_row, _STAGES.get(action)
        if action == "open_round" and (row is None or row.stage in _UNDER_WAY):
            return False
        if stages is not None and (row is None or row.stage not in stages):
            return False
        if action == "receipt" and (row is None or row.procedure != "circulation"):
            return False
        if action == "confirm_on_paper" and "chair" in self._roles:
            return False
        checked: bool | None = cast("Any", super()).check_action(action, parameters)
        return checked

    def action_present(self) -> None:
        """Show the item to the room."""
        from beirat_tui.tui.screens.presentation import PresentationScreen  # noqa: PLC0415  (on demand)

        row = self.sketch_row
        self.app.push_screen(
            PresentationScreen(self.preferred_meeting, row.sketch if row is not None else None)
        )

    # --- opening ---------------------------------------------------------------------------------------

    def action_open_round(self) -> None:
        """Open a vote on the sketch."""
        row = self.sketch_row
        if row is None:
            return
        sketch, today, preferred = row, self._now.date(), self.preferred_meeting

        def job(session: "Session") -> "OpenQuestion":
            from beirat_tui.tui.round_questions import open_question  # noqa: PLC0415  (in the thread)

            return open_question(session, sketch, today, preferred)

        self.read("open-round", job, self._ask_open)

    def _ask_open(self, question: "OpenQuestion") -> None:
        from beirat_tui.tui.dialogs.open_round import OpenRoundDialog  # noqa: PLC0415  (on demand)

        today = self._now.date()

        self.ask(OpenRoundDialog(question, today), lambda answer: self._open(question, answer, today))

    def _open(self, question: "OpenQuestion", answer: "OpenAnswer", today: date) -> None:
        def job(session: "Session") -> str:
            from beirat_tui.services import rounds  # noqa: PLC0415  (in the thread)

            return rounds.open_round(
                session,
                question.sketch,
                motion=answer.motion,
                meeting=answer.meeting,
                deadline=answer.deadline,
                begun=today if answer.deadline is not None else None,
                secret=answer.secret,
                hidden=answer.hidden,
                conditions=answer.conditions,
            )

        said = _("{number}: the vote is open.").format(number=question.number)
        self.write_and_say(job, said)

    # --- votes that others record ----------------------------------------------------------------------

    def action_by_hand(self) -> None:
        """Record one member's vote, or the figures of a secret vote."""
        self._read_round("by-hand", self._ask_by_hand)

    def _ask_by_hand(self, found: "RoundView") -> None:
        if found.secrecy == "secret":
            from beirat_tui.tui.dialogs.count import CountDialog  # noqa: PLC0415  (on demand)

            self._enter_count(found, CountDialog(found))
            return
        from beirat_tui.tui.dialogs.by_hand import ByHandDialog  # noqa: PLC0415  (on demand)

        self.ask(ByHandDialog(found), lambda answer: self._record(found, answer))

    def _record(self, found: "RoundView", answer: "HandAnswer") -> None:
        def job(session: "Session") -> None:
            from beirat_tui.services import closing  # noqa: PLC0415  (in the thread)

            closing.record_by_hand(session, found.id, answer.member, answer.choice, reason=answer.reason)

        if answer.choice is None:
            said = _("{name}: the vote recorded by hand is taken back.").format(name=answer.name)
        else:
            from beirat_tui.wording.states import CHOICES, sign  # noqa: PLC0415  (after the first paint)

            choice = sign(CHOICES, answer.choice).word
            said = _("Recorded: {name} {choice}.").format(name=answer.name, choice=choice)
        self.write_and_say(job, said)

    def action_receipt(self) -> None:
        """Note when a member's vote reached the office."""
        self._read_round("receipt", self._ask_receipt)

    def _ask_receipt(self, found: "RoundView") -> None:
        from beirat_tui.tui.dialogs.receipt import ReceiptDialog  # noqa: PLC0415  (on demand)

        if not any(seat.voted for seat in found.electorate):
            self.app.notify(_("No vote has arrived yet."), markup=False)
            return
        self.ask(ReceiptDialog(found, self._now.date()), lambda answer: self._note_receipt(found, answer))

    def _note_receipt(self, found: "RoundView", answer: "ReceiptAnswer") -> None:
        def job(session: "Session") -> None:
            from beirat_tui.services import closing  # noqa: PLC0415  (in the thread)

            closing.note_receipt(
                session, found.id, answer.member, day=answer.day, late=answer.late, reason=answer.reason
            )

        self.write_and_say(job, _("{name}: the arrival is noted.").format(name=answer.name))

    def action_roll_call(self) -> None:
        """Call the members one after another."""
        round_id = self.round_id
        if round_id is None:
            return

        def job(session: "Session") -> "tuple[RoundView, str]":
            from beirat_tui.services import drafts, rounds  # noqa: PLC0415  (in the thread)

            return rounds.round_view(session, round_id), drafts.half_typed(session, f"rollcall/{round_id}")

        self.read("roll-call", job, lambda result: self._ask_roll_call(*result))

    def _ask_roll_call(self, found: "RoundView", typed: str) -> None:
        if found.secrecy == "secret":
            self.app.notify(_("This vote is secret: h records its figures."), markup=False)
            return
        from beirat_tui.tui.dialogs.roll_call import RollCallDialog  # noqa: PLC0415  (on demand)

        dialog = RollCallDialog(found, typed)

        def answered(answers: dict[str, str]) -> None:
            def job(session: "Session") -> int:
                from beirat_tui.services import closing, drafts  # noqa: PLC0415  (in the thread)

                for member, choice in answers.items():
                    closing.record_by_hand(session, found.id, member, choice)
                drafts.keep_half_typed(session, dialog.key, "")
                return len(answers)

            self.write(job, self._say_recorded)

        self.ask(dialog, answered)

    def _say_recorded(self, number: int) -> None:
        text = ngettext("{number} vote recorded.", "{number} votes recorded.", number)
        self.app.notify(text.format(number=number), markup=False)
