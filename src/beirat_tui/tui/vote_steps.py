"""What is done alike with votes on sketches and with elections: asked in a dialog, written, and told.

What the dialogs ask and how the result is told differs; that stays with `round_actions`, `closing_actions`
and `election_actions`.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from beirat_tui.tui.jobs import Jobs

if TYPE_CHECKING:
    from beirat_tui.services.round_views import OutcomeView, RoundView
    from beirat_tui.services.session import Session
    from beirat_tui.tui.dialogs.close import CloseAnswer, CloseDialog, CloseFacts
    from beirat_tui.tui.dialogs.count import CountAnswer
    from beirat_tui.tui.dialogs.form import FormDialog
    from beirat_tui.tui.dialogs.text import TextQuestion

    Told = Callable[[RoundView, OutcomeView], None]


class VoteSteps(Jobs):
    """Base of the mixins that act on a vote."""

    def _enter_count(self, found: "RoundView", dialog: "FormDialog[CountAnswer]") -> None:
        """Take the figures that DIALOG asks for."""

        def answered(answer: "CountAnswer") -> None:
            def job(session: "Session") -> str:
                from beirat_tui.services import closing  # noqa: PLC0415  (in the thread)

                return closing.count_vote(
                    session,
                    found.id,
                    yes=answer.yes,
                    no=answer.no,
                    abstain=answer.abstain,
                    invalid=answer.invalid,
                    candidates=answer.candidates,
                )

            self.write(job, self._say_count)

        self.ask(dialog, answered)

    def _say_count(self, state: str) -> None:
        from beirat_tui.wording.states import COUNT_STATES, word  # noqa: PLC0415  (after the first paint)

        self.app.notify(word(COUNT_STATES, state), markup=False)

    def _ask_whether_to_close(
        self, dialog: "CloseDialog", preview: "Callable[[CloseFacts], None]", tell: "Told"
    ) -> None:
        """Close as DIALOG says; PREVIEW what changed facts give."""
        found = dialog.found

        def answered(answer: "CloseAnswer") -> None:
            facts = answer.facts
            if answer.again:
                preview(facts)
                return

            def job(session: "Session") -> "OutcomeView":
                from beirat_tui.services import closing  # noqa: PLC0415  (in the thread)

                return closing.close(session, found.id, at=facts.at, facts=facts.noted)

            self.write(job, lambda outcome: tell(found, outcome))

        self.ask(dialog, answered)

    def _confirm(self, found: "RoundView", closing: str | None, tell: "Told") -> None:
        """Confirm the CLOSING of FOUND."""

        def job(session: "Session") -> "OutcomeView":
            from beirat_tui.services import closing as service  # noqa: PLC0415  (in the thread)

            return service.confirm(session, found.id, closing)

        self.write(job, lambda outcome: tell(found, outcome))

    def _break_off(self, round_id: str, question: "TextQuestion", said: str) -> None:
        """End the vote without an outcome for the reason that QUESTION asks for."""
        from beirat_tui.tui.dialogs.text import TextDialog  # noqa: PLC0415  (on demand)

        def answered(reason: str) -> None:
            def job(session: "Session") -> None:
                from beirat_tui.services import rounds  # noqa: PLC0415  (in the thread)

                rounds.abort(session, round_id, reason)

            self.write_and_say(job, said)

        self.ask(TextDialog(question), answered)
