"""What one can do with a sketch, from queue and reading view alike: vote, recuse, ask why, note, comment.

The steps are the same everywhere: read what the dialog needs, ask, write what was answered, say where the
record is now. Half-typed text is kept while it is typed and dropped when it was sent.
"""

from typing import TYPE_CHECKING, Any, cast

from beirat_tui.domain.errors import Refused
from beirat_tui.tui.deputy_actions import DeputyActions
from beirat_tui.tui.opinion_actions import OpinionActions
from beirat_tui.wording import _

if TYPE_CHECKING:
    from beirat_tui.services.reading_views import SketchView
    from beirat_tui.services.round_views import Delivery, DraftView
    from beirat_tui.services.session import Session
    from beirat_tui.tui.dialogs.vote import VoteAnswer, VoteQuestion
    from beirat_tui.tui.jobs import Host

_ON_A_SKETCH = frozenset(
    {"vote", "recuse", "why", "note", "comment", "object", "dissent", "files", "versions"}
)
_FOR_VOTERS = frozenset({"vote", "recuse", "drafts", "next_missing", "object", "dissent"})


def _choice(choice: str) -> str:
    from beirat_tui.wording.states import CHOICES, sign  # noqa: PLC0415  (after the first paint)

    return sign(CHOICES, choice).word


class SketchActions(DeputyActions, OpinionActions):
    """Mixin of screens with a sketch under the cursor, `sketch_row`."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what needs a sketch only where there is one, and voting only to those who have a vote."""
        if action in _ON_A_SKETCH and self.sketch_row is None:
            return False
        row = self.sketch_row
        if action == "vote_for" and (row is None or row.stage != "open"):
            return False
        session = cast("Host", self.app).session
        if action in _FOR_VOTERS and session is not None and not session.person.votes:
            return False
        checked: bool | None = cast("Any", super()).check_action(action, parameters)
        return checked

    # --- voting ----------------------------------------------------------------------------------------

    def action_vote(self) -> None:
        """Vote on the sketch, or keep a draft vote where no ballot is possible yet."""
        row = self.sketch_row
        if row is None:
            return
        sketch = row.sketch

        def job(session: "Session") -> "VoteQuestion":
            from beirat_tui.services import drafts, reading, voting  # noqa: PLC0415  (in the thread)
            from beirat_tui.tui.dialogs.vote import VoteQuestion  # noqa: PLC0415  (the same)

            permission = voting.may_vote(session, sketch)
            if not permission.ballot and not permission.draft:
                raise Refused(permission.reason or "vote.not-possible")
            fresh = reading.preview(session, sketch)
            drafted = next((found for found in drafts.drafts(session) if found.sketch == sketch), None)
            return VoteQuestion.of(
                fresh,
                ballot=permission.ballot,
                drafted=drafted,
                typed=drafts.half_typed(session, f"vote/{sketch}"),
            )

        self.read("vote", job, self._ask_vote)

    def _ask_vote(self, question: "VoteQuestion") -> None:
        from beirat_tui.tui.dialogs.vote import VoteDialog  # noqa: PLC0415  (on demand)

        self.ask(VoteDialog(question), lambda answer: self._cast(question, answer))

    def _cast(self, question: "VoteQuestion", answer: "VoteAnswer") -> None:
        def job(session: "Session") -> "Delivery | None":
            from beirat_tui.services import drafts, voting  # noqa: PLC0415  (in the thread)

            delivery = None
            if question.round is not None:
                delivery = voting.cast(session, question.round, answer.choice, answer.remark)
            else:
                drafts.draft(session, question.sketch, answer.choice, answer.remark)
            drafts.keep_half_typed(session, f"vote/{question.sketch}", "")
            return delivery

        choice = _choice(answer.choice)
        if question.round is not None:
            said = _("{number}: you voted {choice}.").format(number=question.number, choice=choice)
        else:
            said = _("{number}: draft vote kept, {choice}. Only you can see it.").format(
                number=question.number, choice=choice
            )
        self.write(job, lambda delivery: self._say_delivered(said, delivery))

    def _say_delivered(self, said: str, delivery: "Delivery | None") -> None:
        from beirat_tui.wording.states import DELIVERIES, sign  # noqa: PLC0415  (after the first paint)

        where = f" {sign(DELIVERIES, delivery)}." if delivery is not None else ""
        self.app.notify(said + where, markup=False)
        if delivery is None:
            # Draft votes are no part of the board's file, so no change of it tells the screens.
            cast("Host", self.app).board_changed.publish(None)

    def action_drafts(self) -> None:
        """Show one's draft votes."""

        def job(session: "Session") -> "list[DraftView]":
            from beirat_tui.services import drafts  # noqa: PLC0415  (in the thread)

            return drafts.drafts(session)

        self.read("drafts", job, self._show_drafts)

    def _show_drafts(self, found: "list[DraftView]") -> None:
        from beirat_tui.tui.dialogs.drafts import DraftsDialog  # noqa: PLC0415  (on demand)

        self.ask(DraftsDialog(found), lambda answer: self._use_draft(answer.draft, cast=answer.cast))

    def _use_draft(self, draft: "DraftView", *, cast: bool) -> None:
        def job(session: "Session") -> "Delivery | None":
            from beirat_tui.services import drafts  # noqa: PLC0415  (in the thread)

            if cast:
                return drafts.cast_draft(session, draft.sketch)
            drafts.drop_draft(session, draft.sketch)
            return None

        choice = _choice(draft.choice)
        if cast:
            said = _("{number}: you voted {choice}.").format(number=draft.number, choice=choice)
        else:
            said = _("{number}: draft vote dropped.").format(number=draft.number)

        def then(delivery: "Delivery | None") -> None:
            self._say_delivered(said, delivery)
            self.action_drafts()

        self.write(job, then)

    def action_why(self) -> None:
        """Show the derivation of the sketch's outcome, or how it stands now."""
        row = self.sketch_row
        if row is None:
            return
        if row.round is None:
            self.app.notify(_("There has been no vote on this sketch yet."), markup=False)
            return
        from beirat_tui.tui.screens.why import WhyScreen  # noqa: PLC0415  (on demand)

        self.app.push_screen(WhyScreen(row.round))

    # --- recusal ---------------------------------------------------------------------------------------

    def action_recuse(self) -> None:
        """Declare a conflict of interest in the running vote, or take the declaration back."""
        row = self.sketch_row
        if row is None:
            return
        sketch = row.sketch

        def job(session: "Session") -> "tuple[SketchView, str]":
            from beirat_tui.services import drafts, reading  # noqa: PLC0415  (in the thread)

            view = reading.preview(session, sketch)
            typed = drafts.half_typed(session, f"recusal/{view.round.id}") if view.round is not None else ""
            return view, typed

        self.read("recusal", job, lambda found: self._ask_recusal(*found))

    def _ask_recusal(self, view: "SketchView", typed: str) -> None:
        found = view.round
        if found is None or found.state != "open":
            self.app.notify(
                _("You can declare a conflict of interest while a vote is running."), markup=False
            )
            return
        from beirat_tui.tui.dialogs.recusal import RecusalDialog  # noqa: PLC0415  (on demand)

        recused, round_id = found.my_vote == "recused", found.id

        def then(reason: str) -> None:
            def job(session: "Session") -> None:
                from beirat_tui.services import drafts, voting  # noqa: PLC0415  (in the thread)

                if recused:
                    voting.withdraw_recusal(session, round_id)
                else:
                    voting.recuse(session, round_id, reason)
                    drafts.keep_half_typed(session, f"recusal/{round_id}", "")

            said = _("You take part again.") if recused else _("Recorded: you take no part in this vote.")
            self.write_and_say(job, said)

        self.ask(RecusalDialog(view, typed, recused=recused), then)
