"""Voting for somebody else: a deputy, or who holds a proxy, votes for a member in the usual dialog."""

from dataclasses import replace
from typing import TYPE_CHECKING

from beirat_tui.tui.focus import SketchFocus
from beirat_tui.wording import _

if TYPE_CHECKING:
    from beirat_tui.services.session import Session
    from beirat_tui.services.standing_in import Represented
    from beirat_tui.tui.dialogs.vote import VoteAnswer, VoteQuestion


class DeputyActions(SketchFocus):
    """Mixin of screens with a sketch under the cursor, `sketch_row`."""

    def action_vote_for(self) -> None:
        """Vote for a member for whom one stands in."""
        row = self.sketch_row
        if row is None or row.round is None:
            return
        round_id, sketch = row.round, row.sketch

        def job(session: "Session") -> "tuple[Represented, ...]":
            from beirat_tui.services import standing_in  # noqa: PLC0415  (in the thread)

            return standing_in.represented(session, round_id)

        self.read("deputy", job, lambda found: self._choose_member(sketch, found))

    def _choose_member(self, sketch: str, found: "tuple[Represented, ...]") -> None:
        if not found:
            self.app.notify(_("You stand in for nobody in this vote."), markup=False)
            return
        if len(found) == 1:
            self._read_subject(sketch, found[0])
            return
        from beirat_tui.tui.dialogs.pick import PickDialog  # noqa: PLC0415  (on demand)
        from beirat_tui.tui.widgets.pick_list import Pick  # noqa: PLC0415  (the same)
        from beirat_tui.wording.states import CHOICES, sign  # noqa: PLC0415  (the same)

        picks = [
            Pick(
                each.member,
                f"{each.label} {each.name}".strip(),
                _("has voted") if each.voted else sign(CHOICES, each.choice).word if each.choice else "",
            )
            for each in found
        ]

        self.ask(
            PickDialog(_("Vote for whom?"), picks, _("choose")),
            lambda member: self._read_subject(sketch, next(each for each in found if each.member == member)),
        )

    def _read_subject(self, sketch: str, member: "Represented") -> None:
        def job(session: "Session") -> "VoteQuestion":
            from beirat_tui.services import drafts, reading  # noqa: PLC0415  (in the thread)
            from beirat_tui.tui.dialogs.vote import VoteQuestion  # noqa: PLC0415  (the same)

            view = reading.preview(session, sketch)
            asked = VoteQuestion.of(view, ballot=True, drafted=None, typed="")
            name = f"{member.label} {member.name}".strip()
            asked = replace(
                asked, member=member.member, stands_for=name, old=member.choice, conflict=False, typed=""
            )
            return replace(asked, typed=drafts.half_typed(session, asked.key))

        self.read("deputy", job, lambda asked: self._ask_for(asked, voted=member.voted))

    def _ask_for(self, asked: "VoteQuestion", *, voted: bool) -> None:
        from beirat_tui.tui.dialogs.vote import VoteDialog  # noqa: PLC0415  (on demand)

        if voted:
            said = _("{name} has voted: that vote comes first, yours does not count.")
            self.app.notify(said.format(name=asked.stands_for), markup=False)

        def answered(answer: "VoteAnswer") -> None:
            if asked.round is not None:
                self._cast_for(asked, asked.round, answer)

        self.ask(VoteDialog(asked), answered)

    def _cast_for(self, asked: "VoteQuestion", round_id: str, answer: "VoteAnswer") -> None:
        from beirat_tui.wording.states import CHOICES, sign  # noqa: PLC0415  (on demand)

        def job(session: "Session") -> None:
            from beirat_tui.services import drafts, voting  # noqa: PLC0415  (in the thread)

            voting.cast(session, round_id, answer.choice, answer.remark, on_behalf_of=asked.member)
            drafts.keep_half_typed(session, asked.key, "")

        text = _("{number}: you voted {choice} for {name}.").format(
            number=asked.number, choice=sign(CHOICES, answer.choice).word, name=asked.stands_for
        )
        self.write_and_say(job, text)
