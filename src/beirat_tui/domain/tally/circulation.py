"""May the board decide in writing? Permission, objections, the deadline, who took part."""

import datetime as dt

from beirat_tui.domain.rules.amount import NONE
from beirat_tui.domain.rules.days import last_day
from beirat_tui.domain.tally.case import CirculationFacts
from beirat_tui.domain.tally.outcome import RESULT_OF, Fact
from beirat_tui.domain.tally.sheet import Sheet, Stop


def closing_day(sheet: Sheet, facts: CirculationFacts) -> tuple[dt.date | None, str]:
    """The last day for answers, and which fact is missing to say it ("" if none).

    It is the announced deadline or the end of the period the rules demand, whichever is later: an announced
    deadline that is too short cuts nobody off.
    """
    rules, free = sheet.rules.circulation, facts.holidays
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
    answered = {member for member, choice in sheet.votes.items() if choice != "late"}
    open_answers = len(sheet.entitled) - len(answered)
    if missing and open_answers:
        sheet.step(missing, "missing", {}, rules.cite)
        return Stop("undecided", missing, "record_missing_fact")
    if stop := _running(sheet, facts, last, open_answers):
        return stop
    if rules.all_must_consent:
        shown: dict[str, Fact] = {"missing": open_answers}
        if not sheet.test("circulation.consent", shown, rules.cite, met=not open_answers):
            return Stop(RESULT_OF[rules.when_stopped], "circulation.consent", "put_on_agenda")
    return _participation(sheet, answered)


def _objections(sheet: Sheet, facts: CirculationFacts) -> Stop | None:
    """Whether so many object to the written procedure that it stops."""
    rules = sheet.rules.circulation
    objectors = tuple(sorted(set(facts.objections) & sheet.entitled.keys()))
    if rules.stopped_by == NONE and not rules.all_must_consent:
        if objectors:
            sheet.step(
                "circulation.objections", "note", {"objections": len(objectors), "limit": 0}, rules.cite
            )
        return None
    limit = rules.stopped_by.needed(len(sheet.voters))
    if rules.all_must_consent:
        limit = 1
    shown = {"objections": len(objectors), "limit": limit, "members": objectors}
    if sheet.test("circulation.objections", shown, rules.cite, met=len(objectors) < limit):
        return None
    return Stop(RESULT_OF[rules.when_stopped], "circulation.objections", "put_on_agenda")


def _running(sheet: Sheet, facts: CirculationFacts, last: dt.date | None, open_answers: int) -> Stop | None:
    """Whether answers may still come: then nothing is decided."""
    cite = sheet.rules.circulation.cite
    shown: dict[str, Fact] = {
        "last_day": "" if last is None else last.isoformat(),
        "announced": "" if facts.deadline is None else facts.deadline.isoformat(),
        "open": open_answers,
    }
    if not open_answers:
        sheet.step("circulation.all-answered", "note", shown, cite)
        return None
    over = facts.closed is not None and (last is None or facts.closed >= last)
    if over:
        sheet.step("circulation.deadline", "met", shown, cite)
        return None
    sheet.step("circulation.deadline", "missing", shown, cite)
    return Stop("undecided", "circulation.deadline")


def _participation(sheet: Sheet, answered: set[str]) -> Stop | None:
    """Whether enough members answered, the chair among them where the rules want it."""
    rules = sheet.rules.circulation
    failed = ""
    if rules.participation != NONE:
        base: int | None = len(sheet.entitled)
        if rules.participation_of == "voting members":
            base = len(sheet.voters)
        elif rules.participation_of == "statutory seats":
            base = sheet.case.statutory_seats
        if base is None:
            sheet.step("circulation.statutory-seats", "missing", {}, rules.cite)
            return Stop("undecided", "circulation.statutory-seats", "record_missing_fact")
        needed = rules.participation.needed(base)
        shown: dict[str, Fact] = {
            "answered": len(answered),
            "needed": needed,
            "base": base,
            "need": str(rules.participation),
            "of": rules.participation_of,
        }
        if not sheet.test("circulation.participation", shown, rules.cite, met=len(answered) >= needed):
            failed = "circulation.participation"
    if rules.chair != "not needed":
        roles = ("chair",) if rules.chair == "chair" else ("chair", "deputy_chair")
        there = any(seat.role in roles and seat.member in answered for seat in sheet.voters)
        if not sheet.test("circulation.chair", {"needed": rules.chair}, rules.cite, met=there):
            failed = failed or "circulation.chair"
    return Stop(RESULT_OF[rules.too_few], failed, "put_on_agenda") if failed else None
