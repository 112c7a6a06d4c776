"""Laws for every rule set: no order matters, the recused never count, one more yes never defeats."""

import dataclasses
import functools
import json
import os
from random import Random

from beirat_tui.domain.rules.check import contradictions
from beirat_tui.domain.rules.model import RuleSet
from beirat_tui.domain.tally import (
    Ballot,
    Case,
    CirculationFacts,
    Counted,
    Meeting,
    outcome_data,
    outcome_from,
    tally,
)
from beirat_tui.domain.tally.foresight import foresight
from random_rounds import as_case, random_facts, random_rules
from rounds import case, rules, sitting, votes

ROUNDS = int(os.environ.get("TALLY_ROUNDS", "10000")) // 5
ADOPTED = {"adopted", "adopted_with_conditions", "postponed"}
DEFEATING = {"rules.yes-can-defeat", "rules.late-yes-can-defeat"}


@functools.cache
def rounds() -> list[tuple[RuleSet, Case]]:
    """Random rounds under random rule sets, the same on every run."""
    random = dice()
    found = []
    for count in range(ROUNDS):
        if count % 10 == 0:
            rule_set, _ = random_rules(random)
        found.append((rule_set, as_case(random_facts(random))))
    return found


def dice() -> Random:
    """Dice that fall alike on every run, so that a red run means a changed program."""
    return Random(18)  # noqa: S311  (nothing secret)


def warned(rule_set: RuleSet) -> bool:
    """Whether `rules check` warns that one more yes can defeat a motion."""
    return any(finding.code in DEFEATING for finding in contradictions(rule_set))


def test_every_round_has_an_outcome_that_survives_storing() -> None:
    for rule_set, facts in rounds():
        outcome = tally(facts, rule_set)
        stored = json.dumps(outcome_data(outcome), allow_nan=False)
        assert outcome_from(json.loads(stored)) == outcome


def test_a_step_says_met_where_its_figures_do() -> None:
    """What the derivation shows and what it concludes are the same."""
    reached = 0
    for rule_set, facts in rounds():
        for step in tally(facts, rule_set).steps:
            have = step.facts.get("present", step.facts.get("answered", step.facts.get("yes")))
            needed = step.facts.get("needed")
            if isinstance(have, int) and isinstance(needed, int):
                assert (step.verdict == "met") == (have >= needed), step
                reached += have == needed
    assert reached > ROUNDS // 20


def test_no_order_matters() -> None:
    random = dice()
    for rule_set, facts in rounds():
        shuffled = dataclasses.replace(
            facts,
            seats=tuple(random.sample(facts.seats, len(facts.seats))),
            ballots=tuple(random.sample(facts.ballots, len(facts.ballots))),
            recused=tuple(random.sample(facts.recused, len(facts.recused))),
            representations=tuple(random.sample(facts.representations, len(facts.representations))),
        )
        assert tally(shuffled, rule_set) == tally(facts, rule_set)


def test_members_are_alike() -> None:
    """Two ordinary members of one bench who swap everything they did change nothing."""
    random, tried = dice(), 0
    for rule_set, facts in rounds():
        plain = [seat for seat in facts.seats if seat.role == "member"]
        if len(plain) < 2 or facts.representations:
            continue
        one, other = random.sample(plain, 2)
        if dataclasses.replace(one, member="") != dataclasses.replace(other, member=""):
            continue
        tried += 1
        before, after = tally(facts, rule_set), tally(_swapped(facts, one.member, other.member), rule_set)
        assert (after.result, after.counts) == (before.result, before.counts)
    assert tried > ROUNDS // 40


def _swapped(facts: Case, one: str, other: str) -> Case:
    """FACTS with the names of two members exchanged in everything that happened."""
    names = {one: other, other: one}

    def new(member: str) -> str:
        return names.get(member, member)

    proceeding = facts.proceeding
    if isinstance(proceeding, CirculationFacts):
        moved: Meeting | CirculationFacts = dataclasses.replace(
            proceeding, objections=tuple(map(new, proceeding.objections))
        )
    else:
        presence = {new(person): spans for person, spans in (proceeding.presence or {}).items()}
        moved = (
            proceeding if proceeding.presence is None else dataclasses.replace(proceeding, presence=presence)
        )
    return dataclasses.replace(
        facts,
        proceeding=moved,
        ballots=tuple(dataclasses.replace(ballot, member=new(ballot.member)) for ballot in facts.ballots),
        recused=tuple(dataclasses.replace(item, member=new(item.member)) for item in facts.recused),
        disputed=tuple(map(new, facts.disputed)),
        secret_demanded_by=tuple(map(new, facts.secret_demanded_by)),
        presiding=new(facts.presiding),
    )


def test_what_the_recused_vote_never_counts() -> None:
    random = dice()
    for rule_set, facts in rounds():
        declared = dataclasses.replace(
            facts, recused=tuple(dataclasses.replace(item, vote_cast=False) for item in facts.recused)
        )
        out = {item.member for item in facts.recused}
        changed = dataclasses.replace(
            declared,
            ballots=tuple(
                dataclasses.replace(ballot, choice=random.choice(("yes", "no", "abstain", "invalid")))
                if ballot.member in out
                else ballot
                for ballot in declared.ballots
            ),
        )
        before, after = tally(declared, rule_set), tally(changed, rule_set)
        assert (before.result, before.counts) == (after.result, after.counts)


def test_one_more_yes_never_defeats_unless_the_check_warns() -> None:
    random, tried = dice(), 0
    for rule_set, facts in rounds():
        # With a weighty chair who votes in ties only, the limits may be met in a tie alone.
        weighty = any(seat.votes > 1 for seat in facts.seats)
        if warned(rule_set) or (rule_set.tie.rule == "chair votes only then" and weighty):
            continue
        own = tuple(ballot for ballot in facts.ballots if ballot.source == "own")
        before = dataclasses.replace(facts, ballots=own, disputed=())
        if tally(before, rule_set).result in ADOPTED:
            for seat in facts.seats:
                kept = tuple(ballot for ballot in own if ballot.member != seat.member)
                after = dataclasses.replace(before, ballots=(*kept, Ballot(seat.member, "yes")))
                assert tally(after, rule_set).result in ADOPTED, (rule_set, before, seat)
                tried += 1
    assert tried > ROUNDS // 20, random


def test_the_check_warns_where_one_more_yes_defeats() -> None:
    """Five to five of twelve, the chair decides; six to five of twelve is no majority."""
    found = rules('[majority]\nneed = "more than 1/2"\nof = "present"\n[tie]\nrule = "chair decides"\n')
    assert warned(found)
    assert tally(case(sitting(12), ballots=votes(5, 5)), found).result == "adopted"
    more = (*votes(5, 5), Ballot("M11", "yes"))
    assert tally(case(sitting(12), ballots=more), found).result == "rejected"


def test_what_is_decided_stays_so() -> None:
    """If the foresight calls a round decided, no vote of those missing changes it."""
    random, tried = dice(), 0
    for rule_set, facts in rounds()[::4]:
        view = foresight(facts, rule_set)
        if not view.decided or not view.missing:
            continue
        tried += 1
        voted = {ballot.member for ballot in facts.ballots}
        late = tuple(
            Ballot(seat.member, random.choice(("yes", "no", "abstain")))
            for seat in facts.seats
            if seat.member not in voted and random.random() < 0.7
        )
        more = dataclasses.replace(facts, ballots=(*facts.ballots, *late))
        assert foresight(more, rule_set).now.result == view.now.result
    assert tried > ROUNDS // 80


def test_named_and_counted_votes_agree() -> None:
    """Numbers alone give the same result where no rule asks who voted what."""
    tried = 0
    for rule_set, facts in rounds():
        if not _numbers_suffice(rule_set, facts):
            continue
        tried += 1
        named = tally(facts, rule_set)
        counts = named.counts
        papers = Counted(counts.yes, counts.no, counts.abstain, counts.invalid)
        counted = tally(dataclasses.replace(facts, counted=(papers,), ballots=()), rule_set)
        assert counted.result == named.result, (rule_set, facts)
    assert tried > ROUNDS // 80


def _numbers_suffice(rule_set: RuleSet, facts: Case) -> bool:
    """Whether no rule asks more than the numbers of yes, no, abstentions and invalid votes."""
    quorum, majority, tie = rule_set.quorum, rule_set.majority, rule_set.tie
    return (
        isinstance(facts.proceeding, Meeting)
        and tie.rule in {"rejected", "repeat once"}
        and tie.after_repeat == "rejected"
        and not (majority.in_bench or majority.in_each_bench or quorum.in_bench or quorum.in_each_bench)
        and quorum.of != "members other than the chair"
        and not rule_set.ballots.in_advance
        and not any(item.vote_cast for item in facts.recused)
        and all(seat.votes < 2 for seat in facts.seats)
    )
