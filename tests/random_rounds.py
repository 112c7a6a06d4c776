"""Random rule sets and rounds as plain data, for the laws of the tally: every key, every kind of fact."""

import datetime as dt
from random import Random
from typing import Any

from beirat_tui.domain.rules.keys import keys_of
from beirat_tui.domain.rules.model import RuleSet
from beirat_tui.domain.rules.read import check_rules
from beirat_tui.domain.tally import (
    Ballot,
    Case,
    CirculationFacts,
    Meeting,
    Recusal,
    Representation,
    Seat,
)

DAY_ZERO = dt.date(2026, 3, 2)  # a Monday
AMOUNTS = (
    "none",
    "any number",
    "all",
    "more than 1/2",
    "at least 1/2",
    "at least 2/3",
    "at least 1/5",
    "at least 3",
    "more than 2",
    "60 %",
    4,
    "more than 1/3",
)
CHOICES = ("yes", "yes", "yes", "no", "no", "abstain", "invalid")
Data = dict[str, Any]


def random_rules(random: Random) -> tuple[RuleSet, Data]:
    """A rule set that reads without errors, and the plain tables it was read from."""
    while True:
        tables = _tables(random)
        reading = check_rules(_toml(tables))
        if reading.rules is not None:
            return reading.rules, tables


def _tables(random: Random) -> Data:
    tables: Data = {"quorum": {"need": random.choice(AMOUNTS)}, "majority": {}}
    if random.random() < 0.3:
        tables["seats"] = random.choice((0, 4, 9))
    for name, key in keys_of(RuleSet).items():
        if key.table is None:
            continue
        if random.random() < (0.6 if name not in {"second_try", "reduced_quorum", "later_ballots"} else 0.35):
            tables.setdefault(name, {})
        for inner in keys_of(key.table, name).values() if name in tables else ():
            if inner.name != "cite" and (inner.required or random.random() < 0.4):
                tables[name][inner.name] = _value(random, inner.kind, inner.words, inner.name)
    return tables


def _value(random: Random, kind: str, words: tuple[str, ...], name: str) -> Any:  # noqa: ANN401  (values of several types)
    if kind == "word":
        return random.choice(words)
    if kind == "flag":
        return random.random() < 0.5
    if kind == "number":
        return random.choice((0, 1, 2, 3, 5, 30 if name == "after_minutes" else 7))
    if kind == "amounts":
        return {random.choice("AB"): random.choice(AMOUNTS)}
    return "DE-ST" if kind == "text" else random.choice((*AMOUNTS, *words))


def _toml(tables: Data) -> str:
    lines = ['language = 1\nname = "R"\nsource = "R"']
    lines += [f"{name} = {value}" for name, value in tables.items() if isinstance(value, int)]
    for name, table in tables.items():
        if isinstance(table, int):
            continue
        lines.append(f"[{name}]")
        lines += [f"{key} = {_shown(value)}" for key, value in table.items()]
    return "\n".join(lines)


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {_shown(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)


def random_facts(random: Random) -> Data:
    """A round of up to eight members with everything that may happen in it."""
    size = random.randint(1, 8)
    seats = [_seat(random, number) for number in range(1, size + 1)]
    people = [seat["member"] for seat in seats]
    deputies = ["D1", "D2"]
    facts: Data = {
        "seats": seats,
        "motion": random.choice(("recommend", "recommend_with_conditions", "do_not_recommend", "postpone")),
        "recused": [
            {"member": member, "later": random.random() < 0.4}
            for member in [*people, "D1"]
            if random.random() < 0.12
        ],
        "links": [
            {"member": random.choice(people), "by": random.choice([*deputies, *people]), "kind": kind}
            for kind in random.choices(("deputy", "deputy", "proxy"), k=random.choice((0, 0, 1, 3)))
        ],
        "disputed": [member for member in people if random.random() < 0.03],
        "secret": random.random() < 0.1,
        "secret_demanded_by": [member for member in people if random.random() < 0.1],
        "secret_decided": random.random() < 0.1,
        "ballot_number": random.choice((1, 1, 1, 2, 3)),
        "statutory_seats": random.choice((None, size, size + 2)),
        "presiding": random.choice(("", "", "", random.choice(people))),
    }
    if random.random() < 0.6:
        facts["meeting"] = _meeting(random, [*people, *deputies])
    else:
        facts["written"] = _written(random, people)
    facts["ballots"] = _ballots(random, people, deputies, written="written" in facts)
    return facts


def _seat(random: Random, number: int) -> Data:
    role = {1: "chair", 2: "deputy_chair"}.get(number, "member")
    return {
        "member": f"M{number}",
        "votes": random.choice((1, 1, 1, 1, 1, 0, 2)),
        "role": role if random.random() < 0.95 else "adviser",
        "entitled": random.random() < 0.95,
        "bench": random.choice(("", "A", "B")),
    }


def _meeting(random: Random, people: list[str]) -> Data:
    presence = {}
    for person in people:
        if random.random() < 0.8:
            start, end = random.choice(((840, None), (840, None), (850, None), (840, 860), (870, 900)))
            presence[person] = [[start, end], [890, None]] if end == 860 else [[start, end]]
    return {
        "invited_all": random.choice((True, True, True, False, None)),
        "second_invitation": random.random() < 0.5,
        "notice": random.random() < 0.5,
        "scheduled": random.choice((840, 840, None)),
        "opened": random.choice((840, 845, 845, None)),
        "vote_at": random.choice((845, 860, 870, 900)),
        "presence": presence if random.random() < 0.97 else None,
        "challenged": random.random() < 0.2,
        "day": random.choice((10, 10, None)),
        "earlier_day": random.choice((8, 3, None)),
    }


def _written(random: Random, people: list[str]) -> Data:
    return {
        "started": random.choice((0, 3, 4, None)),
        "deadline": random.choice((5, 9, 14, None)),
        "deadline_minute": random.choice((None, 720)),
        "closed": random.choice((5, 9, 14, 20, 30, 30, None)),
        "objections": [member for member in [*people, "X"] if random.random() < 0.08],
        "holidays": random.choice(([], [4, 7, 8], None)),
    }


def _ballots(random: Random, people: list[str], deputies: list[str], *, written: bool) -> list[Data]:
    found = []
    for member in [*people, "X"]:
        for source, chance in (
            ("own", 0.75),
            ("own", 0.05),
            ("deputy", 0.15),
            ("deputy", 0.05),
            ("hand", 0.1),
        ):
            if random.random() < chance:
                found.append(
                    {
                        "member": member,
                        "choice": random.choice(CHOICES),
                        "source": source,
                        "by": random.choice([*deputies, *people]) if source == "deputy" else "",
                        "received": random.choice((None, 5, 9, 14, 16)) if written else None,
                        "minute": random.choice((None, 700, 800)),
                    }
                )
    random.shuffle(found)
    return found


def _day(number: int | None) -> dt.date | None:
    return None if number is None else DAY_ZERO + dt.timedelta(days=number)


def as_case(facts: Data) -> Case:
    """FACTS as the tally takes them."""
    proceeding: Meeting | CirculationFacts
    if "meeting" in facts:
        meeting = dict(facts["meeting"])
        presence = meeting["presence"]
        if presence is not None:
            meeting["presence"] = {
                person: tuple((start, end) for start, end in times) for person, times in presence.items()
            }
        proceeding = Meeting(**meeting | {name: _day(meeting[name]) for name in ("day", "earlier_day")})
    else:
        written = facts["written"]
        holidays = written["holidays"]
        days = {name: _day(written[name]) for name in ("started", "deadline", "closed")}
        free = None if holidays is None else frozenset(DAY_ZERO + dt.timedelta(days=day) for day in holidays)
        other: Data = {**days, "holidays": free, "objections": tuple(written["objections"])}
        proceeding = CirculationFacts(deadline_minute=written["deadline_minute"], **other)
    return Case(
        seats=tuple(Seat(**seat) for seat in facts["seats"]),
        proceeding=proceeding,
        motion=facts["motion"],
        ballots=tuple(
            Ballot(**{**ballot, "received": _day(ballot["received"])}) for ballot in facts["ballots"]
        ),
        recused=tuple(Recusal(item["member"], item["later"]) for item in facts["recused"]),
        representations=tuple(Representation(**link) for link in facts["links"]),
        disputed=tuple(facts["disputed"]),
        secret=facts["secret"],
        secret_demanded_by=tuple(facts["secret_demanded_by"]),
        secret_decided=facts["secret_decided"],
        ballot_number=facts["ballot_number"],
        statutory_seats=facts["statutory_seats"],
        presiding=facts["presiding"],
    )
