"""One round judged again (rules 12 to 18): what was pinned, what was counted, what came of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from beirat_tui.domain.tally.data import outcome_data
from beirat_tui.domain.text import clean_line
from beirat_tui.domain.votum import votum
from beirat_tui.log.adopted import rules_in
from beirat_tui.log.bodies.board import SketchFacts
from beirat_tui.log.bodies.rounds import BallotCast, RoundOpened
from beirat_tui.log.closing import Closing, Conclusion, RoundState, conclude
from beirat_tui.log.electorate import electorate
from beirat_tui.log.frontier import Frontier
from beirat_tui.log.record import Record
from beirat_tui.log.view import View
from beirat_tui.services.people import label_of
from beirat_tui.services.verification_views import Problem, Weight
from beirat_tui.store import audit
from beirat_tui.store.board_file import Reading
from beirat_tui.store.round_rows import member_state

Params = dict[str, str | int]


@dataclass(slots=True)
class RoundAudit:
    """Judges rounds by VIEW, a view of records that were verified just now.

    Attributes:
        view: what was verified.
        reading: the file, for names and for its read models.
        closings: how many outcomes were computed again.
    """

    view: View
    reading: Reading
    closings: int = 0
    _rounds: dict[str, tuple[str | None, ...]] = field(default_factory=dict)
    _ballots: dict[str, dict[str, str]] = field(default_factory=dict)

    def examine(self, opening: Record) -> Iterator[Problem]:
        """What is wrong with the round that OPENING opened, or deserves a look, or is missing."""
        body = opening.body
        if not isinstance(body, RoundOpened):
            return
        about: Params = {"sketch": self._number(body)}
        yield from self._pinned(opening, body, about)
        conclusion = conclude(self.view, opening, rules_in(self.view.ledger))
        for closing in conclusion.closings:
            yield from self._closing(closing, about)
        if conclusion.state == RoundState.CONTESTED:
            yield Problem("round.contested", Weight.FLAG, about, opening.id)
        if conclusion.late:
            yield Problem("round.late", Weight.FLAG, {**about, "number": len(conclusion.late)}, opening.id)
        if conclusion.facts.unknown:
            yield Problem("round.update-needed", Weight.WAITS, about, opening.id)
        self._note(opening.id, conclusion)

    def compare(self) -> Iterator[Problem]:
        """Where the read models of rounds and ballots say otherwise than what was computed."""
        rounds, ballots = audit.claimed_rounds(self.reading), audit.claimed_ballots(self.reading)
        for table, computed, claimed in (("round", self._rounds, rounds), ("ballot", self._ballots, ballots)):
            differing = {
                name for name in computed.keys() | claimed.keys() if computed.get(name) != claimed.get(name)
            }
            if differing:
                yield Problem("model.differs", Weight.WRONG, {"table": table, "number": len(differing)})

    def _note(self, round_id: str, conclusion: Conclusion) -> None:
        outcome = None if conclusion.settled is None else conclusion.settled.outcome
        motion = conclusion.facts.opening.motion
        self._rounds[round_id] = (
            conclusion.state.value,
            None if outcome is None else outcome.result,
            None if outcome is None else votum(motion, outcome.result),
        )
        if seats := conclusion.facts.opening.electorate:
            self._ballots[round_id] = {
                seat.member: member_state(conclusion.facts, seat.member) for seat in seats
            }

    def _pinned(self, opening: Record, body: RoundOpened, about: Params) -> Iterator[Problem]:
        """Rule 12: electorate, rules and version, from what the opening's frontier covers."""
        frontier = Frontier(self.view.ledger, body.frontier)
        if frontier.missing:
            waits = {**about, "number": len(frontier.missing)}
            yield Problem("round.waits", Weight.WAITS, waits, opening.id)
            return
        then = View(self.view.ledger, frontier)
        seats = {seat.member: seat for seat in electorate(then, body.meeting)}
        pinned = {seat.member: seat for seat in body.electorate}
        differing = sorted(
            name for name in seats.keys() | pinned.keys() if seats.get(name) != pinned.get(name)
        )
        if differing:
            who = ", ".join(label_of(self.view, name) for name in differing)
            yield Problem("round.electorate", Weight.WRONG, {**about, "who": who}, opening.id)
        if body.rules not in {each.id for each in then.values("rules")}:
            yield Problem("round.rules", Weight.WRONG, about, opening.id)
        if body.version is not None and not self._current(then, body):
            yield Problem("round.version", Weight.WRONG, about, opening.id)
        if not self._follows(then, body):
            yield Problem("round.history", Weight.WRONG, about, opening.id)

    def _follows(self, then: View, body: RoundOpened) -> bool:
        """Whether number and results so far are those of the round before, as it was known at the opening.

        And whether that round was on the same motion about the same sketch, or an election like this one.
        """
        if body.previous is None:
            return body.number == 1 and not body.earlier
        before = then.ledger.get(body.previous)
        if before is None or not isinstance(before.body, RoundOpened):
            return False
        if (before.body.sketch, before.body.motion) != (body.sketch, body.motion):
            return False
        settled = conclude(then, before, rules_in(then.ledger)).settled
        if settled is None or settled.outcome is None or settled.outcome.final:
            return False
        held = settled.outcome.result == "repeat"
        expected = (before.body.number + held, [*before.body.earlier, settled.outcome.result])
        return (body.number, list(body.earlier)) == expected

    def _current(self, then: View, body: RoundOpened) -> bool:
        """Whether the version voted on was a current one, with the texts that the opening names."""
        versions = then.values(f"sketch/{body.sketch}")
        first = then.ledger.get(body.sketch or "")
        current = versions or ([] if first is None else [first])
        return (body.version, body.version_payload) in {(each.id, each.payload) for each in current}

    def _closing(self, closing: Closing, about: Params) -> Iterator[Problem]:
        """Rules 13 and 18: the outcome, and what the closing counted or left out."""
        name = closing.record.id
        if closing.missing or closing.outcome is None:
            waits = {**about, "number": len(closing.missing)}
            yield Problem("closing.waits", Weight.WAITS, waits, name)
            return
        self.closings += 1
        stated, computed = closing.body.outcome, outcome_data(closing.outcome)
        if stated.get("result") != computed["result"] or (stated.get("elected") or "") != computed["elected"]:
            results = {
                "stated": self._result(stated),
                "computed": self._result(computed),
            }
            yield Problem("closing.outcome", Weight.WRONG, {**about, **results}, name)
        elif stated.get("counts") != computed["counts"]:
            yield Problem("closing.counts", Weight.WRONG, about, name)
        for code, ballots in (("closing.left-out", closing.omitted), ("closing.surplus", closing.surplus)):
            for ballot in ballots:
                who = self._voter(ballot)
                yield Problem(code, Weight.FLAG, {**about, "who": who}, name)
        if not closing.regular and not closing.omitted and not closing.surplus:
            yield Problem("closing.attendance", Weight.FLAG, about, name)

    def _result(self, outcome: Mapping[str, object]) -> str:
        """The result of OUTCOME, stated or computed, with who was elected."""
        elected = clean_line(str(outcome.get("elected") or ""), 64)
        result = clean_line(str(outcome.get("result")), 40)
        return f"{result} {label_of(self.view, elected)}" if elected else result

    def _voter(self, ballot: str) -> str:
        record = self.view.ledger.get(ballot)
        body = None if record is None else record.body
        return label_of(self.view, body.member) if isinstance(body, BallotCast) else ballot[:12]

    def _number(self, body: RoundOpened) -> str:
        version = self.view.ledger.get(body.version or "")
        facts = None if version is None else version.body
        if isinstance(facts, SketchFacts):
            return clean_line(facts.number)
        return ", ".join(label_of(self.view, name) for name in body.candidates)
