"""Settling what contradicts itself, each in one dialog: by a vote, by choosing a side, by a new device."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from beirat_tui.domain.errors import Refused
from beirat_tui.tui.jobs import Jobs
from beirat_tui.wording import _

if TYPE_CHECKING:
    from beirat_tui.services.board_views import MemberView
    from beirat_tui.services.conflict_views import Conflict, Side
    from beirat_tui.services.session import Session
    from beirat_tui.tui.app import BeiratApp
    from beirat_tui.tui.dialogs.revoke import RevokeAnswer
    from beirat_tui.tui.dialogs.vote import VoteAnswer, VoteQuestion

CHOOSE = frozenset(
    {
        "deputy-ballots", "hand-ballots", "roster", "deputies", "proxies", "rules", "programme", "versions",
        "summaries", "ticks", "meeting", "agenda", "attendance", "decisions", "conditions", "centre",
        "minutes", "dissents",
    }
)  # fmt: skip
"""Contradictions that are settled by choosing a side."""


class SettleActions(Jobs):
    """Mixin of screens that show what needs settling."""

    def notice_own(self, found: "Conflict", *, ask: bool) -> None:
        """Tell the member that two votes of theirs contradict each other; ASK at once which one holds."""
        from beirat_tui.wording.conflicts import conflict_text  # noqa: PLC0415  (hardly ever)

        if ask and len(self.app.screen_stack) == 1:
            self._vote_again(found)
            return
        text = _("{what} v on the sketch votes again.").format(
            what=conflict_text(found.code, found.about).what
        )
        self.app.notify(text, severity="warning", timeout=30, markup=False)

    def open_conflict(self, found: "Conflict") -> None:
        """Settle FOUND in a dialog, if the person at the screen may; else show it."""
        if not found.mine:
            self._show_conflict(found)
        elif found.code == "own-ballots":
            self._vote_again(found)
        elif found.code == "closings":
            self._choose_closing(found)
        elif found.code == "fork":
            self._replace_device(found)
        elif found.code in CHOOSE:
            self._choose_side(found)
        else:
            self._show_conflict(found)

    def _show_conflict(self, found: "Conflict") -> None:
        from beirat_tui.tui.screens.sheet import SheetScreen  # noqa: PLC0415  (on demand)
        from beirat_tui.tui.sheets.sync import conflict_sheet  # noqa: PLC0415  (the same)

        self.app.push_screen(SheetScreen(_("To settle"), lambda width: conflict_sheet(found, width)))

    # --- a side holds ------------------------------------------------------------------------------------

    def _choose_side(self, found: "Conflict") -> None:
        from beirat_tui.tui.dialogs.settle import SettleDialog  # noqa: PLC0415  (on demand)

        self.ask(SettleDialog(found), lambda side: self._settle(found, side))

    def _settle(self, found: "Conflict", side: "Side") -> None:
        def job(session: "Session") -> None:
            from beirat_tui.services import settling  # noqa: PLC0415  (in the thread)

            settling.settle(session, found, side)

        self.write_and_say(job, _("This is settled."))

    # --- one's own vote ----------------------------------------------------------------------------------

    def _vote_again(self, found: "Conflict") -> None:
        def job(session: "Session") -> "VoteQuestion":
            from beirat_tui.services import drafts, reading, voting  # noqa: PLC0415  (in the thread)
            from beirat_tui.tui.dialogs.vote import VoteQuestion  # noqa: PLC0415  (the same)
            from beirat_tui.wording.conflicts import both_votes  # noqa: PLC0415  (the same)

            sketch = found.sketch or ""
            permission = voting.may_vote(session, sketch)
            if not permission.ballot:
                raise Refused(permission.reason or "vote.not-possible")
            typed = drafts.half_typed(session, f"vote/{sketch}")
            question = VoteQuestion.of(
                reading.preview(session, sketch), ballot=True, drafted=None, typed=typed
            )
            return replace(question, between=both_votes(found.sides))

        self.read("vote", job, lambda question: self._ask_again(found, question))

    def _ask_again(self, found: "Conflict", question: "VoteQuestion") -> None:
        from beirat_tui.tui.dialogs.vote import VoteDialog  # noqa: PLC0415  (on demand)

        def answered(answer: "VoteAnswer") -> None:
            def job(session: "Session") -> None:
                from beirat_tui.services import drafts, voting  # noqa: PLC0415  (in the thread)

                voting.cast(session, found.round or "", answer.choice, answer.remark)
                drafts.keep_half_typed(session, f"vote/{found.sketch}", "")

            self.write_and_say(job, _("Your vote is settled."))

        self.ask(VoteDialog(question), answered)

    # --- two closings ------------------------------------------------------------------------------------

    def _choose_closing(self, found: "Conflict") -> None:
        def job(session: "Session") -> Any:  # noqa: ANN401  (the round's view)
            from beirat_tui.services import rounds  # noqa: PLC0415  (in the thread)

            return rounds.round_view(session, found.round or "")

        def ask(view: Any) -> None:  # noqa: ANN401  (the same)
            from beirat_tui.tui.dialogs.contested import ContestedDialog  # noqa: PLC0415  (hardly ever)

            def answered(record: str) -> None:
                self._settle(found, next(each for each in found.sides if each.record == record))

            self.ask(ContestedDialog(view, found.sides, self._now.date()), answered)

        self.read("closing", job, ask)

    # --- a copied device ---------------------------------------------------------------------------------

    def _replace_device(self, found: "Conflict") -> None:
        def job(session: "Session") -> "MemberView | None":
            from beirat_tui.services import board  # noqa: PLC0415  (in the thread)

            members = board.board(session).members
            return next((each for each in members if each.member == found.member), None)

        def ask(member: "MemberView | None") -> None:
            session = cast("BeiratApp", self.app).session
            if member is None or session is None:
                self._show_conflict(found)
                return
            from beirat_tui.tui.dialogs.revoke import RevokeDialog  # noqa: PLC0415  (on demand)

            devices = tuple(each for each in member.devices if each.key == found.slot)
            own = session.key.public if session.key is not None else None
            self.ask(RevokeDialog(replace(member, devices=devices), session.person.roles, own), answered)

        def answered(answer: "RevokeAnswer") -> None:
            def revoke(session: "Session") -> None:
                from beirat_tui.services import roster  # noqa: PLC0415  (in the thread)

                root = answer.root.key() if answer.root is not None else None
                roster.revoke(session, answer.cert, lost=answer.lost, root=root)

            said = _("The device is revoked. Please let the person ask to join with a new one.")
            self.write_and_say(revoke, said)

        self.read("device", job, ask)
