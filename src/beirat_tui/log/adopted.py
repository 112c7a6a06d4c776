"""The rule sets that records adopted, read once."""

from functools import lru_cache

from beirat_tui.domain.errors import BeiratError
from beirat_tui.domain.rules.model import RuleSet
from beirat_tui.domain.rules.read import read_rules
from beirat_tui.log.bodies.board import RulesAdopted
from beirat_tui.log.closing import RulesOf
from beirat_tui.log.ledger import Ledger


@lru_cache(maxsize=64)
def _read(text: str) -> RuleSet | None:
    try:
        return read_rules(text)
    except BeiratError:
        return None


def rules_in(ledger: Ledger) -> RulesOf:
    """A function from the id of a record in LEDGER to the rule set that it adopted."""

    def rules_of(record_id: str) -> RuleSet | None:
        found = ledger.get(record_id)
        return _read(found.body.toml) if found is not None and isinstance(found.body, RulesAdopted) else None

    return rules_of
