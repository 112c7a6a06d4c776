"""Was the vote taken in its due form: openly, or secretly where the rules or enough members want it?"""

from typing import TYPE_CHECKING

from beirat_tui.domain.rules.amount import Amount
from beirat_tui.domain.tally.case import Election
from beirat_tui.domain.tally.sheet import Sheet, Stop

if TYPE_CHECKING:
    from beirat_tui.domain.tally.outcome import Fact


def secrecy_stop(sheet: Sheet) -> Stop | None:
    """Void, if the vote was open where it had to be secret or the other way round; None otherwise."""
    rule, case = sheet.rules.secrecy, sheet.case
    if case.election is not None:
        return None if case.secret else _open_election(sheet, case.election)
    if case.secret and rule.vote == "secret":
        sheet.note("secrecy.secret", {}, rule.cite)
        return None
    if case.secret and rule.secret_forbidden:
        return _void(sheet, "secrecy.forbidden", rule.cite)
    if rule.secret_forbidden or (not case.secret and _is_plain(sheet)):
        return None
    due = (
        rule.vote == "secret"
        or _demanded(sheet, rule.on_demand_of, rule.cite)
        or (rule.by_decision and case.secret_decided)
    )
    if case.secret and due and case.secret_decided and rule.by_decision:
        sheet.note("secrecy.decided", {}, rule.cite)
    if case.secret and not due:
        sheet.warn("secrecy.without-ground", {}, rule.cite)
    return _void(sheet, "secrecy.due", rule.cite) if due and not case.secret else None


def _is_plain(sheet: Sheet) -> bool:
    """Whether nothing at all speaks for a secret vote."""
    case = sheet.case
    return sheet.rules.secrecy.vote == "open" and not case.secret_demanded_by and not case.secret_decided


def _void(sheet: Sheet, rule: str, cite: str) -> Stop:
    """The form was wrong: the vote has to be taken again."""
    sheet.test(rule, {}, cite, met=False)
    return Stop("void", rule, "repeat_vote")


def _demanded(sheet: Sheet, amount: Amount, cite: str) -> bool:
    """Whether enough of those who may vote here, and are in the room in a meeting, demanded a secret vote."""
    there = sheet.entitled.keys() if sheet.meeting is None else sheet.entitled.keys() & sheet.here
    demands = len(there & set(sheet.case.secret_demanded_by))
    if not demands:
        return False
    needed = amount.needed(len(there))
    facts: dict[str, Fact] = {"demands": demands, "needed": needed, "base": len(there), "need": amount.words}
    return sheet.test("secrecy.demanded", facts, cite, met=bool(amount) and demands >= needed)


def _open_election(sheet: Sheet, election: Election) -> Stop | None:
    """An open election is void if enough demanded a secret one, or ballot papers were due and not used."""
    rule = sheet.rules.elections
    if _demanded(sheet, rule.secret_on_demand_of, rule.cite):
        return _void(sheet, "secrecy.due", rule.cite)
    if rule.papers_on_objection and election.objected and not election.papers:
        return _void(sheet, "election.papers-due", rule.cite)
    return None
