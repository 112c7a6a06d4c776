"""From the facts of a round and the board's rules to the outcome with its derivation.

Pure, exact and total: every case gives an outcome, or an undecided one that names the missing fact. The
engine knows no rule set by name; it reads what the rules say.
"""

import dataclasses

from beirat_tui.domain.rules.model import RuleSet
from beirat_tui.domain.tally.admission import admit
from beirat_tui.domain.tally.bias import judge_bias
from beirat_tui.domain.tally.case import Case, Meeting
from beirat_tui.domain.tally.circulation import circulation_stop, closing_day
from beirat_tui.domain.tally.election import settle_election
from beirat_tui.domain.tally.majority import settle_motion
from beirat_tui.domain.tally.outcome import Counts, Outcome
from beirat_tui.domain.tally.quorum import meeting_stop
from beirat_tui.domain.tally.secrecy import secrecy_stop
from beirat_tui.domain.tally.sheet import Sheet, Stop, open_sheet
from beirat_tui.domain.tally.votes import given

_BY_ANSWERS = frozenset({"circulation.chair", "circulation.consent", "circulation.participation"})
"""Rules on written votes that are judged by the number of answers."""


def tally(case: Case, rules: RuleSet) -> Outcome:
    """The outcome of CASE under RULES, with every step that led to it."""
    sheet = open_sheet(case, rules)
    if case.earlier:
        sheet.note("history.earlier", {"ballot": case.ballot_number, "results": case.earlier})
    if sheet.recused:
        _show_recused(sheet)
    settled = _settle(sheet)
    if sheet.recused and any(recusal.vote_cast for recusal in case.recused):
        settled = judge_bias(sheet, settled, lambda variant: _settle(open_sheet(variant, rules)))
    stop, elected = settled
    return Outcome(stop.result, stop.reason, sheet.counts, tuple(sheet.steps), stop.next_step, elected)


def _settle(sheet: Sheet) -> tuple[Stop, str]:
    """The result and, in an election, the winner; the steps go to the sheet."""
    stop = _may_decide(sheet)
    if sheet.case.count_awaited and (stop is None or _by_votes(sheet, stop.reason)):
        stop = _await_count(sheet)
    if stop is not None:
        if sheet.case.election is None:
            counts = given(sheet) or Counts()
            sheet.counts = dataclasses.replace(counts, silent=max(0, counts.silent))
        return stop, ""
    if sheet.case.election is not None:
        return settle_election(sheet, sheet.case.election)
    return settle_motion(sheet), ""


def _by_votes(sheet: Sheet, rule: str) -> bool:
    """Whether RULE is judged by the number of votes, which a count that is awaited does not tell yet."""
    if sheet.meeting is None:
        return rule in _BY_ANSWERS
    return sheet.rules.quorum.counting == "votes cast" and rule.startswith("quorum.")


def _await_count(sheet: Sheet) -> Stop:
    """Nothing can be said before the papers are counted; what was judged by their number is taken back."""
    sheet.steps = [
        step for step in sheet.steps if not (step.verdict == "failed" and _by_votes(sheet, step.rule))
    ]
    return sheet.missing("votes.count", {"why": sheet.case.count_awaited}, "")


def _may_decide(sheet: Sheet) -> Stop | None:
    """Whether the board may decide at all: in the room or in writing, and in the due form."""
    if sheet.circulation is not None:
        last, missing = closing_day(sheet.rules.circulation, sheet.circulation)
        admit(sheet, last)
        stop = circulation_stop(sheet, sheet.circulation, last, missing)
    else:
        admit(sheet, None)
        stop = meeting_stop(sheet, sheet.meeting or Meeting())
    return stop or secrecy_stop(sheet)


def _show_recused(sheet: Sheet) -> None:
    """Who takes no part, and whether somebody who must leave was in the room."""
    rule = sheet.rules.recusal
    members = tuple(sorted(sheet.recused))
    sheet.note("recusal.members", {"members": members, "number": len(members)}, rule.cite)
    there = tuple(sorted(sheet.recused & sheet.here))
    if there and rule.presence == "must leave":
        sheet.warn("recusal.in-the-room", {"members": there}, rule.cite)
