"""Which ballots count: one vote a member, own before deputy before hand; in a sitting only of those there.

Ballots that do not count are named in the derivation with the reason, in an order that does not depend on the
order in which they came.
"""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from beirat_tui.domain.tally.case import Ballot
from beirat_tui.domain.tally.representation import find_stand_ins, why_no_deputy
from beirat_tui.domain.tally.sheet import Sheet

if TYPE_CHECKING:
    from beirat_tui.domain.tally.outcome import Fact

_RANK = {"own": 0, "deputy": 1, "hand": 2}


def admit(sheet: Sheet, last_day: dt.date | None) -> None:
    """Fill the sheet's votes; answers received after LAST_DAY (in a circulation) are late."""
    if sheet.case.representations:
        find_stand_ins(sheet)
    odd = _admit_plain(sheet, last_day)
    contradicting = set(sheet.case.disputed)
    if odd or contradicting:
        _admit_odd(sheet, odd, contradicting, last_day)


def _admit_plain(sheet: Sheet, last_day: dt.date | None) -> list[Ballot]:
    """Admit the members' first own ballots with nothing against them; return those to look at closer."""
    entitled, here, votes = sheet.entitled, sheet.here, sheet.votes
    everybody = sheet.circulation is not None or sheet.rules.ballots.in_advance
    odd: list[Ballot] = []
    for ballot in sheet.case.ballots:
        member = ballot.member
        if (
            ballot.source == "own"
            and member in entitled
            and member not in votes
            and (everybody or member in here)
            and (ballot.received is None or not _is_late(sheet, ballot, last_day))
        ):
            votes[member] = ballot.choice
        else:
            odd.append(ballot)
    return odd


def _admit_odd(sheet: Sheet, odd: list[Ballot], contradicting: set[str], last_day: dt.date | None) -> None:
    """Admit second ballots, those of deputies and by hand, and late ones, or say why they do not count."""
    groups: dict[tuple[str, str], list[Ballot]] = {}
    for ballot in sorted(odd, key=_order):
        if why := _obstacle(sheet, ballot, last_day):
            _set_aside(sheet, ballot, why)
        else:
            groups.setdefault((ballot.member, ballot.source), []).append(ballot)
    for (member, source), ballots in groups.items():
        if source == "own" and any(ballot.choice != sheet.votes[member] for ballot in ballots):
            contradicting.add(member)
    for member in sorted(contradicting & sheet.entitled.keys()):
        sheet.votes.pop(member, None)
        sheet.warn("ballot.contradicting", {"member": member})
    for (_, source), ballots in groups.items():
        if source != "own":
            _admit_group(sheet, ballots, contradicting)
    if sheet.circulation is not None and sheet.rules.circulation.late == "abstention":
        _admit_late(sheet, odd, contradicting, last_day)


def _order(ballot: Ballot) -> tuple[str, int, str, str, dt.date, int]:
    """An order of ballots that does not depend on when they came in."""
    received = ballot.received or dt.date.min
    minute = -1 if ballot.minute is None else ballot.minute
    return ballot.member, _RANK[ballot.source], ballot.by, ballot.choice, received, minute


def _admit_group(sheet: Sheet, ballots: list[Ballot], contradicting: set[str]) -> None:
    """Admit the ballots of one member by deputies, or by hand, if no better one is there and they agree."""
    first = ballots[0]
    member = first.member
    if member in contradicting:
        return
    if member in sheet.votes:
        for ballot in ballots:
            _set_aside(sheet, ballot, "gave-way")
    elif any(ballot.choice != first.choice for ballot in ballots):
        contradicting.add(member)
        sheet.warn("ballot.contradicting", {"member": member})
    else:
        sheet.votes[member], sheet.sources[member] = first.choice, first.source
        if first.source == "deputy":
            facts: dict[str, Fact] = {"member": member, "by": first.by}
            sheet.note("deputy.voted", facts, sheet.rules.deputies.cite)


def _admit_late(
    sheet: Sheet, odd: Iterable[Ballot], contradicting: set[str], last_day: dt.date | None
) -> None:
    """Count late answers as abstentions where the member gave no answer in time."""
    late = {
        ballot.member
        for ballot in odd
        if _is_late(sheet, ballot, last_day)
        and (ballot.source != "deputy" or not why_no_deputy(sheet, ballot.member, ballot.by))
    }
    for member in sorted((late & sheet.entitled.keys()) - contradicting - sheet.votes.keys()):
        sheet.votes[member] = "late"
        sheet.note("circulation.late", {"member": member}, sheet.rules.circulation.cite)


def _set_aside(sheet: Sheet, ballot: Ballot, why: str) -> None:
    """Say that the ballot does not count, and why."""
    cite = sheet.rules.deputies.cite if ballot.source == "deputy" else ""
    if why == "recused":
        cite = sheet.rules.recusal.cite
    elif why == "late":
        cite = sheet.rules.circulation.cite
    facts: dict[str, Fact] = {"member": ballot.member, "source": ballot.source, "by": ballot.by, "why": why}
    sheet.note("ballot.set-aside", facts, cite)


def _obstacle(sheet: Sheet, ballot: Ballot, last_day: dt.date | None) -> str:
    """Why the ballot does not count whatever other ballots there are, "" if nothing stands against it."""
    member = ballot.member
    if member not in sheet.entitled:
        known = any(seat.member == member for seat in sheet.case.seats)
        return "recused" if member in sheet.recused else "not-entitled" if known else "stranger"
    if _is_late(sheet, ballot, last_day):
        return "late"
    if ballot.source == "deputy":
        return why_no_deputy(sheet, member, ballot.by)
    if sheet.circulation is None and not sheet.rules.ballots.in_advance and member not in sheet.here:
        return "absent"
    return ""


def _is_late(sheet: Sheet, ballot: Ballot, last_day: dt.date | None) -> bool:
    """Whether the answer came after the deadline; without a noted day of receipt it came in time."""
    facts = sheet.circulation
    if facts is None or ballot.received is None or last_day is None:
        return False
    if ballot.received != last_day:
        return ballot.received > last_day
    if facts.deadline != last_day or facts.deadline_minute is None or ballot.minute is None:
        return False
    return ballot.minute > facts.deadline_minute
