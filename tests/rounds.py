"""Rounds for the tests of the tally: a board of eighteen, in a sitting or in writing, in a few words."""

import datetime as dt
from typing import Any

from beirat_tui.domain.rules.model import RuleSet
from beirat_tui.domain.rules.read import read_rules as rules_from
from beirat_tui.domain.tally import Ballot, Case, CirculationFacts, Counted, Meeting, Recusal, Seat
from beirat_tui.presets import read_rules

MONDAY = dt.date(2026, 3, 2)
OPENED, VOTED = 14 * 60, 15 * 60


def name(number: int) -> str:
    """The id of member NUMBER, from 1; member 1 is the chair, member 2 the deputy chair."""
    return f"M{number:02d}"


def names(count: int, first: int = 1) -> tuple[str, ...]:
    """The ids of COUNT members from FIRST on."""
    return tuple(name(number) for number in range(first, first + count))


def board(size: int = 18, *, chair_votes: int = 1, benches: tuple[str, ...] = ()) -> tuple[Seat, ...]:
    """SIZE seats, the chair first; BENCHES are dealt out in turn."""
    roles = {1: "chair", 2: "deputy_chair"}
    return tuple(
        Seat(
            name(number),
            votes=chair_votes if number == 1 else 1,
            role=roles.get(number, "member"),  # type: ignore[arg-type]  # the words are the literals
            bench=benches[(number - 1) % len(benches)] if benches else "",
        )
        for number in range(1, size + 1)
    )


def sitting(present: int | tuple[str, ...] = 18, **facts: Any) -> Meeting:  # noqa: ANN401  (facts of several types)
    """A sitting with the first PRESENT members (or those named) in the room from opening to vote."""
    there = names(present) if isinstance(present, int) else present
    given: dict[str, Any] = {
        "invited_all": True,
        "scheduled": OPENED,
        "opened": OPENED,
        "vote_at": VOTED,
        "presence": dict.fromkeys(there, ((OPENED, None),)),
        "day": MONDAY,
    }
    return Meeting(**(given | facts))


def written(days: int = 14, **facts: Any) -> CirculationFacts:  # noqa: ANN401  (facts of several types)
    """A written vote started on a Monday, closed when its deadline had passed."""
    end = MONDAY + dt.timedelta(days=days)
    given: dict[str, Any] = {"started": MONDAY, "deadline": end, "closed": end}
    return CirculationFacts(**(given | facts))


def votes(yes: int, no: int = 0, abstain: int = 0, *, first: int = 1) -> tuple[Ballot, ...]:
    """Own ballots of the members from FIRST on: first those with yes, then no, then abstentions."""
    choices = ["yes"] * yes + ["no"] * no + ["abstain"] * abstain
    return tuple(Ballot(name(number), choice) for number, choice in enumerate(choices, start=first))


def numbers(yes: int, no: int = 0, abstain: int = 0, invalid: int = 0) -> tuple[Counted, ...]:
    """The counted papers of a secret vote."""
    return (Counted(yes, no, abstain, invalid),)


def recused(*members: str, vote_cast: bool = False) -> tuple[Recusal, ...]:
    """Conflicts of interest."""
    return tuple(Recusal(member, vote_cast) for member in members)


def case(proceeding: Meeting | CirculationFacts | None = None, **facts: Any) -> Case:  # noqa: ANN401  (as above)
    """A round of the board of eighteen, all present unless said otherwise."""
    given: dict[str, Any] = {"seats": board(), "proceeding": proceeding or sitting()}
    return Case(**(given | facts))


def preset(preset_name: str) -> RuleSet:
    """One of the rule sets that come with the program."""
    return rules_from(read_rules(preset_name))


def rules(body: str = "", *, need: str = "more than 1/2") -> RuleSet:
    """Rules from the TOML text BODY, completed by a quorum and a majority where it has none."""
    top, bracket, sections = body.partition("[")
    text, body = 'language = 1\nname = "Test"\nsource = "Test"\n' + top, bracket + sections
    if "[quorum]" not in body:
        text += '[quorum]\nneed = "none"\n'
    if "[majority]" not in body:
        text += f'[majority]\nneed = "{need}"\n'
    return rules_from(text + body)
