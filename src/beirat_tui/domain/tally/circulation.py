"""May the board decide in writing? Permission, objections, the deadline, who took part."""

import datetime as dt
from typing import TYPE_CHECKING

from beirat_tui.domain.rules.days import last_day
from beirat_tui.domain.rules.model import Circulation
from beirat_tui.domain.tally.case import CirculationFacts
from beirat_tui.domain.tally.outcome import RESULT_OF
from beirat_tui.domain.tally.sheet import Sheet, Stop

if TYPE_CHECKING:
    from beirat_tui.domain.tally.outcome import Fact


def closing_day(rules: Circulation, facts: CirculationFacts) -> tuple[dt.date | None, str]:
    """The last day for answers, and which fact is missing to say it ("" if none).

    It is the announced deadline or the end of the period the rules demand, whichever is later: an announced
    deadline that is too short cuts nobody off.
    """
    free = facts.holidays
    if not rules.days:
        return facts.deadline, ""
    if facts.started is None:
        return facts.deadline, "circulation.started"
    if free is None and (rules.counted_in != "calendar days" or rules.end_moves):
        return facts.deadline, "circulation.holidays"
    least = last_day(facts.started, rules.days, rules.counted_in, free or (), moves=rules.end_moves)
    return (least if facts.deadline is None else max(facts.deadline, least)), ""


def circulation_stop(
    sheet: Sheet, facts: CirculationFacts, last: dt.date | None, missing: str
) -> Stop | None:
    """Why the written vote decides nothing (yet), or None if it does. LAST is the last day for answers."""
    rules = sheet.rules.circulation
    if not sheet.test("circulation.allowed", {}, rules.cite, met=rules.allowed):
        return Stop("to_a_meeting", "circulation.allowed", "put_on_agenda")
    if stop := _objections(sheet, facts):
        return stop
    answered = _answered(sheet)
    unanswered = len(sheet.entitled) - answered
    if missing and unanswered:
        return sheet.missing(missing, {}, rules.cite)
    if stop := _running(sheet, facts, last, unanswered):
        return stop
    if rules.all_must_consent:
        shown: dict[str, Fact] = {"missing": unanswered}
        if not sheet.test("circulation.consent", shown, rules.cite, met=not unanswered):
            return Stop(RESULT_OF[rules.when_stopped], "circulation.consent", "put_on_agenda")
    return _participation(sheet, answered)


def _answered(sheet: Sheet) -> int:
    """How many members answered in time; what silence or lateness is deemed to mean is no answer."""
    if (papers := sheet.case.papers) is not None:
        return sum(row.yes + row.no + row.abstain + row.invalid for row in papers)
    return sum(choice != "late" for choice in sheet.votes.values())


def _objections(sheet: Sheet, facts: CirculationFacts) -> Stop | None:
    """Whether so many object to the written procedure that it stops."""
    rules = sheet.rules.circulation
    objectors = tuple(sorted(set(facts.objections) & sheet.entitled.keys()))
    limit = 1 if rules.all_must_consent else rules.stopped_by.needed(len(sheet.voters))
    shown: dict[str, Fact] = {"objections": len(objectors), "limit": limit, "members": objectors}
    if not limit:
        if objectors:
            sheet.note("circulation.objections-noted", shown, rules.cite)
        return None
    if sheet.test("circulation.objections", shown, rules.cite, met=len(objectors) < limit):
        return None
    return Stop(RESULT_OF[rules.when_stopped], "circulation.objections", "put_on_agenda")


def _running(sheet: Sheet, facts: CirculationFacts, last: dt.date | None, unanswered: int) -> Stop | None:
    """Whether answers may still come: then nothing is decided."""
    cite = sheet.rules.circulation.cite
    shown: dict[str, Fact] = {"last_day": _iso(last), "announced": _iso(facts.deadline), "open": unanswered}
    if last is not None and facts.deadline is not None and facts.deadline < last:
        sheet.warn("circulation.deadline-too-short", shown, cite)
    if not unanswered:
        sheet.note("circulation.all-answered", shown, cite)
        return None
    if facts.closed is not None and (last is None or facts.closed >= last):
        sheet.test("circulation.deadline", shown, cite, met=True)
        return None
    if last is None:
        shown["why"] = "no-deadline"
    sheet.missing("circulation.deadline", shown, cite)
    return Stop("undecided", "circulation.deadline")


def _iso(day: dt.date | None) -> str:
    """DAY as a fact of a step."""
    return "" if day is None else day.isoformat()


def _participation(sheet: Sheet, answered: int) -> Stop | None:
    """Whether enough members answered, the chair among them where the rules want it."""
    rules = sheet.rules.circulation
    failed = []
    if rules.participation:
        base = _participation_base(sheet)
        if base is None:
            return sheet.missing("circulation.statutory-seats", {}, rules.cite)
        needed = rules.participation.needed(base)
        shown: dict[str, Fact] = {
            "answered": answered,
            "needed": needed,
            "base": base,
            "need": rules.participation.words,
            "of": rules.participation_of,
        }
        if not sheet.test("circulation.participation", shown, rules.cite, met=answered >= needed):
            failed.append("circulation.participation")
    if rules.chair != "not needed":
        if sheet.case.papers is not None:
            return sheet.missing("circulation.chair", {"needed": rules.chair}, rules.cite)
        roles = ("chair",) if rules.chair == "chair" else ("chair", "deputy_chair")
        voices = {seat.member for seat in sheet.voters if seat.role in roles}
        there = any(sheet.votes.get(member, "late") != "late" for member in voices)
        if not sheet.test("circulation.chair", {"needed": rules.chair}, rules.cite, met=there):
            failed.append("circulation.chair")
    return Stop(RESULT_OF[rules.too_few], failed[0], "put_on_agenda") if failed else None


def _participation_base(sheet: Sheet) -> int | None:
    """What the share of participation is taken of."""
    of = sheet.rules.circulation.participation_of
    if of == "statutory seats":
        return sheet.statutory_seats
    return len(sheet.voters) if of == "voting members" else len(sheet.entitled)
