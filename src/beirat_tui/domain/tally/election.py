"""An election for one seat: most votes or a share of them, and the lot that everybody can check.

The lot, method ``sha256-1``: write the line ``beirat-lot-1``, then the ids of the tied candidates in
alphabetical order, then what was said in the room in the order it was said, one a line, each line ended
by a line feed, in UTF-8. The SHA-256 of that text, read as one big number and divided by the number of
tied candidates, leaves a remainder: 0 elects the first of them, 1 the second, and so on. Nobody who
speaks before the last person can know the result, so the last word belongs to somebody who stands for no
candidate (a die is as good).
"""

import dataclasses
import hashlib
from collections.abc import Sequence
from typing import NamedTuple

from beirat_tui.domain.tally.case import Election
from beirat_tui.domain.tally.outcome import Counts, Fact
from beirat_tui.domain.tally.sheet import Sheet, Stop


def lot_text(tied: Sequence[str], inputs: Sequence[str]) -> str:
    """The text whose hash is the lot (see the module's description)."""
    return "".join(f"{line}\n" for line in ("beirat-lot-1", *sorted(tied), *inputs))


class Drawn(NamedTuple):
    """A lot with all that is needed to draw it again by hand: the text, its hash, the remainder."""

    text: str
    digest: str
    remainder: int
    candidate: str


def draw(tied: Sequence[str], inputs: Sequence[str]) -> Drawn:
    """The lot among TIED with these INPUTS."""
    text = lot_text(tied, inputs)
    digest = hashlib.sha256(text.encode()).hexdigest()
    remainder = int(digest, 16) % len(tied)
    return Drawn(text, digest, remainder, sorted(tied)[remainder])


def draw_lot(tied: Sequence[str], inputs: Sequence[str]) -> str:
    """The candidate among TIED whom the lot with these INPUTS elects."""
    return draw(tied, inputs).candidate


def settle_election(sheet: Sheet, election: Election) -> tuple[Stop, str]:
    """The result of the election and who was elected ("" if nobody yet)."""
    rule = sheet.rules.elections
    votes, counts = _votes(sheet, election)
    too_many = counts.silent < 0
    if too_many:
        counts = dataclasses.replace(counts, silent=0)
    sheet.counts = counts
    facts: dict[str, Fact] = {"abstain": counts.abstain, "invalid": counts.invalid, "silent": counts.silent}
    sheet.note("election.counted", facts)
    for candidate, number in sorted(votes.items()):
        sheet.note("election.candidate", {"candidate": candidate, "votes": number})
    if too_many:
        return sheet.missing("votes.too-many", {}, rule.cite), ""
    cast, most = sum(votes.values()), max(votes.values(), default=0)
    if most == 0:
        sheet.test("election.no-votes", {}, rule.cite, met=False)
        return Stop("repeat", "election.no-votes", "repeat_vote"), ""
    if rule.need is not None and not 0 < rule.after_ballots < sheet.case.ballot_number:
        needed = rule.need.needed(cast)
        facts = {"most": most, "needed": needed, "base": cast, "need": rule.need.words}
        if not sheet.test("election.threshold", facts, rule.cite, met=most >= needed):
            if rule.after_ballots:
                sheet.note("election.next-ballot", {"after": rule.after_ballots}, rule.cite)
            return Stop("repeat", "election.threshold", "repeat_vote"), ""
    first = tuple(sorted(candidate for candidate, number in votes.items() if number == most))
    if len(first) == 1:
        sheet.test("election.most-votes", {"candidate": first[0], "votes": most}, rule.cite, met=True)
        return Stop("elected", "election.most-votes"), first[0]
    return _equal(sheet, election, first, most)


def _equal(sheet: Sheet, election: Election, tied: tuple[str, ...], most: int) -> tuple[Stop, str]:
    """Several candidates have most votes: another ballot, or the lot."""
    rule = sheet.rules.elections
    facts: dict[str, Fact] = {"candidates": tied, "votes": most}
    first = sheet.case.ballot_number <= rule.after_ballots + 1
    again = rule.tie == "repeat" or (rule.tie == "repeat once, then lot" and first)
    if again:
        sheet.note("election.tie-repeat", facts, rule.cite)
        return Stop("repeat", "election.tie-repeat", "repeat_vote"), ""
    if election.lot is None or not any(election.lot.inputs):
        sheet.missing("election.lot", facts, rule.cite)
        return Stop("undecided", "election.lot", "draw_lot"), ""
    winner = draw_lot(tied, election.lot.inputs)
    facts = {**facts, "inputs": election.lot.inputs, "method": election.lot.method, "candidate": winner}
    sheet.test("election.lot", facts, rule.cite, met=True)
    return Stop("elected", "election.lot"), winner


def _votes(sheet: Sheet, election: Election) -> tuple[dict[str, int], Counts]:
    """Votes per candidate (zeros included), and the other votes."""
    votes = dict.fromkeys(election.candidates, 0)
    asked = [seat for seat in sheet.entitled.values() if sheet.may_be_asked(seat.member)]
    if election.counts is not None:
        for candidate in votes:
            votes[candidate] = election.counts.get(candidate, 0)
        cast = sum(votes.values()) + election.abstain + election.invalid
        silent = sum(seat.votes for seat in asked) - cast
        return votes, Counts(abstain=election.abstain, invalid=election.invalid, silent=silent)
    abstain = invalid = silent = 0
    for seat in sheet.entitled.values():
        choice = sheet.votes.get(seat.member)
        if choice is None:
            silent += seat.votes if seat in asked else 0
        elif choice in votes:
            votes[choice] += seat.votes
        elif choice == "abstain":
            abstain += seat.votes
        else:
            invalid += seat.votes
    return votes, Counts(abstain=abstain, invalid=invalid, silent=silent)
