"""The rules on rights, effects and heads once more: slowly, from raw bytes, importing nothing of the program.

Written from the text of the rules (`docs/format.md`, "Granting" to "Heads") and nothing else: plain
recursion, no memory, no index. Where this and `beirat_tui.log` differ, one of them is wrong. For small
boards only.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

Rec = Mapping[str, Any]

RANKS = ["root", "chair", "office", "member"]

WRITERS = {
    "board.founded": "",
    "cert.issued": "root chair office",
    "cert.cut": "root chair office member",
    "join.requested": "",
    "erase.ordered": "office chair",
    "member.entered": "root chair office",
    "deputy.named": "root chair office",
    "proxy.given": "root chair office",
    "rules.adopted": "office",
    "programme.adopted": "office",
    "sketch.submitted": "office",
    "sketch.revised": "office",
    "attachment.added": "office",
    "summary.written": "office",
    "check.ticked": "office",
    "comment.written": "member office chair",
    "meeting.called": "office chair",
    "meeting.changed": "office chair",
    "agenda.set": "office chair",
    "attendance.noted": "office chair",
    "minutes.drawn": "office",
    "decision.recorded": "office",
    "condition.set": "office",
    "centre.recorded": "office",
    "round.opened": "office chair",
    "round.aborted": "office chair",
    "recusal.declared": "office",
    "objection.raised": "office",
    "ballot.cast": "",
    "ballot.received": "office",
    "count.entered": "office",
    "round.closed": "office chair",
    "round.confirmed": "chair",
    "paper.confirmed": "office",
    "dissent.filed": "",
}
OWN_MATTER = {"recusal.declared", "objection.raised", "ballot.cast", "dissent.filed"}
NEVER_REPLACE = {
    "board.founded",
    "cert.issued",
    "cert.cut",
    "join.requested",
    "erase.ordered",
    "sketch.submitted",
    "attachment.added",
    "comment.written",
    "meeting.called",
    "round.opened",
    "round.closed",
}
# What a field of this name refers to in every kind that has it: how the record's slot must begin.
REFERENCES = {
    "sketch": "sketch/*",
    "meeting": "meeting/*",
    "round": "round/*",
    "cert": "cert/*",
    "record": "",
    "second_of": "meeting/*",
    "rules": "rules",
    "previous": "round/*",
    "ballot": "ballot/{round}/",
    "closing": "close/{round}",
}


def parse(raw: bytes) -> Rec:
    """The fields of a record, and its id."""
    identity = hashlib.sha256(b"beirat-record-v1\0" + raw).hexdigest()
    return {**json.loads(raw), "id": identity}


class Naive:
    """What a set of raw records says.

    Attributes:
        board: the id of the founding record.
        granted: the granted records by id.
        known: those of them that are looked at: all, or what a frontier covers.
    """

    def __init__(self, raws: Iterable[bytes]) -> None:
        records = {record["id"]: record for record in map(parse, raws)}
        foundings = [id_ for id_, r in records.items() if r["kind"] == "board.founded" and r["v"] == 1]
        assert len(foundings) <= 1, "a set of one board"
        self.board = foundings[0] if foundings else None
        self.granted: dict[str, Rec] = {}
        grew = True
        while grew:
            grew = False
            for id_, record in records.items():
                if id_ not in self.granted and self._grantable(record):
                    self.granted[id_] = record
                    grew = True
        self.known = self.granted

    def limited(self, tips: Iterable[str]) -> "Naive":
        """The same granted records, looking only at what lies at or below TIPS."""
        other = object.__new__(Naive)
        other.board, other.granted, other.known = self.board, self.granted, {}
        for tip in tips:
            current = self.granted.get(tip)
            while current is not None:
                other.known[current["id"]] = current
                current = self.granted.get(current["prev"] or "")
        return other

    # Granting: rules 1 to 4.

    def _grantable(self, r: Rec) -> bool:
        if r["id"] == self.board:
            return True
        if self.board is None or r["board"] != self.board or r["by"] is None:
            return False
        if r["prev"] is not None:
            before = self.granted.get(r["prev"])
            if before is None or before["author"] != r["author"] or before["seq"] != r["seq"] - 1:
                return False
        certificate = self.granted.get(r["by"])
        if certificate is None:
            return False
        role, member = self._role(certificate, r["author"])
        if role is None:
            return False
        return not understood(r) or (self._may_write(r, role, member) and self._refers(r))

    def _role(self, certificate: Rec, author: str) -> tuple[str | None, str | None]:
        body = certificate["body"]
        if not understood(certificate):
            return None, None
        if certificate["kind"] == "board.founded" and author in (certificate["author"], body["spare"]):
            return "root", None
        if certificate["kind"] == "cert.issued" and author == body["key"]:
            return body["role"], body["member"]
        return None, None

    def _may_write(self, r: Rec, role: str, member: str | None) -> bool:
        kind, body = r["kind"], r["body"]
        if kind == "cert.issued":
            return role in WRITERS[kind].split() and RANKS.index(body["role"]) >= RANKS.index(role)
        if kind == "ballot.cast" and body["source"] == "hand":
            return role == "office"
        if role in WRITERS[kind].split():
            return True
        whose = (
            body.get("voter") if kind == "ballot.cast" and body["source"] == "deputy" else body.get("member")
        )
        return kind in OWN_MATTER and role == "member" and whose == member

    def _refers(self, r: Rec) -> bool:
        body = r["body"]
        wanted = [
            (body[field], slot.format(**body))
            for field, slot in REFERENCES.items()
            if body.get(field) is not None
        ]
        wanted += [(sketch, "sketch/*") for sketch in body.get("sketches", ())]
        if body.get("version") is not None:
            first = body["version"] == body["sketch"]
            wanted.append((body["version"], "sketch/*" if first else f"sketch/{body['sketch']}"))
        return all(id_ in self.granted and self.granted[id_]["slot"].startswith(slot) for id_, slot in wanted)

    # Effects: rules 5, 6 and 14.

    def effective(self, r: Rec) -> bool:
        """Whether a known record has effect."""
        return self._stands(r) or self._vouched(r)

    def _stands(self, r: Rec) -> bool:
        if r["id"] not in self.known or not understood(r):
            return False
        if r["by"] is None:
            return True
        if r["kind"] == "cert.cut" and not self._downward(r):
            return False
        if not self._stands(self.granted[r["by"]]):
            return False
        return not any(
            self._excludes(cut, r)
            for cut in self.known.values()
            if cut["kind"] == "cert.cut"
            and understood(cut)
            and cut["body"]["cert"] == r["by"]
            and not (is_retirement(cut) and is_retirement(r))
        )

    def _excludes(self, cut: Rec, r: Rec) -> bool:
        admitted = any(
            tip in self.known and self._at_or_below(r, self.known[tip]) for tip in cut["body"]["accepts"]
        )
        return not admitted and self._stands(cut)

    def _at_or_below(self, r: Rec, tip: Rec) -> bool:
        if tip["id"] == r["id"]:
            return True
        return tip["prev"] is not None and self._at_or_below(r, self.granted[tip["prev"]])

    def _downward(self, cut: Rec) -> bool:
        target = self.granted[cut["body"]["cert"]]
        if is_retirement(cut):
            return True
        role, _ = self._role(self.granted[cut["by"]], cut["author"])
        if role is None or not understood(target):
            return False
        return RANKS.index(role) < RANKS.index(target["body"]["role"])

    def _vouched(self, r: Rec) -> bool:
        if r["id"] not in self.known or not understood(r):
            return False
        for confirm in self.known.values():
            if confirm["kind"] == "round.confirmed" and understood(confirm) and self._stands(confirm):
                closing, round_ = confirm["body"]["closing"], confirm["body"]["round"]
                if (r["kind"], r["id"]) in {("round.closed", closing), ("round.opened", round_)}:
                    return True
        return False

    # Heads: rules 9 to 11.

    def heads(self, slot: str) -> set[str]:
        """The ids of the effective records of SLOT that nothing replaces."""
        inside = {id_: r for id_, r in self.known.items() if r["slot"] == slot}
        standing = {id_ for id_, r in inside.items() if self.effective(r)}
        replaced: set[str] = set()
        for id_ in standing:
            if inside[id_]["kind"] not in NEVER_REPLACE:
                replaced |= self._below(inside[id_], inside)
        return standing - replaced

    def _below(self, r: Rec, inside: Mapping[str, Rec]) -> set[str]:
        found: set[str] = set()
        for id_ in r["replaces"]:
            if id_ in inside:
                found |= {id_} | self._below(inside[id_], inside)
        return found

    def slots(self) -> set[str]:
        """The slots of all known records."""
        return {r["slot"] for r in self.known.values()}


def understood(r: Rec) -> bool:
    """Whether R is of a kind and version that these rules describe."""
    return r["v"] == 1 and r["kind"] in WRITERS


def is_retirement(r: Rec) -> bool:
    """Whether R ends the certificate under which it was written."""
    return r["kind"] == "cert.cut" and understood(r) and bool(r["body"]["cert"] == r["by"])
