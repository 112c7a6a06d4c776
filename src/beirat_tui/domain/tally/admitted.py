"""Which ballots a tally would count, for those who must list them: closings, and the office's screen."""

from beirat_tui.domain.rules.model import RuleSet
from beirat_tui.domain.tally.admission import admit
from beirat_tui.domain.tally.case import Case, Source
from beirat_tui.domain.tally.circulation import closing_day
from beirat_tui.domain.tally.sheet import open_sheet

_PRECEDENCE: tuple[Source, ...] = ("own", "deputy", "hand")


def admitted(case: Case, rules: RuleSet) -> dict[str, Source]:
    """The source of each member's ballot that counts under RULES; members without one are left out."""
    sheet = open_sheet(case, rules)
    circulation = sheet.circulation
    admit(sheet, None if circulation is None else closing_day(rules.circulation, circulation)[0])
    given = {(ballot.member, ballot.source) for ballot in case.ballots}
    aside = {
        (step.facts["member"], step.facts["source"])
        for step in sheet.steps
        if step.rule == "ballot.set-aside"
    }
    found: dict[str, Source] = {}
    for member in sheet.votes:
        sources = [source for source in _PRECEDENCE if (member, source) in given]
        standing = [source for source in sources if (member, source) not in aside]
        found[member] = (standing or sources)[0]
    return found
