"""Which ballots a tally would count, for those who must list them: closings, and the office's screen."""

from beirat_tui.domain.rules.model import RuleSet
from beirat_tui.domain.tally.admission import admit
from beirat_tui.domain.tally.case import Case, Source
from beirat_tui.domain.tally.circulation import closing_day
from beirat_tui.domain.tally.sheet import open_sheet


def admitted(case: Case, rules: RuleSet) -> dict[str, Source]:
    """The source of each member's ballot that counts under RULES; members without one are left out."""
    sheet = open_sheet(case, rules)
    written = sheet.circulation
    admit(sheet, None if written is None else closing_day(rules.circulation, written)[0])
    return {member: sheet.sources.get(member, "own") for member in sheet.votes}
