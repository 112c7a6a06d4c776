"""What is done with elections: opening, voting, counting, closing with the lot, confirming, breaking off.

The steps are those of every vote: read what the dialog needs, ask, write what was answered, say what became
of it.
"""

from typing import TYPE_CHECKING, Any, cast

from beirat_tui.services.round_views import RoundState
from beirat_tui.tui.vote_steps import VoteSteps
from beirat_tui.wording import _

if TYPE_CHECKING:
    from beirat_tui.services.round_views import OutcomeView, RoundView
    from beirat_tui.services.session import Session
    from beirat_tui.tui.dialogs.close import CloseFacts
    from beirat_tui.tui.dialogs.election import ElectionAnswer, ElectionQuestion

ELECTION_KEYS = (
    "election.open", "election.vote", "election.hand", "election.close", "election.confirm", "election.abort",
)  # fmt: skip
"""Ids of the actions, for a screen's ``BINDINGS``."""
_RUNNING = frozenset({"vote_election", "hand_election", "close_election"})
_NO_VOTE = frozenset({"none", "not_entitled", "recused"})
_UNCONFIRMED = frozenset({RoundState.CLOSED, RoundState.PAPER})


class ElectionActions(VoteSteps):
    """Mixin of the screen that lists elections, with one under the cursor: `election`."""

    preferred: str | None = None

    @property
    def election(self) -> "RoundView | None":
        """The election that the keys act on."""
        return None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done with the election as it stands."""
        found = self.election
        state = None if found is None else found.state
        if action in _RUNNING and state is not RoundState.OPEN:
            return False
        if action == "vote_election" and (found is None or found.my_vote in _NO_VOTE):
            return False
        if action == "confirm_election" and state not in _UNCONFIRMED:
            return False
        if action == "abort_election" and state not in {RoundState.OPEN, *_UNCONFIRMED}:
            return False
        checked: bool | None = cast("Any", super()).check_action(action, parameters)
        return checked

    # --- opening ---------------------------------------------------------------------------------------

    def action_open_election(self) -> None:
        """Ask what is elected, who stands, and how."""
        today, preferred = self._now.date(), self.preferred

        def job(session: "Session") -> "ElectionQuestion":
            from beirat_tui.tui.round_questions import election_question  # noqa: PLC0415  (in the thread)

            return election_question(session, today, preferred)

        self.read("open-election", job, self._ask_open)

    def _ask_open(self, question: "ElectionQuestion") -> None:
        from beirat_tui.tui.dialogs.election import OpenElectionDialog  # noqa: PLC0415  (on demand)

        today = self._now.date()

        def answered(answer: "ElectionAnswer") -> None:
            def job(session: "Session") -> str:
                from beirat_tui.services import elections  # noqa: PLC0415  (in the thread)

                return elections.open_election(
                    session,
                    answer.subject,
                    answer.candidates,
                    meeting=answer.meeting,
                    deadline=answer.deadline,
                    begun=None if answer.deadline is None else today,
                    papers=answer.papers,
                )

            self.write_and_say(job, _("The election “{subject}” is open.").format(subject=answer.subject))

        self.ask(OpenElectionDialog(question, today), answered)

    # --- votes -----------------------------------------------------------------------------------------

    def action_vote_election(self) -> None:
        """Vote, or change one's vote."""
        found = self.election
        if found is None:
            return
        if found.secrecy == "secret":
            text = _("This election is secret, by ballot papers: h records what was counted.")
            self.app.notify(text, markup=False)
            return
        from beirat_tui.tui.dialogs.election import ElectionVoteDialog  # noqa: PLC0415  (on demand)

        def answered(choice: str) -> None:
            def job(session: "Session") -> None:
                from beirat_tui.services import voting  # noqa: PLC0415  (in the thread)

                voting.cast(session, found.id, choice)

            self.write_and_say(job, _("Your vote is cast."))

        self.ask(ElectionVoteDialog(found), answered)

    def action_hand_election(self) -> None:
        """Record one member's vote, or what was counted on the papers."""
        found = self.election
        if found is None:
            return
        from beirat_tui.tui.dialogs.election import (  # noqa: PLC0415  (on demand)
            ElectionCountDialog,
            ElectionHandDialog,
        )

        if found.secrecy == "secret":
            self._enter_count(found, ElectionCountDialog(found))
            return

        def answered(answer: tuple[str, str]) -> None:
            def job(session: "Session") -> None:
                from beirat_tui.services import closing  # noqa: PLC0415  (in the thread)

                closing.record_by_hand(session, found.id, *answer)

            self.write_and_say(job, _("The vote is recorded."))

        self.ask(ElectionHandDialog(found), answered)

    # --- closing ---------------------------------------------------------------------------------------

    def action_close_election(self) -> None:
        """Show what closing would give, and ask."""
        self._preview(None)

    def _preview(self, facts: "CloseFacts | None") -> None:
        found, now = self.election, self._now
        if found is None:
            return

        def job(session: "Session") -> "tuple[RoundView, OutcomeView, CloseFacts]":
            from beirat_tui.tui.round_questions import close_question  # noqa: PLC0415  (in the thread)

            return close_question(session, found.id, facts, now)

        self.read("close-election", job, lambda result: self._ask_close(*result))

    def _ask_close(self, found: "RoundView", outcome: "OutcomeView", facts: "CloseFacts") -> None:
        from beirat_tui.tui.dialogs.close_election import CloseElectionDialog  # noqa: PLC0415  (on demand)

        dialog = CloseElectionDialog(found, outcome, facts, self._now.date())
        self._ask_whether_to_close(dialog, self._preview, self._say_closed)

    def _say_closed(self, found: "RoundView", outcome: "OutcomeView") -> None:
        from beirat_tui.tui.sheets.why import naming  # noqa: PLC0415  (brings the sentences)
        from beirat_tui.wording.derivation import result_text  # noqa: PLC0415  (the same)

        text = _("{subject}: {result} Provisional until the chair confirms.")
        result = result_text(outcome.derived, naming(found))
        self.app.notify(text.format(subject=found.title, result=result), markup=False)

    # --- confirming, breaking off ----------------------------------------------------------------------

    def action_confirm_election(self) -> None:
        """Confirm the result as the chair."""
        found = self.election
        if found is None or found.outcome is None:
            return
        from beirat_tui.tui.dialogs.sentence import SentenceDialog  # noqa: PLC0415  (on demand)
        from beirat_tui.tui.sheets.why import naming  # noqa: PLC0415  (brings the sentences)
        from beirat_tui.wording.derivation import result_text  # noqa: PLC0415  (the same)

        result = result_text(found.outcome.derived, naming(found))
        dialog = SentenceDialog(
            _("Confirm the election"),
            _("Only what the chair confirms is final. The page behind this shows how the result came about."),
            _("I confirm: {subject}. {result}").format(subject=found.title, result=result),
            _("confirm"),
        )
        self.ask_whether(dialog, lambda: self._confirm(found, found.closing, self._say_confirmed))

    def _say_confirmed(self, found: "RoundView", _outcome: "OutcomeView") -> None:
        self.app.notify(_("{subject}: confirmed and final.").format(subject=found.title), markup=False)

    def action_abort_election(self) -> None:
        """End the election without a result."""
        found = self.election
        if found is None:
            return
        from beirat_tui.tui.dialogs.text import TextQuestion  # noqa: PLC0415  (on demand)

        question = TextQuestion(
            title=_("Break off the election “{subject}”").format(subject=found.title),
            advice=_(
                "The election ends without a result. "
                "Votes already given stay in the log and count for nothing."
            ),
            text="",
            done=_("break off"),
        )
        self._break_off(found.id, question, _("The election was broken off."))
