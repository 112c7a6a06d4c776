"""What office and chair do with the vote on a sketch, from every screen that has a sketch under the cursor.

Open, call the roll, record by hand, close, confirm, break off. The steps are always the same: read what the
dialog needs, ask, write what was answered, say what became of it.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, cast

from beirat_tui.tui.jobs import Jobs
from beirat_tui.wording import _, ngettext

if TYPE_CHECKING:
    from beirat_tui.services.conflict_views import Side
    from beirat_tui.services.queue_views import QueueRow
    from beirat_tui.services.round_views import OutcomeView, RoundView
    from beirat_tui.services.session import Session
    from beirat_tui.tui.app import BeiratApp
    from beirat_tui.tui.dialogs.by_hand import HandAnswer
    from beirat_tui.tui.dialogs.close_round import CloseAnswer, CloseFacts
    from beirat_tui.tui.dialogs.confirm_round import PaperAnswer
    from beirat_tui.tui.dialogs.count import CountAnswer
    from beirat_tui.tui.dialogs.open_round import OpenAnswer, OpenQuestion
    from beirat_tui.tui.jobs import Host

_ON_A_SKETCH = frozenset({"open_round"})
_ON_A_RUNNING_VOTE = frozenset({"roll_call", "by_hand", "close_round"})
_ON_A_CLOSED_VOTE = frozenset({"confirm_round", "confirm_on_paper"})
_UNCONFIRMED = frozenset({"closed", "contested"})

ROUND_KEYS = (
    "office.open-round", "office.roll-call", "office.by-hand", "office.close-round", "chair.confirm",
    "office.paper", "office.abort", "app.present",
)  # fmt: skip
"""Ids of the actions, for a screen's ``BINDINGS``."""


def _votum(outcome: "OutcomeView") -> str:
    from beirat_tui.wording.states import VOTA, sign  # noqa: PLC0415  (after the first paint)

    return str(sign(VOTA, outcome.votum))


class RoundActions(Jobs):
    """Mixin of screens with a sketch under the cursor, `sketch_row`."""

    @property
    def sketch_row(self) -> "QueueRow | None":
        """The sketch that the keys act on."""
        return None

    @property
    def round_id(self) -> str | None:
        """The vote that the keys act on."""
        row = self.sketch_row
        return row.round if row is not None else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done with the vote as it stands."""
        row = self.sketch_row
        if action in _ON_A_SKETCH and (row is None or row.stage in {"open", *_UNCONFIRMED}):
            return False
        if action in _ON_A_RUNNING_VOTE and (row is None or row.stage != "open"):
            return False
        if action in _ON_A_CLOSED_VOTE and (row is None or row.stage not in _UNCONFIRMED):
            return False
        if action == "confirm_on_paper" and "chair" in self._roles:
            return False
        if action == "abort_round" and (row is None or row.stage not in {"open", *_UNCONFIRMED}):
            return False
        checked: bool | None = cast("Any", super()).check_action(action, parameters)
        return checked

    @property
    def _roles(self) -> frozenset[str]:
        session = cast("Host", self.app).session
        return session.person.roles if session is not None else frozenset()

    @property
    def _now(self) -> datetime:
        return cast("BeiratApp", self.app).now()

    def _read_round(self, group: str, then: "Callable[[RoundView], None]") -> None:
        round_id = self.round_id
        if round_id is None:
            return

        def job(session: "Session") -> "RoundView":
            from beirat_tui.services import rounds  # noqa: PLC0415  (in the thread)

            return rounds.round_view(session, round_id)

        self.read(group, job, then)

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

    @property
    def preferred_meeting(self) -> str | None:
        """The meeting that a vote opened here is in, where the screen shows one."""
        return None

    def _ask_open(self, question: "OpenQuestion") -> None:
        from beirat_tui.tui.dialogs.open_round import OpenRoundDialog  # noqa: PLC0415  (on demand)

        today = self._now.date()

        def answered(answer: "OpenAnswer | None") -> None:
            if answer is not None:
                self._open(question, answer, today)

        self.app.push_screen(OpenRoundDialog(question, today), answered)

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
        self.write(job, lambda _round: self.app.notify(said, markup=False))

    # --- votes that others record ----------------------------------------------------------------------

    def action_by_hand(self) -> None:
        """Record one member's vote, or the figures of a secret vote."""
        self._read_round("by-hand", self._ask_by_hand)

    def _ask_by_hand(self, found: "RoundView") -> None:
        if found.secrecy == "secret":
            self._ask_count(found)
            return
        from beirat_tui.tui.dialogs.by_hand import ByHandDialog  # noqa: PLC0415  (on demand)

        def answered(answer: "HandAnswer | None") -> None:
            if answer is not None:
                self._record(found, answer)

        self.app.push_screen(ByHandDialog(found), answered)

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
        self.write(job, lambda _nothing: self.app.notify(said, markup=False))

    def _ask_count(self, found: "RoundView") -> None:
        from beirat_tui.tui.dialogs.count import CountDialog  # noqa: PLC0415  (on demand)

        def answered(answer: "CountAnswer | None") -> None:
            if answer is None:
                return

            def job(session: "Session") -> None:
                from beirat_tui.services import closing  # noqa: PLC0415  (in the thread)

                closing.count_vote(
                    session,
                    found.id,
                    yes=answer.yes,
                    no=answer.no,
                    abstain=answer.abstain,
                    invalid=answer.invalid,
                )

            said = _("The figures are recorded.")
            self.write(job, lambda _nothing: self.app.notify(said, markup=False))

        self.app.push_screen(CountDialog(found), answered)

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

        def answered(answers: dict[str, str] | None) -> None:
            if answers is None:
                return

            def job(session: "Session") -> int:
                from beirat_tui.services import closing, drafts  # noqa: PLC0415  (in the thread)

                for member, choice in answers.items():
                    closing.record_by_hand(session, found.id, member, choice)
                drafts.keep_half_typed(session, dialog.key, "")
                return len(answers)

            self.write(job, self._say_recorded)

        self.app.push_screen(dialog, answered)

    def _say_recorded(self, number: int) -> None:
        text = ngettext("{number} vote recorded.", "{number} votes recorded.", number)
        self.app.notify(text.format(number=number), markup=False)

    # --- closing ---------------------------------------------------------------------------------------

    def action_close_round(self) -> None:
        """Show what closing would give, and ask."""
        self._preview(None)

    def _preview(self, facts: "CloseFacts | None") -> None:
        round_id, now = self.round_id, self._now
        if round_id is None:
            return

        def job(session: "Session") -> "tuple[RoundView, OutcomeView, CloseFacts]":
            from beirat_tui.tui.round_questions import close_question  # noqa: PLC0415  (in the thread)

            return close_question(session, round_id, facts, now)

        self.read("closing", job, lambda result: self._ask_close(*result))

    def _ask_close(self, found: "RoundView", outcome: "OutcomeView", facts: "CloseFacts") -> None:
        from beirat_tui.tui.dialogs.close_round import CloseRoundDialog  # noqa: PLC0415  (on demand)

        def answered(answer: "CloseAnswer | None") -> None:
            if answer is None:
                return
            if answer.again:
                self._preview(answer.facts)
            else:
                self._close(found, answer.facts)

        self.app.push_screen(CloseRoundDialog(found, outcome, facts, self._now.date()), answered)

    def _close(self, found: "RoundView", facts: "CloseFacts") -> None:
        def job(session: "Session") -> "OutcomeView":
            from beirat_tui.services import closing  # noqa: PLC0415  (in the thread)
            from beirat_tui.tui.round_questions import vote_facts  # noqa: PLC0415  (the same)

            return closing.close(session, found.id, at=facts.at, facts=vote_facts(facts))

        self.write(job, lambda outcome: self._say_closed(found, outcome))

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

        def answered(answer: bool | None) -> None:  # noqa: FBT001  (the dialog's answer)
            if answer:

                def job(session: "Session") -> "OutcomeView":
                    from beirat_tui.services import closing  # noqa: PLC0415  (in the thread)

                    return closing.confirm(session, found.id, found.closing)

                self.write(job, lambda outcome: self._say_confirmed(found, outcome))

        self.app.push_screen(ConfirmRoundDialog(found, self._now.date()), answered)

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

        def answered(closing: str | None) -> None:
            if closing is None:
                return

            def job(session: "Session") -> "OutcomeView":
                from beirat_tui.services import closing as service  # noqa: PLC0415  (in the thread)

                return service.confirm(session, found.id, closing)

            self.write(job, lambda outcome: self._say_confirmed(found, outcome))

        self.app.push_screen(ContestedDialog(found, sides, self._now.date()), answered)

    def _say_confirmed(self, found: "RoundView", outcome: "OutcomeView") -> None:
        text = _("{number}: {votum}, confirmed and final.")
        self.app.notify(text.format(number=found.number, votum=_votum(outcome)), markup=False)

    def action_confirm_on_paper(self) -> None:
        """Record that the chair confirmed on paper."""
        self._read_round("confirm", self._ask_paper)

    def _ask_paper(self, found: "RoundView") -> None:
        from beirat_tui.tui.dialogs.confirm_round import PaperDialog  # noqa: PLC0415  (on demand)

        def answered(answer: "PaperAnswer | None") -> None:
            if answer is None:
                return

            def job(session: "Session") -> None:
                from beirat_tui.services import closing  # noqa: PLC0415  (in the thread)

                closing.confirm_on_paper(session, found.id, day=answer.day, reference=answer.reference)

            said = _("{number}: recorded as confirmed on paper.").format(number=found.number)
            self.write(job, lambda _nothing: self.app.notify(said, markup=False))

        self.app.push_screen(PaperDialog(found, self._now.date()), answered)

    def action_abort_round(self) -> None:
        """End the vote without an outcome."""
        row, round_id = self.sketch_row, self.round_id
        if row is None or round_id is None:
            return
        from beirat_tui.tui.dialogs.text import TextDialog, TextQuestion  # noqa: PLC0415  (on demand)

        question = TextQuestion(
            title=_("Break off the vote on {number}").format(number=row.number),
            advice=_(
                "The vote ends without an outcome and the sketch goes back to the queue. Votes already given "
                "stay in the log and count for nothing. Reason, which goes into the minutes:"
            ),
            text="",
            done=_("break off"),
        )

        def answered(reason: str | None) -> None:
            if not reason:
                return

            def job(session: "Session") -> None:
                from beirat_tui.services import rounds  # noqa: PLC0415  (in the thread)

                rounds.abort(session, round_id, reason)

            said = _("{number}: the vote was broken off.").format(number=row.number)
            self.write(job, lambda _nothing: self.app.notify(said, markup=False))

        self.app.push_screen(TextDialog(question), answered)
