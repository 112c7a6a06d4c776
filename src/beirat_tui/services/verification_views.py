"""What `verify` reports. Values only; `wording.problems` puts problems into words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Weight(StrEnum):
    """What a problem means for the board."""

    WRONG = "wrong"
    """Something was altered, forged or computed wrongly."""
    FLAG = "flag"
    """Allowed, but somebody should look at it."""
    WAITS = "waits"
    """This copy lacks a part; nothing can be said until it arrives."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that `verify` found.

    Attributes:
        code: what it is, for example ``record.signature``.
        weight: what it means.
        params: names and numbers for its sentence.
        record: id of the record it is about, if it is about one.
    """

    code: str
    weight: Weight
    params: Mapping[str, str | int] = field(default_factory=dict)
    record: str | None = None


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What was looked at, and what was found.

    Attributes:
        records: records read and verified.
        rounds: rounds judged again.
        closings: closings whose outcome was computed again.
        payloads: texts and files compared with their hashes.
        problems: the worst first.
    """

    records: int
    rounds: int
    closings: int
    payloads: int
    problems: tuple[Problem, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong; flags and missing parts do not count."""
        return all(problem.weight is not Weight.WRONG for problem in self.problems)
