"""Which running votes have an answer of one's own that nobody but this device has: what the queue marks.

One question for all rows, so that neither the first frame nor moving waits for it. How far a single vote
has come says `delivery`, by the same rule.
"""

from beirat_tui.services.delivery import delivered, handed_through
from beirat_tui.services.round_views import Delivery
from beirat_tui.services.session import Session
from beirat_tui.store.devices import slots_after

_ANSWERS = ("ballot", "recusal")


def rounds_only_here(session: Session) -> frozenset[str]:
    """The running rounds in which the person's own ballot, or recusal, was given to nobody yet."""
    key, member = session.key, session.person.member
    if key is None or not member:
        return frozenset()
    with session.reading() as reading:
        found: dict[str, str] = {}
        for name, slot in slots_after(reading, key.public, handed_through(session)):
            family, _, rest = slot.partition("/")
            round_, _, whose = rest.partition("/")
            if family in _ANSWERS and whose.partition("/")[0] == member:
                found[round_] = name  # the last one counts
        records = {round_: reading.ledger.get(name) for round_, name in found.items()}
        return frozenset(
            round_
            for round_, record in records.items()
            if record is not None
            and not (reading.view.effective(f"close/{round_}") or reading.view.effective(f"abort/{round_}"))
            and delivered(reading, session, record) is Delivery.HERE
        )
