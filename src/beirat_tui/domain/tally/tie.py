"""What the rules do with equal votes: rejected, the chair, another ballot."""

from typing import TYPE_CHECKING

from beirat_tui.domain.tally.sheet import Sheet, Stop, presiding
from beirat_tui.domain.tally.votes import Weighed

if TYPE_CHECKING:
    from beirat_tui.domain.rules.words import TieRule
    from beirat_tui.domain.tally.outcome import Fact


def chair_waits(sheet: Sheet) -> str:
    """The person presiding, where the rules let them vote in a tie only; "" otherwise."""
    if sheet.rules.tie.rule != "chair votes only then":
        return ""
    return presiding(sheet, chair_only=sheet.rules.tie.voice == "chair only")


def break_tie(sheet: Sheet, weighed: Weighed) -> Stop:
    """The result of a tie; adopted stands for "the motion is carried"."""
    tie = sheet.rules.tie
    facts: dict[str, Fact] = {"yes": weighed.yes, "no": weighed.no, "ballot": sheet.case.ballot_number}
    rule: TieRule = tie.rule
    if rule == "repeat once":
        if sheet.case.ballot_number <= _first_ballot(sheet):
            sheet.note("tie.repeat", facts, tie.cite)
            return Stop("repeat", "tie.repeat", "repeat_vote")
        sheet.note("tie.repeated", facts, tie.cite)
        rule = tie.after_repeat
    papers = sheet.case.secret or sheet.case.counted is not None
    if rule == "rejected" or (rule == "open: chair, papers: rejected" and papers):
        sheet.test("tie.rejected", facts, tie.cite, met=False)
        return Stop("rejected", "tie.rejected")
    return _casting_vote(sheet, facts)


def _first_ballot(sheet: Sheet) -> int:
    """The number of the first ballot in which a tie is possible: ballots that need more come before it."""
    later = sheet.rules.later_ballots
    return 1 if later is None else later.after_ballots + 1


def _casting_vote(sheet: Sheet, facts: "dict[str, Fact]") -> Stop:
    """The vote of the person presiding decides, if there is one who has a vote and used it."""
    tie = sheet.rules.tie
    chair = presiding(sheet, chair_only=tie.voice == "chair only")
    facts["chair"] = chair
    reason = "" if chair in sheet.entitled else "tie.chair-without-vote" if chair else "tie.no-chair"
    if reason:
        sheet.test(reason, facts, tie.cite, met=False)
        return Stop("rejected", reason)
    choice = sheet.votes.get(chair) if sheet.case.counted is None else sheet.case.casting_vote
    if choice is None and sheet.case.counted is not None:
        return sheet.missing("tie.casting-vote", facts, tie.cite)
    facts["choice"] = choice
    if choice not in {"yes", "no"}:
        sheet.warn("tie.chair-abstained", facts, tie.cite)
        return Stop("rejected", "tie.chair-abstained")
    sheet.test("tie.chair", facts, tie.cite, met=choice == "yes")
    return Stop("adopted" if choice == "yes" else "rejected", "tie.chair")
