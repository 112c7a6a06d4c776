"""Rules that contradict each other, or that will surprise a board: errors and warnings with their reason.

Errors are rules that cannot be followed together. Warnings are rules that can, with an effect that a board
should know before it adopts them; among them the paradoxes, where one more yes can defeat a motion or one
more no can carry it.
"""

from collections.abc import Iterator
from itertools import chain

from beirat_tui.domain.rules.amount import HALF, Amount
from beirat_tui.domain.rules.finding import Finding
from beirat_tui.domain.rules.model import Circulation, RuleSet, Tie
from beirat_tui.domain.rules.region import is_region

_LARGEST_BOARD = 200
_CHAIR_RULES = {"chair decides", "chair votes only then", "open: chair, papers: rejected"}


def contradictions(rules: RuleSet) -> list[Finding]:
    """What in RULES cannot be meant (errors) or should be looked at (warnings), without lines."""
    return list(chain(_errors(rules), _deadline(rules), _warnings(rules), _ties(rules), _paradoxes(rules)))


def _error(code: str, key: str) -> Finding:
    return Finding("error", f"rules.{code}", key)


def _warning(code: str, key: str) -> Finding:
    return Finding("warning", f"rules.{code}", key)


def _errors(rules: RuleSet) -> Iterator[Finding]:
    """Rules that cannot be followed together."""
    quorum, secrecy = rules.quorum, rules.secrecy
    if quorum.checked == "at opening" and quorum.counting == "votes cast":
        yield _error("no-votes-at-opening", "quorum.checked")
    if quorum.counting == "present and entitled" and rules.recusal.quorum == "counts":
        yield _error("recused-both-ways", "recusal.quorum")
    if rules.circulation.all_must_consent and rules.circulation.silence == "approval":
        yield _error("silent-consent", "circulation.all_must_consent")
    if secrecy.secret_forbidden and (secrecy.vote == "secret" or secrecy.on_demand_of or secrecy.by_decision):
        yield _error("secret-both-ways", "secrecy.secret_forbidden")
    if rules.deputies.proxies_at_most and not rules.deputies.proxies:
        yield _error("no-proxies", "deputies.proxies_at_most")
    if rules.later_ballots is not None and not rules.later_ballots.after_ballots:
        yield _error("no-first-ballot", "later_ballots.after_ballots")
    for key, need in _majorities(rules):
        if not need:
            yield _error("no-majority", key)
    if rules.abstention.counts_as == "forbidden":
        yield from _deemed_abstentions(rules)


def _deemed_abstentions(rules: RuleSet) -> Iterator[Finding]:
    """Silence or lateness that counts as an abstention, where abstentions are forbidden."""
    meanings = {
        "abstention.missing": rules.abstention.missing,
        "circulation.silence": rules.circulation.silence,
        "circulation.late": rules.circulation.late,
    }
    for key, meaning in meanings.items():
        if meaning == "abstention":
            yield _error("forbidden-abstention", key)


def _majorities(rules: RuleSet) -> Iterator[tuple[str, Amount]]:
    """Every majority of the rule set with its key."""
    yield "majority.need", rules.majority.need
    if rules.circulation.need is not None:
        yield "circulation.need", rules.circulation.need
    if rules.later_ballots is not None:
        yield "later_ballots.need", rules.later_ballots.need


def _deadline(rules: RuleSet) -> Iterator[Finding]:
    """Deadlines that cannot be computed, or only without holidays."""
    written = rules.circulation
    working = written.days and (written.counted_in != "calendar days" or written.end_moves)
    if written.holidays and not is_region(written.holidays):
        yield _error("no-region", "circulation.holidays")
    if working and not written.holidays:
        yield _warning("no-holidays", "circulation.counted_in")


def _warnings(rules: RuleSet) -> Iterator[Finding]:
    """Rules without effect, or with one that is easily overlooked."""
    quorum, again, reduced = rules.quorum, rules.second_try, rules.reduced_quorum
    if not (quorum.need or quorum.minimum or quorum.in_each_bench or quorum.in_bench):
        yield _warning("no-quorum", "quorum.need")
    if again is not None and not _easier(again.need, again.minimum, quorum.need, quorum.minimum):
        yield _warning("not-easier", "second_try.need")
    if rules.elections.after_ballots and rules.elections.need is None:
        yield _warning("always-most-votes", "elections.after_ballots")
    if reduced is not None and not _easier(reduced.need, 0, quorum.need, quorum.minimum):
        yield _warning("not-easier", "reduced_quorum.need")
    if not rules.circulation.allowed and rules.circulation != Circulation(
        allowed=False, cite=rules.circulation.cite
    ):
        yield _warning("unused-circulation", "circulation.allowed")
    of_seats = {
        "quorum.of": quorum.of,
        "majority.of": rules.majority.of,
        "circulation.of": rules.circulation.of,
        "circulation.participation_of": rules.circulation.participation_of,
    }
    for key, of in of_seats.items():
        if of == "statutory seats" and not rules.seats:
            yield _warning("no-seats", key)
    represented = rules.deputies.allowed != "none" or rules.deputies.proxies
    if represented and quorum.counting in {"present", "present and entitled"}:
        yield _warning("deputies-not-counted", "quorum.counting")


def _easier(need: Amount, minimum: int, than: Amount, than_minimum: int) -> bool:
    """Whether NEED asks for less THAN the other on boards of some size."""
    return any(
        max(need.needed(size), minimum) < max(than.needed(size), than_minimum)
        for size in range(3, _LARGEST_BOARD)
    )


def _ties(rules: RuleSet) -> Iterator[Finding]:
    """Rules about a tie that cannot arise, or that nobody can follow."""
    tie = rules.tie
    if tie != Tie(cite=tie.cite) and all(need != HALF for _, need in _majorities(rules)):
        yield _warning("no-tie", "tie.rule")
    if tie.after_repeat != "rejected" and tie.rule != "repeat once":
        yield _warning("no-repeat", "tie.after_repeat")
    if tie.rule == "chair votes only then" and rules.secrecy.vote == "secret":
        yield _warning("secret-chair", "tie.rule")


def _paradoxes(rules: RuleSet) -> Iterator[Finding]:
    """Rules by which one more yes can defeat a motion, or one more no can carry it."""
    tie, written = rules.tie, rules.circulation
    chair = tie.rule in _CHAIR_RULES or (tie.rule == "repeat once" and tie.after_repeat == "chair decides")
    beyond = _beyond_votes_cast(rules)
    if chair and beyond and not tie.only_at_half:
        yield _warning("yes-can-defeat", "tie.only_at_half")
    elif chair and (beyond or _only_a_tie_lets_the_chair_help(rules)):
        yield _warning("tie-can-carry", "tie.rule")
    if written.silence == "approval" and written.late == "abstention":
        yield _warning("late-yes-can-defeat", "circulation.late")
    if rules.quorum.counting == "votes cast":
        yield _warning("no-can-carry", "quorum.counting")
    elif rules.abstention.counts_as == "absent":
        yield _warning("abstaining-defeats", "abstention.counts_as")
    if written.participation:
        yield _warning("no-can-carry", "circulation.participation")


def _only_a_tie_lets_the_chair_help(rules: RuleSet) -> bool:
    """Whether the yes of a chair who votes in a tie only may be what a further limit lacks."""
    limits = rules.majority.minimum_yes or rules.majority.members_yes
    ties = any(need == HALF for _, need in _majorities(rules))
    return rules.tie.rule == "chair votes only then" and bool(limits) and ties


def _beyond_votes_cast(rules: RuleSet) -> bool:
    """Whether a simple majority is taken of more than what counts for and against."""
    later, written = rules.later_ballots, rules.circulation
    in_room = [rules.majority.of] if rules.majority.need == HALF else []
    in_writing = [written.of or rules.majority.of] if (written.need or rules.majority.need) == HALF else []
    if later is not None and later.need == HALF:
        in_room.append(later.of)
        in_writing.append(later.of)
    if not written.allowed:
        in_writing = []
    in_writing = ["participating" if of == "present" else of for of in in_writing]
    same = {"votes cast"} if rules.abstention.counts_as == "neutral" else {"votes cast", "participating"}
    return any(of not in same for of in in_room + in_writing)
