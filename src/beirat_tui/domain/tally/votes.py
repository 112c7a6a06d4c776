"""The votes added up, and what they weigh under the rules: abstentions, silence, the base of the majority."""

from collections.abc import Iterable
from typing import NamedTuple

from beirat_tui.domain.rules.words import MajorityBase
from beirat_tui.domain.tally.case import Seat
from beirat_tui.domain.tally.common_steps import counts_of
from beirat_tui.domain.tally.outcome import Counts
from beirat_tui.domain.tally.sheet import Sheet


class Weighed(NamedTuple):
    """The votes of the board or of one bench as the rules count them.

    Attributes:
        yes: votes that count for the motion (consent by silence included).
        no: votes that count against it (abstentions included where they count as no).
        base: what the share of the majority is taken of.
        abstained: abstentions that count as such (deemed ones included).
    """

    yes: int
    no: int
    base: int
    abstained: int


def given(sheet: Sheet, bench: str = "", without: str = "") -> Counts | None:
    """The votes as they were given, of the board or of one bench; None where a secret vote hides a bench.

    WITHOUT names a chair whose vote waits for a tie.
    """
    counted = sheet.case.counted
    seats: Iterable[Seat] = sheet.entitled.values()
    if bench or without:
        seats = list(_seats(seats, bench, without))
    if counted is None and sheet.alike and not bench and not without:
        return _alike(sheet)
    if counted is None:
        return _named(sheet, seats)
    rows = [row for row in counted if row.bench == bench]
    if not rows and bench:
        return None
    rows = rows or list(counted)
    yes, no = sum(row.yes for row in rows), sum(row.no for row in rows)
    abstain, invalid = sum(row.abstain for row in rows), sum(row.invalid for row in rows)
    if sheet.rules.abstention.counts_as == "forbidden":
        abstain, invalid = 0, invalid + abstain
    asked = sum(seat.votes for seat in seats if sheet.may_be_asked(seat.member))
    asked += _biased_papers(sheet, bench)
    return Counts(yes, no, abstain, invalid, asked - yes - no - abstain - invalid)


def _biased_papers(sheet: Sheet, bench: str) -> int:
    """The votes of members found biased later: their papers are among those counted."""
    biased = {recusal.member for recusal in sheet.case.recused if recusal.vote_cast}
    return sum(
        seat.votes
        for seat in _seats(sheet.voters, bench, "")
        if seat.member in biased and sheet.may_be_asked(seat.member)
    )


def _alike(sheet: Sheet) -> Counts:
    """Named votes of the whole board where everybody has one: the same as `_named`, by counting words."""
    votes, stand_ins = sheet.votes, sheet.stand_ins
    yes = no = abstain = invalid = late = 0
    for choice in votes.values():
        if choice == "yes":
            yes += 1
        elif choice == "no":
            no += 1
        elif choice == "abstain":
            abstain += 1
        elif choice == "late":
            late += 1
        else:
            invalid += 1
    if sheet.circulation is not None:
        silent = len(sheet.entitled) - len(votes)
    elif len(votes) == len(sheet.here) and not stand_ins and not sheet.rules.ballots.in_advance:
        silent = 0
    else:
        there = sheet.here | stand_ins.keys()
        silent = len((sheet.entitled.keys() & there) - votes.keys())
    if sheet.rules.abstention.counts_as == "forbidden":
        abstain, invalid = 0, invalid + abstain
    return counts_of(yes, no, abstain, invalid, silent, late)


def _named(sheet: Sheet, seats: Iterable[Seat]) -> Counts:
    """Named votes, added up with their weight."""
    yes = no = abstain = invalid = silent = late = 0
    votes = sheet.votes
    for seat in seats:
        choice = votes.get(seat.member)
        if choice == "yes":
            yes += seat.votes
        elif choice == "no":
            no += seat.votes
        elif choice == "abstain":
            abstain += seat.votes
        elif choice is None:
            if sheet.may_be_asked(seat.member):
                silent += seat.votes
        elif choice == "late":
            late += seat.votes
        else:
            invalid += seat.votes
    if sheet.rules.abstention.counts_as == "forbidden":
        abstain, invalid = 0, invalid + abstain
    return Counts(yes, no, abstain, invalid, silent, late)


def weigh(
    sheet: Sheet, counts: Counts, of: MajorityBase, bench: str = "", without: str = ""
) -> Weighed | None:
    """What COUNTS weigh when the majority is taken OF that base; None if the base is not recorded."""
    rules = sheet.rules
    yes, no, abstained = counts.yes, counts.no, counts.abstain + counts.late
    if counts.silent:
        meant = rules.abstention.missing if sheet.circulation is None else rules.circulation.silence
        deemed = counts.silent - _silent_objectors(sheet, bench, without)
        if meant == "approval":
            yes += deemed
        elif meant == "abstention":
            abstained += deemed
    meaning = rules.abstention.counts_as
    taking_part = yes + no + (abstained if meaning in {"neutral", "no"} else 0)
    if meaning == "no":
        no += abstained
    base: int | None
    if of == "votes cast":
        base = yes + no
    elif of == "participating" or (of == "present" and sheet.circulation is not None):
        base = taking_part
    else:
        base = _members_base(sheet, of, bench, without)
        if of == "present" and base is not None and meaning in {"absent for the majority", "absent"}:
            base -= abstained
    return None if base is None else Weighed(yes, no, base, abstained)


def _silent_objectors(sheet: Sheet, bench: str, without: str) -> int:
    """Votes of members who object to the written procedure and did not vote: they were not silent."""
    if sheet.circulation is None:
        return 0
    objectors = set(sheet.circulation.objections)
    seats = _seats(sheet.entitled.values(), bench, without)
    return sum(seat.votes for seat in seats if seat.member in objectors and seat.member not in sheet.votes)


def _members_base(sheet: Sheet, of: MajorityBase, bench: str, without: str) -> int | None:
    """The votes of the members the majority is taken of. Statutory seats are not known by bench."""
    if of == "statutory seats" and not bench:
        return sheet.statutory_seats
    if of in {"present", "entitled members"}:
        seats = _seats(sheet.entitled.values(), bench, without)
        return sum(seat.votes for seat in seats if of != "present" or sheet.may_be_asked(seat.member))
    return sum(seat.votes for seat in _seats(sheet.voters, bench, without))


def _seats(seats: Iterable[Seat], bench: str, without: str) -> Iterable[Seat]:
    """The seats of one bench (all, if none is named), without the chair whose vote waits."""
    return (seat for seat in seats if (not bench or seat.bench == bench) and seat.member != without)
