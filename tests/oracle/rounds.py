"""Rounds counted again under VwVfG §§ 88–93, from raw records.

Written from `docs/format.md`, sections 9 to 12, importing nothing of the program. It adds up lists of
choices, keeps no derivation, and knows this one rule set.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from oracle.naive import Naive, Rec, understood

FAMILIES = ("ballot", "recusal", "objection", "receipt", "count", "close", "confirm", "abort", "paper")


@dataclass(frozen=True)
class Tally:
    """What a vote came to."""

    result: str
    yes: int = 0
    no: int = 0
    abstain: int = 0
    invalid: int = 0
    silent: int = 0


@dataclass(frozen=True)
class Judged:
    """A closing: `tally` is None while it is pending."""

    closing: str
    tally: Tally | None
    regular: bool


@dataclass(frozen=True)
class Facts:
    """What is known of a round."""

    ballots: dict[tuple[str, str], Rec]
    disputed: set[str]
    recused: set[str]
    objecting: set[str]
    attendance: dict[str, Rec]
    meeting: Rec | None
    receipts: dict[str, Rec]
    count: Rec | None
    entered: int
    unknown: list[str]


def values(board: Naive, slot: str) -> list[Rec]:
    """Section 7: the heads, of those that say the same only the first."""
    heads = sorted((board.known[id_] for id_ in board.heads(slot)), key=lambda r: (r["seq"], r["id"]))
    found: dict[tuple[str, str | None], Rec] = {}
    for head in heads:
        body = json.dumps(head["body"], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        found.setdefault((body, head["payload"]), head)
    return list(found.values())


def below(board: Naive, prefix: str) -> list[list[Rec]]:
    """The values of every slot that begins with PREFIX and has any."""
    slots = sorted(slot for slot in board.slots() if slot.startswith(prefix))
    return [found for slot in slots if (found := values(board, slot))]


def electorate(board: Naive, meeting: str | None) -> list[dict[str, Any]]:
    """Section 9: the seats that an opening pins."""
    seats = []
    for entries in below(board, "member/"):
        bodies = [entry["body"] for entry in entries]
        agreed = len({body["role"] for body in bodies}) == 1
        role = bodies[0]["role"] if agreed else "adviser"
        if not all(body["active"] for body in bodies) or (role == "office" and not bodies[0]["entitled"]):
            continue
        member = bodies[0]["member"]
        proxies = values(board, f"proxy/{meeting}/{member}") if meeting else []
        named = [entry["body"]["deputies"] for entry in values(board, f"deputy/{member}")]
        seats.append(
            {
                "member": member,
                "role": role,
                "entitled": agreed and all(body["entitled"] for body in bodies),
                "votes": min(body["votes"] for body in bodies),
                "bench": bodies[0]["bench"],
                "proxy": proxies[0]["body"]["holder"] if len(proxies) == 1 else None,
                "deputies": [name for name in named[0] if all(name in other for other in named)]
                if named
                else [],
            }
        )
    return sorted(seats, key=lambda seat: str(seat["member"]))


def facts_of(board: Naive, opening: Rec) -> Facts:
    """Section 9: what is known of a round."""
    round_, body = opening["id"], opening["body"]
    ballots: dict[tuple[str, str], Rec] = {}
    disputed: set[str] = set()
    for seat in body["electorate"]:
        for source in ("own", "deputy", "hand"):
            found = values(board, f"ballot/{round_}/{seat['member']}/{source}")
            choices = {each["body"]["choice"] for each in found}
            if len(choices) > 1 and source == "own":
                disputed.add(seat["member"])
            if len(choices) == 1 and choices != {None}:
                ballots[seat["member"], source] = found[0]
    receipts: dict[str, Rec] = {}
    for notes in below(board, f"receipt/{round_}/"):
        first = min(notes, key=lambda note: (not note["body"]["late"], note["body"]["day"]))
        receipts[first["body"]["ballot"]] = first["body"]
    meeting = body["meeting"]
    rooms = below(board, f"attendance/{meeting}/") if meeting else []
    counts = values(board, f"count/{round_}")
    entries = [
        each["body"]
        for each in board.known.values()
        if each["slot"] == f"count/{round_}" and understood(each) and board.effective(each)
    ]
    return Facts(
        ballots,
        disputed,
        {
            v["body"]["member"]
            for vs in below(board, f"recusal/{round_}/")
            for v in vs
            if v["body"]["recused"]
        },
        {
            v["body"]["member"]
            for vs in below(board, f"objection/{round_}/")
            for v in vs
            if v["body"]["raised"]
        },
        {room[0]["body"]["member"]: room[0] for room in rooms if len(room) == 1},
        (values(board, f"meeting/{meeting}") or [board.granted[meeting]])[0]["body"] if meeting else None,
        receipts,
        _agreed(counts[0]["body"], entries) if len(counts) == 1 else None,
        len(entries),
        [
            r["id"]
            for r in board.known.values()
            if not understood(r) and any(r["slot"].startswith(f"{family}/{round_}") for family in FAMILIES)
        ],
    )


def _agreed(value: Rec, entries: list[Rec]) -> Rec | None:
    """Section 9: the count, once two entries state it."""

    def rows(body: Rec) -> list[str]:
        return sorted(json.dumps(row, sort_keys=True) for row in body["numbers"])

    return value if sum(rows(entry) == rows(value) for entry in entries) > 1 else None


def present(attendance: Iterable[Rec], minute: str) -> set[str]:
    """Section 10: who is in the room at MINUTE (``HH:MM``, which sorts as it should)."""
    return {
        each["body"]["member"]
        for each in attendance
        if any(start <= minute and (end is None or minute < end) for start, end in each["body"]["spans"])
    }


@dataclass
class Vote:
    """One vote under VwVfG §§ 88–93 (section 11)."""

    opening: Rec
    facts: Facts
    day: str
    time: str
    noted: Rec
    room: Sequence[Rec]

    def counted(self) -> dict[str, Rec]:
        """The ballot that counts, of each member that has one."""
        here = present(self.room, self.time)
        found: dict[str, Rec] = {}
        for member in self.entitled():
            for source in ("own", "hand"):
                ballot = self.facts.ballots.get((member, source))
                if member in found or member in self.facts.disputed or ballot is None:
                    continue
                if (member in here) if self.facts.meeting is not None else not self._late(ballot):
                    found[member] = ballot
        return found

    def voters(self) -> dict[str, Rec]:
        """The seats that have a vote at all."""
        seats = self.opening["body"]["electorate"]
        return {s["member"]: s for s in seats if s["votes"] > 0 and s["role"] not in {"adviser", "office"}}

    def entitled(self) -> dict[str, Rec]:
        """The seats that may vote in this item."""
        return {m: s for m, s in self.voters().items() if s["entitled"] and m not in self.facts.recused}

    def _late(self, ballot: Rec) -> bool:
        deadline, receipt = self.opening["body"]["deadline"], self.facts.receipts.get(ballot["id"])
        if receipt is None or deadline is None:
            return False
        return bool(receipt["late"]) or str(receipt["day"]) > deadline

    def result(self) -> Tally:
        """The result with its counts."""
        entitled, here, counted = self.entitled(), present(self.room, self.time), self.counted()
        heard = [(counted[m]["body"]["choice"], s["votes"]) for m, s in entitled.items() if m in counted]
        yes, no, abstain = (sum(n for said, n in heard if said == word) for word in ("yes", "no", "abstain"))
        invalid = sum(n for _, n in heard) - yes - no - abstain
        asked = [m for m in entitled if m in here or self.facts.meeting is None]
        silent = sum(entitled[m]["votes"] for m in asked if m not in counted)
        if self.facts.count is not None:
            rows = self.facts.count["numbers"]
            main = [row for row in rows if row["bench"] is None] or rows
            yes, no, abstain, invalid = (sum(r[w] for r in main) for w in ("yes", "no", "abstain", "invalid"))
            silent = sum(entitled[m]["votes"] for m in asked) - yes - no - abstain - invalid
        result = self._result(yes, no, abstain, silent, here)
        return Tally(result, yes, no, abstain, invalid, max(0, silent))

    def _result(self, yes: int, no: int, abstain: int, silent: int, here: set[str]) -> str:
        stopped = (
            self._stopped_in_writing() if self.facts.meeting is None else self._stopped_in_the_room(here)
        )
        if stopped:
            return stopped
        secret = self.opening["body"]["secrecy"] == "secret"
        if self.facts.count is None and (self.facts.entered or secret):
            return "undecided"
        if silent < 0:
            return "undecided"
        carried = yes >= max((yes + no) // 2 + 1, 1)
        if not carried and yes == no and yes + no + abstain > 0:
            casting = self._casting_vote(here)
            if casting == "unknown":
                return "undecided"
            carried = casting == "yes"
        if not carried:
            return "rejected"
        motions = {"recommend_with_conditions": "adopted_with_conditions", "postpone": "postponed"}
        return motions.get(self.opening["body"]["motion"], "adopted")

    def _stopped_in_the_room(self, here: set[str]) -> str:
        meeting, voters = self.facts.meeting, self.voters()
        assert meeting is not None
        if not meeting["invited_all"]:
            return "no_quorum"
        standing = [
            m for m, s in voters.items() if s["entitled"] and m in here and m not in self.facts.recused
        ]
        if len(standing) >= max(len(voters) // 2 + 1, 3):
            return ""
        again = meeting["second_of"] is not None and meeting["notice"]
        return "" if again and standing else "no_quorum"

    def _stopped_in_writing(self) -> str:
        entitled, counted = self.entitled(), self.counted()
        if self.facts.objecting & entitled.keys():
            return "to_a_meeting"
        answered = len(counted)
        if self.facts.count is not None:
            words = ("yes", "no", "abstain", "invalid")
            answered = sum(row[word] for row in self.facts.count["numbers"] for word in words)
        deadline = self.opening["body"]["deadline"]
        if answered != len(entitled) and deadline is not None and self.day < deadline:
            return "undecided"
        return ""

    def _casting_vote(self, here: set[str]) -> str:
        """What whoever presides said: yes, anything else, or unknown."""
        able = {
            seat["member"]: seat["role"]
            for seat in self.opening["body"]["electorate"]
            if seat["member"] not in self.facts.recused
            and (self.facts.meeting is None or seat["member"] in here)
        }
        chair = self.noted["presiding"]
        if chair is None:
            named = [
                [m for m, role in able.items() if role == wanted] for wanted in ("chair", "deputy_chair")
            ]
            chair = min(named[0] or named[1], default=None)
        if chair not in self.entitled():
            return "no"
        if self.facts.count is not None:
            return self.noted["casting_vote"] or "unknown"
        ballot = self.counted().get(chair)
        return "no" if ballot is None else str(ballot["body"]["choice"])


def judge(board: Naive, opening: Rec, closing: Rec) -> Judged:
    """Section 12: one closing, by what its frontier covers."""
    body, round_ = closing["body"], opening["id"]
    named = [*body["frontier"], *body["ballots"], *body["attendance"]]
    then = board.limited(body["frontier"])
    facts = facts_of(then, opening)
    if any(id_ not in board.granted for id_ in named) or facts.unknown:
        return Judged(closing["id"], None, regular=False)
    everybody = list(facts.attendance.values())
    as_known = Vote(opening, facts, body["day"], body["time"], body["facts"], everybody)
    implied, listed = {b["id"] for b in as_known.counted().values()}, set(body["ballots"])
    room = [
        then.known[id_]
        for id_ in body["attendance"]
        if id_ in then.known and understood(then.known[id_]) and then.known[id_]["kind"] == "attendance.noted"
    ]
    if listed != implied:
        ballots: dict[tuple[str, str], Rec] = {}
        disputed = set(facts.disputed)
        for seat in opening["body"]["electorate"]:
            for source in ("own", "deputy", "hand"):
                place = f"ballot/{round_}/{seat['member']}/{source}"
                found = sorted(
                    (
                        r
                        for id_, r in then.known.items()
                        if id_ in listed and r["slot"] == place and understood(r)
                    ),
                    key=lambda r: str(r["id"]),
                )
                choices = {r["body"]["choice"] for r in found}
                if len(choices) == 1 and choices != {None}:
                    ballots[seat["member"], source] = found[0]
                    if source == "own":
                        disputed.discard(seat["member"])
        facts = Facts(**(vars(facts) | {"ballots": ballots, "disputed": disputed}))
    vote = Vote(opening, facts, body["day"], body["time"], body["facts"], room)
    regular = listed == implied and set(body["attendance"]) == {r["id"] for r in everybody}
    return Judged(closing["id"], vote.result(), regular)


def conclude(board: Naive, opening: Rec) -> tuple[str, Judged | None]:
    """Section 12: where a round stands, and the closing that is settled."""
    round_ = opening["id"]
    standing = [r for r in board.known.values() if board.effective(r)]
    closings = [r for r in standing if r["slot"] == f"close/{round_}"]
    first = [c for c in closings if not any(o is not c and _earlier(board, o, c) for o in closings)]
    judged = {c["id"]: judge(board, opening, c) for c in first}
    confirmed = {}
    for head in board.heads(f"confirm/{round_}"):
        closing = board.granted[board.known[head]["body"]["closing"]]
        if understood(closing) and (found := judge(board, opening, closing)).tally is not None:
            confirmed[closing["id"]] = found
    if confirmed:
        return ("confirmed", next(iter(confirmed.values()))) if len(confirmed) == 1 else ("contested", None)
    if any(r["slot"] == f"abort/{round_}" for r in standing):
        return "aborted", None
    if len(judged) != 1:
        return ("contested" if judged else "open"), None
    only = next(iter(judged.values()))
    if only.tally is None or not only.regular:
        return ("pending" if only.tally is None else "irregular"), None
    papers = {paper["body"]["closing"] for paper in values(board, f"paper/{round_}")}
    return ("paper" if only.closing in papers else "closed"), only


def _earlier(board: Naive, one: Rec, other: Rec) -> bool:
    """Whether ONE lies below OTHER in one chain."""
    current = board.granted.get(other["prev"] or "")
    while current is not None and current["id"] != one["id"]:
        current = board.granted.get(current["prev"] or "")
    return current is not None
