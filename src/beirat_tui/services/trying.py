"""Trying rules on a scenario, with the public holidays that a real round would look up."""

import dataclasses
import datetime as dt

from beirat_tui.domain.errors import InputError
from beirat_tui.domain.rules.finding import Finding
from beirat_tui.domain.rules.model import RuleSet
from beirat_tui.domain.rules.place import placed
from beirat_tui.domain.tally.case import Case, CirculationFacts
from beirat_tui.presets.holidays import public_holidays
from beirat_tui.services.deadlines import known_holidays

_SOME_DAY = dt.date(2026, 1, 1)


def with_known_holidays(case: Case, rules: RuleSet) -> Case:
    """CASE with the public holidays of the country or state that RULES name, where it lists none itself.

    Raises:
        InputError: ``holidays.unknown-region``.
    """
    facts = case.proceeding
    if not isinstance(facts, CirculationFacts) or facts.holidays is not None or facts.started is None:
        return case
    known = known_holidays(rules, facts.started)
    return dataclasses.replace(case, proceeding=dataclasses.replace(facts, holidays=known))


def unknown_region(rules: RuleSet, text: str) -> tuple[Finding, ...]:
    """A remark with its line if nobody knows the public holidays of the country or state that RULES name."""
    region = rules.circulation.holidays
    if not region:
        return ()
    try:
        public_holidays(region, _SOME_DAY, _SOME_DAY)
    except InputError:
        return placed([Finding("error", "rules.no-region", "circulation.holidays")], text)
    return ()
