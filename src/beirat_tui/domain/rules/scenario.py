"""A scenario file (TOML): a board, a round and its facts, to try rules on before adopting them.

`docs/rules.md` describes it. Reading gives the case for the tally, or every error with line and key.
"""

from dataclasses import dataclass
from typing import cast, get_args

from beirat_tui.domain.errors import InputError
from beirat_tui.domain.rules.fields import Fields
from beirat_tui.domain.rules.finding import Finding
from beirat_tui.domain.rules.place import placed
from beirat_tui.domain.rules.scenario_board import People, board, seats
from beirat_tui.domain.rules.scenario_facts import (
    ballots,
    counted,
    election,
    proceeding,
    recused,
    representations,
    stand_ins,
)
from beirat_tui.domain.rules.syntax import NoToml, parse
from beirat_tui.domain.tally.case import Case, Choice, Motion
from beirat_tui.domain.tally.outcome import Result

SCENARIO = 1
_TOP = (
    "scenario",
    "title",
    "motion",
    "board",
    "member",
    "meeting",
    "circulation",
    "votes",
    "ballot",
    "counted",
    "recused",
    "recused_later",
    "represented",
    "secret",
    "secret_demanded_by",
    "secret_decided",
    "casting_vote",
    "ballot_number",
    "presiding",
    "disputed",
    "election",
    "expect",
)


@dataclass(frozen=True, slots=True)
class Scenario:
    """A case to try rules on.

    Attributes:
        case: the facts.
        title: what the file calls it.
        expect: the result its author expects, None where they say nothing.
    """

    case: Case
    title: str = ""
    expect: Result | None = None


class ScenarioError(InputError):
    """A scenario file cannot be used; `findings` says why, line by line."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        first = findings[0]
        super().__init__("scenario.not-usable", line=first.line, key=first.key or "–", number=len(findings))
        self.findings = findings


def read_scenario(text: str) -> Scenario:
    """The scenario that TEXT (TOML) describes.

    Raises:
        ScenarioError: with every error of the text, each with line and key.
    """
    try:
        data = parse(text)
    except NoToml as error:
        raise ScenarioError((error.finding,)) from error
    findings: list[Finding] = []
    scenario = _scenario(Fields(data, "", findings))
    if findings:
        raise ScenarioError(placed(findings, text))
    return scenario


def _scenario(top: Fields) -> Scenario:
    """The scenario in the top table."""
    top.only(_TOP)
    if "scenario" not in top.data:
        top.error("scenario", "missing-key", allowed=str(SCENARIO))
    elif top.data["scenario"] is True or top.data["scenario"] != SCENARIO:
        top.wrong("scenario", str(SCENARIO))
    members = seats(top)
    people = People(top, {seat.member for seat in members})
    represented = representations(top, people)
    people.known |= {link.by for link in represented}
    choice, facts, secret = election(top), proceeding(top, people), top.flag("secret")
    votes, numbers = ballots(top, people, choice, stand_ins(facts, represented)), counted(top, members)
    if numbers and votes:
        top.error("counted", "votes-or-counts")
    hidden = secret and not votes and numbers is None and (choice is None or choice.counts is None)
    presiding = people.one("presiding", top) if "presiding" in top.data else ""
    case = Case(
        seats=members,
        proceeding=facts,
        motion=cast("Motion", top.word("motion", get_args(Motion), "recommend")),
        ballots=votes,
        recused=recused(people),
        representations=represented,
        disputed=people.checked("disputed"),
        counted=numbers,
        count_awaited="none" if hidden else "",
        secret=secret,
        secret_demanded_by=people.checked("secret_demanded_by"),
        secret_decided=top.flag("secret_decided"),
        casting_vote=cast("Choice | None", top.word("casting_vote", get_args(Choice), "") or None),
        ballot_number=top.count("ballot_number", 1, 1),
        statutory_seats=board(top).number("statutory_seats"),
        presiding=presiding,
        election=choice,
    )
    expect = top.word("expect", get_args(Result), "")
    return Scenario(case, top.text("title"), cast("Result", expect) if expect else None)
