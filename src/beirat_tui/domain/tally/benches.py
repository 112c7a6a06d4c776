"""Which benches the rules ask about."""

from collections.abc import Mapping

from beirat_tui.domain.rules.amount import Amount
from beirat_tui.domain.tally.sheet import Sheet


def bench_needs(sheet: Sheet, named: Mapping[str, Amount], each: Amount) -> list[tuple[str, Amount]]:
    """What is asked of which bench: what the rules say of it by name, else what they say of each."""
    needs = dict(named)
    if each:
        for seat in sheet.voters:
            if seat.bench:
                needs.setdefault(seat.bench, each)
    return sorted(needs.items())
