"""An outcome as plain data and back, losslessly: str, int, bool, None, list, dict; ASCII keys, no floats.

A closing stores this in a signed record: an outcome must read back equal, whatever version wrote it.
Fractions become ``[numerator, denominator]``, lists of names stay lists of text.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, cast, get_args

from beirat_tui.domain.errors import InputError
from beirat_tui.domain.tally.outcome import Counts, Fact, NextStep, Outcome, Result, Step, Verdict

_COUNTS = ("yes", "no", "abstain", "invalid", "silent", "late")


def outcome_data(outcome: Outcome) -> dict[str, Any]:
    """OUTCOME as data for a record or for ``--json``."""
    return {
        "result": outcome.result,
        "reason": outcome.reason,
        "counts": {name: getattr(outcome.counts, name) for name in _COUNTS},
        "steps": [_step_data(step) for step in outcome.steps],
        "next": outcome.next_step,
        "elected": outcome.elected,
    }


def outcome_from(data: object) -> Outcome:
    """The outcome that `outcome_data` wrote.

    Raises:
        InputError: ``outcome.not-readable`` if DATA has another shape.
    """
    try:
        fields = _mapping(data)
        counts = _mapping(fields["counts"])
        return Outcome(
            cast("Result", _word(fields["result"], get_args(Result))),
            _text(fields["reason"]),
            Counts(*(_number(counts[name]) for name in _COUNTS)),
            tuple(_step_from(step) for step in _list(fields["steps"])),
            cast("NextStep", _word(fields["next"], get_args(NextStep))),
            _text(fields["elected"]),
        )
    except (KeyError, ValueError, ZeroDivisionError) as error:
        raise InputError("outcome.not-readable") from error


def _step_data(step: Step) -> dict[str, Any]:
    facts = {name: _fact_data(fact) for name, fact in step.facts.items()}
    return {"rule": step.rule, "verdict": step.verdict, "facts": facts, "cite": step.cite}


def _fact_data(fact: Fact) -> Any:  # noqa: ANN401  (data of several shapes)
    if isinstance(fact, Fraction):
        return [fact.numerator, fact.denominator]
    return list(fact) if isinstance(fact, tuple) else fact


def _step_from(data: object) -> Step:
    fields = _mapping(data)
    facts = {_text(name): _fact_from(fact) for name, fact in _mapping(fields["facts"]).items()}
    verdict = cast("Verdict", _word(fields["verdict"], get_args(Verdict)))
    return Step(_text(fields["rule"]), verdict, facts, _text(fields["cite"]))


def _fact_from(data: object) -> Fact:
    if isinstance(data, list):
        if data and all(isinstance(item, int) for item in data):
            top, bottom = data
            return Fraction(top, bottom)
        return tuple(_text(item) for item in data)
    if data is None or isinstance(data, str | int):
        return data
    raise ValueError


def _mapping(data: object) -> Mapping[str, Any]:
    if isinstance(data, Mapping):
        return data
    raise ValueError


def _list(data: object) -> list[Any]:
    if isinstance(data, list):
        return data
    raise ValueError


def _text(data: object) -> str:
    if isinstance(data, str):
        return data
    raise ValueError


def _number(data: object) -> int:
    if isinstance(data, int) and not isinstance(data, bool):
        return data
    raise ValueError


def _word(data: object, allowed: tuple[str, ...]) -> str:
    if data in allowed:
        return _text(data)
    raise ValueError
