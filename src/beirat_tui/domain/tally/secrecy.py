"""Was the vote taken in the form it was due: openly, or secretly where the rules or enough members want it?"""

from beirat_tui.domain.rules.amount import NONE, Amount
from beirat_tui.domain.tally.outcome import Fact
from beirat_tui.domain.tally.sheet import Sheet, Stop


def secrecy_stop(sheet: Sheet) -> Stop | None:
    """Void, if the vote was open where it had to be secret or the other way round; None otherwise."""
    rule, case = sheet.rules.secrecy, sheet.case
    if case.election is not None:
        return _election_form(sheet)
    if case.secret:
        if rule.secret_forbidden:
            sheet.step("secrecy.forbidden", "failed", {}, rule.cite)
            return Stop("void", "secrecy.forbidden", "repeat_vote")
        if rule.vote == "secret":
            sheet.step("secrecy.secret", "met", {}, rule.cite)
        elif not (
            _demanded(sheet, rule.on_demand_of, rule.cite) or (rule.by_decision and case.secret_decided)
        ):
            sheet.step("secrecy.without-ground", "warning", {}, rule.cite)
        return None
    if rule.secret_forbidden:
        return None
    if (
        rule.vote == "secret"
        or (rule.by_decision and case.secret_decided)
        or _demanded(sheet, rule.on_demand_of, rule.cite)
    ):
        sheet.step("secrecy.due", "failed", {}, rule.cite)
        return Stop("void", "secrecy.due", "repeat_vote")
    return None


def _demanded(sheet: Sheet, amount: Amount, cite: str) -> bool:
    """Whether enough of those who may vote here demanded a secret vote."""
    demands = len(set(sheet.case.secret_demanded_by) & sheet.entitled.keys())
    if not demands:
        return False
    there = len(sheet.entitled) if sheet.meeting is None else len(sheet.entitled.keys() & sheet.here)
    needed = amount.needed(there)
    facts: dict[str, Fact] = {"demands": demands, "needed": needed, "base": there, "need": str(amount)}
    enough = amount != NONE and demands >= needed
    sheet.step("secrecy.demanded", "met" if enough else "failed", facts, cite)
    return enough


def _election_form(sheet: Sheet) -> Stop | None:
    """By call or sign only if nobody objects, secretly if enough demand it."""
    rule, election = sheet.rules.elections, sheet.case.election
    if election is None or sheet.case.secret:
        return None
    if _demanded(sheet, rule.secret_on_demand_of, rule.cite):
        sheet.step("secrecy.due", "failed", {}, rule.cite)
        return Stop("void", "secrecy.due", "repeat_vote")
    if rule.papers_on_objection and election.objected and not election.papers:
        sheet.step("election.papers-due", "failed", {}, rule.cite)
        return Stop("void", "election.papers-due", "repeat_vote")
    return None
