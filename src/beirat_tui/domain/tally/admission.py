"""Which ballots count: one vote a member, own before deputy before hand; in a sitting only of those there.

Ballots that do not count are named in the derivation with the reason, in an order that does not depend on
the order in which they came.
"""

import datetime as dt

from beirat_tui.domain.tally.case import Ballot
from beirat_tui.domain.tally.sheet import Sheet

_RANK = {"own": 0, "deputy": 1, "hand": 2}


def admit(sheet: Sheet, last_day: dt.date | None) -> None:
    """Fill the sheet's votes; answers received after LAST_DAY (in a circulation) are late."""
    _find_stand_ins(sheet)
    plain, odd = _sort_out(sheet, last_day)
    votes = sheet.votes
    contradicting: set[str] = set(sheet.case.disputed)
    for ballot in plain:
        if votes.setdefault(ballot.member, ballot.choice) != ballot.choice:
            contradicting.add(ballot.member)
    for member in sorted(contradicting):
        votes.pop(member, None)
        sheet.step("ballot.contradicting", "warning", {"member": member})
    if odd:
        _admit_odd(sheet, odd, contradicting, last_day)


def _find_stand_ins(sheet: Sheet) -> None:
    """Note which absent members have a deputy or proxy in the room."""
    if sheet.case.representations and sheet.meeting is not None:
        for link in sorted(sheet.case.representations, key=lambda link: (link.member, link.kind, link.by)):
            if link.member not in sheet.here and _may_represent(sheet, link.member, link.by) == "":
                sheet.stand_ins.setdefault(link.member, link.by)


def _sort_out(sheet: Sheet, last_day: dt.date | None) -> tuple[list[Ballot], list[Ballot]]:
    """The members' own admissible ballots, and those that need a closer look."""
    entitled, here = sheet.entitled, sheet.here
    everybody = sheet.meeting is None or sheet.rules.ballots.in_advance
    plain: list[Ballot] = []
    odd: list[Ballot] = []
    for ballot in sheet.case.ballots:
        if (
            ballot.source == "own"
            and ballot.member in entitled
            and (everybody or ballot.member in here)
            and (ballot.received is None or not _is_late(sheet, ballot, last_day))
        ):
            plain.append(ballot)
        else:
            odd.append(ballot)
    return plain, odd


def _admit_odd(sheet: Sheet, odd: list[Ballot], contradicting: set[str], last_day: dt.date | None) -> None:
    """Admit the ballots of deputies, by hand and late ones, or say why they do not count."""
    odd.sort(key=lambda item: (item.member, _RANK[item.source], item.by, item.choice))
    chosen: dict[str, Ballot] = {}
    for ballot in odd:
        why = _obstacle(sheet, ballot, last_day)
        earlier = chosen.get(ballot.member)
        if not why and ballot.member in contradicting:
            why = "contradicting"
        elif (
            not why and ballot.member in sheet.votes and (earlier is None or earlier.source != ballot.source)
        ):
            why = "gave-way"
        elif not why and earlier is not None:
            if earlier.choice == ballot.choice:
                continue
            why = "contradicting"
            contradicting.add(ballot.member)
            sheet.votes.pop(ballot.member, None)
        if why:
            facts = {"member": ballot.member, "source": ballot.source, "by": ballot.by, "why": why}
            sheet.step("ballot.set-aside", "note", facts, _passage(sheet, ballot, why))
            continue
        chosen[ballot.member] = ballot
        sheet.votes[ballot.member] = ballot.choice
    for member, ballot in chosen.items():
        if ballot.source == "deputy" and member in sheet.votes:
            facts = {"member": member, "by": ballot.by}
            sheet.step("deputy.voted", "note", facts, sheet.rules.deputies.cite)
    _admit_late(sheet, odd, contradicting, last_day)


def _admit_late(sheet: Sheet, odd: list[Ballot], contradicting: set[str], last_day: dt.date | None) -> None:
    """Count late answers as abstentions where the rules say so and the member gave no answer in time."""
    if sheet.meeting is not None or sheet.rules.circulation.late != "abstention":
        return
    for ballot in odd:
        member = ballot.member
        if (
            member in sheet.entitled
            and member not in sheet.votes
            and member not in contradicting
            and _is_late(sheet, ballot, last_day)
            and (ballot.source != "deputy" or _may_represent(sheet, member, ballot.by) == "")
        ):
            sheet.votes[member] = "late"
            sheet.step("circulation.late", "note", {"member": member}, sheet.rules.circulation.cite)


def _obstacle(sheet: Sheet, ballot: Ballot, last_day: dt.date | None) -> str:  # noqa: PLR0911  (one answer a reason)
    """Why the ballot does not count, "" if nothing stands against it."""
    member = ballot.member
    if member not in sheet.entitled:
        if member in sheet.recused:
            return "recused"
        return "not-entitled" if any(seat.member == member for seat in sheet.case.seats) else "stranger"
    if sheet.meeting is None and _is_late(sheet, ballot, last_day):
        return "late"
    if ballot.source == "deputy":
        if why := _may_represent(sheet, member, ballot.by):
            return why
        if sheet.rules.deputies.when == "only if the member is absent" and member in sheet.here:
            return "member-present"
        return ""
    if sheet.meeting is not None and not sheet.rules.ballots.in_advance and member not in sheet.here:
        return "absent"
    return ""


def _may_represent(sheet: Sheet, member: str, by: str) -> str:  # noqa: PLR0911  (one answer a reason)
    """Why BY may not vote for MEMBER, "" if they may."""
    deputies = sheet.rules.deputies
    links = [link for link in sheet.case.representations if link.by == by]
    kinds = {link.kind for link in links if link.member == member}
    if deputies.allowed == "any order" and any(link.kind == "deputy" for link in links):
        kinds.add("deputy")
    if not kinds:
        return "not-named"
    if deputies.allowed == "none":
        kinds.discard("deputy")
    if not deputies.proxies:
        kinds.discard("proxy")
    if not kinds:
        return "representation-not-allowed"
    if by in sheet.recused:
        return "deputy-recused"
    if sheet.meeting is not None and by not in sheet.here:
        return "deputy-absent"
    held = {link.member for link in links if link.kind == "proxy"}
    if kinds == {"proxy"} and 0 < deputies.proxies_at_most < len(held):
        return "too-many-proxies"
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


def _passage(sheet: Sheet, ballot: Ballot, why: str) -> str:
    """The passage that sets the ballot aside."""
    if why == "recused":
        return sheet.rules.recusal.cite
    if why == "late":
        return sheet.rules.circulation.cite
    return sheet.rules.deputies.cite if ballot.source == "deputy" else ""
