"""Recomputing a board from its raw records: ids, signatures, chains, rights, effects, every outcome.

Architecture, rule 18. Nothing derived is trusted: what goes in are bytes and signatures, what comes out is
what is wrong, and what this copy waits for.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from beirat_tui.domain.errors import InputError
from beirat_tui.domain.tally.outcome import Result
from beirat_tui.log import record as records
from beirat_tui.log.adopted import rules_in
from beirat_tui.log.bodies.rounds import RoundOpened
from beirat_tui.log.closing import Closing, conclude
from beirat_tui.log.electorate import electorate
from beirat_tui.log.frontier import Frontier
from beirat_tui.log.granting import Refused, Waiting
from beirat_tui.log.ledger import MemoryLedger
from beirat_tui.log.record import Record
from beirat_tui.log.view import View

Severity = Literal["wrong", "notice"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that `verify` found.

    Attributes:
        severity: ``wrong``: this must not be so; ``notice``: worth knowing, nothing is broken.
        code: what it is; `wording.problems` says it in words.
        record: the id of the record it is about, or "".
        params: what the sentence needs.
    """

    severity: Severity
    code: str
    record: str = ""
    params: Mapping[str, str | int] = field(default_factory=dict)


def read_all(
    stored: Iterable[tuple[str, bytes, bytes]], problems: list[Problem], tell: Callable[[], None]
) -> MemoryLedger:
    """A ledger of the STORED records (id, bytes, signature); those that are not what they say are PROBLEMS."""
    ledger = MemoryLedger()
    waiting: set[str] = set()
    for name, raw, signature in stored:
        tell()
        try:
            record = records.read(raw, signature)
        except InputError as error:
            problems.append(Problem("wrong", "verify.unreadable", name, {"reason": error.code}))
            continue
        if record.id != name:
            problems.append(Problem("wrong", "verify.wrong-id", name, {"computed": record.id}))
        verdict = ledger.add(record)
        if isinstance(verdict, Refused):
            problems.append(Problem("wrong", "verify.not-granted", record.id, {"reason": verdict.reason}))
        elif isinstance(verdict, Waiting):
            waiting.add(record.id)
    problems += [
        Problem("wrong", "verify.incomplete", record.id)
        for record in ledger.waiting()
        if record.id in waiting
    ]
    return ledger


def check_rounds(view: View, problems: list[Problem], tell: Callable[[], None]) -> int:
    """Recompute every round that VIEW knows; returns how many there are."""
    openings = view.effective("round/*")
    for opening in openings:
        tell()
        _check_opening(view, opening, problems)
        _check_closings(view, opening, problems)
    return len(openings)


def _check_opening(view: View, opening: Record, problems: list[Problem]) -> None:
    """Rule 12: electorate, rules and version are what the opening's frontier says."""
    body = opening.body
    if not isinstance(body, RoundOpened):
        return
    frontier = Frontier(view.ledger, body.frontier)
    if frontier.missing:
        missing = {"missing": len(frontier.missing)}
        problems.append(Problem("notice", "verify.waits-for", opening.id, missing))
        return
    then = View(view.ledger, frontier)
    if electorate(then, body.meeting) != sorted(body.electorate, key=lambda seat: seat.member):
        problems.append(Problem("wrong", "verify.electorate", opening.id))
    if body.rules not in {value.id for value in then.values("rules")}:
        problems.append(Problem("wrong", "verify.rules", opening.id))
    if body.sketch is not None:
        versions = {value.id for value in then.values(f"sketch/{body.sketch}")} or {body.sketch}
        if body.version not in versions:
            problems.append(Problem("wrong", "verify.version", opening.id))


def _check_closings(view: View, opening: Record, problems: list[Problem]) -> None:
    """Rules 13 and 18: what each closing lists, and the outcome it states."""
    conclusion = conclude(view, opening, rules_in(view.ledger))
    for closing in conclusion.closings:
        problems += _judge(closing)
    if len(conclusion.closings) > 1 and conclusion.settled is None:
        problems.append(Problem("notice", "verify.contested", opening.id))
    if conclusion.late:
        problems.append(Problem("notice", "verify.late", opening.id, {"number": len(conclusion.late)}))
    problems += [
        Problem("notice", "verify.disputed", opening.id, {"member": member})
        for member in sorted(conclusion.facts.disputed)
    ]


def _judge(closing: Closing) -> list[Problem]:
    name = closing.record.id
    if closing.missing:
        return [Problem("notice", "verify.waits-for", name, {"missing": len(closing.missing)})]
    found = []
    if closing.outcome is not None and not closing.agrees:
        stated = str(closing.body.outcome.get("result", ""))
        params: dict[str, str | int] = {
            "stated": stated if stated in get_args(Result) else "?",
            "computed": closing.outcome.result,
        }
        found.append(Problem("wrong", "verify.outcome", name, params))
    if closing.omitted:
        found.append(Problem("notice", "verify.left-out", name, {"number": len(closing.omitted)}))
    if closing.surplus:
        found.append(Problem("notice", "verify.surplus", name, {"number": len(closing.surplus)}))
    return found


def check_forks(ledger: MemoryLedger, problems: list[Problem]) -> None:
    """Rule 8: a key with two records after one predecessor is flagged; nobody else is blocked."""
    authors = sorted({record.author for record in ledger})
    problems += [
        Problem("notice", "verify.forked", "", {"key": author[:16]})
        for author in authors
        if ledger.forked(author)
    ]
