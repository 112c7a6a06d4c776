"""The votes added up, and what they weigh under the rules: abstentions, silence, the base of the majority."""

from collections.abc import Iterable
from typing import NamedTuple

from beirat_tui.domain.rules.words import MajorityBase
from beirat_tui.domain.tally.case import Seat
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
    """The votes as they were given, of the board or of one bench; None where a secret vote does not show them.

    WITHOUT names a chair whose vote waits for a tie.
    """
    seats = [seat for seat in sheet.entitled.values() if not bench or seat.bench == bench]
    if sheet.case.counted is None:
        return _named(sheet, seats, without)
    rows = [row for row in sheet.case.counted if row.bench == bench]
    if not rows and not bench:
        rows = list(sheet.case.counted)
    if not rows and bench:
        return None
    yes, no = sum(row.yes for row in rows), sum(row.no for row in rows)
    abstain, invalid = sum(row.abstain for row in rows), sum(row.invalid for row in rows)
    asked = sum(seat.votes for seat in seats if _asked(sheet, seat.member))
    return Counts(yes, no, abstain, invalid, asked - yes - no - abstain - invalid)


def _named(sheet: Sheet, seats: Iterable[Seat], without: str) -> Counts:
    """Named votes, added up with their weight."""
    yes = no = abstain = invalid = silent = late = 0
    votes = sheet.votes
    forbidden = sheet.rules.abstention.counts_as == "forbidden"
    for seat in seats:
        choice = votes.get(seat.member)
        if seat.member == without:
            continue
        if choice == "yes":
            yes += seat.votes
        elif choice == "no":
            no += seat.votes
        elif choice is None:
            if _asked(sheet, seat.member):
                silent += seat.votes
        elif choice == "abstain" and not forbidden:
            abstain += seat.votes
        elif choice == "late":
            late += seat.votes
        else:
            invalid += seat.votes
    return Counts(yes, no, abstain, invalid, silent, late)


def _asked(sheet: Sheet, member: str) -> bool:
    """Whether a vote of MEMBER could be expected: in writing always, in a sitting of those there or represented."""
    return sheet.meeting is None or member in sheet.here or member in sheet.stand_ins


def weigh(
    sheet: Sheet, counts: Counts, of: MajorityBase, bench: str = "", without: str = ""
) -> Weighed | None:
    """What COUNTS weigh when the majority is taken OF that base; None if the base is not recorded."""
    rules = sheet.rules
    yes, no, abstained = counts.yes, counts.no, counts.abstain + counts.late
    if sheet.meeting is None:
        silence = rules.circulation.silence
        if silence == "approval":
            yes += counts.silent
        elif silence == "abstention":
            abstained += counts.silent
    elif rules.abstention.missing == "abstention":
        abstained += counts.silent
    meaning = rules.abstention.counts_as
    taking_part = yes + no + (abstained if meaning in {"neutral", "no"} else 0)
    if meaning == "no":
        no += abstained
    if of == "votes cast":
        base: int | None = yes + no
    elif of == "participating" or (of == "present" and sheet.meeting is None):
        base = taking_part
    elif of == "present":
        there = (
            seat for seat in _seats(sheet.entitled.values(), bench, without) if _asked(sheet, seat.member)
        )
        gone = abstained if meaning in {"absent for the majority", "absent"} else 0
        base = sum(seat.votes for seat in there) - gone
    elif of == "entitled members":
        base = sum(seat.votes for seat in _seats(sheet.entitled.values(), bench, without))
    elif of == "voting members" or bench:
        base = sum(seat.votes for seat in _seats(sheet.voters, bench, without))
    else:
        base = sheet.case.statutory_seats
    return None if base is None else Weighed(yes, no, base, abstained)


def _seats(seats: Iterable[Seat], bench: str, without: str) -> Iterable[Seat]:
    """The seats of one bench (all, if none is named), without the chair whose vote waits."""
    return (seat for seat in seats if (not bench or seat.bench == bench) and seat.member != without)
