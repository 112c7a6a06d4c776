"""Random histories of a board: what Hypothesis draws, played on the devices of `boards`.

A history is a list of moves, each four small numbers, so that a failing one shrinks to the few moves that
matter. Every device acts on what it knows itself; knowledge spreads by exchanges, whole or in part. Nothing
stops the devices from writing what the rules forbid: certificates above their own, cuts upwards, references
that do not fit, kinds that nobody knows, chains that fork.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from hypothesis import strategies as st

from beirat_tui.log.bodies.board import DeputyNamed, MemberEntered, SummaryWritten
from beirat_tui.log.bodies.rights import CertIssued, EraseOrdered, JoinRequested, Role
from beirat_tui.log.bodies.rounds import (
    BallotCast,
    CountEntered,
    Numbers,
    ObjectionRaised,
    RecusalDeclared,
    RoundAborted,
    RoundClosed,
    RoundConfirmed,
)
from beirat_tui.log.record import Record
from boards import SIMPLE_RULES, Board, Device, digest, found, issue, open_round, sketch_facts

Move = tuple[int, int, int, int]
ROLES: Sequence[Role] = ("root", "chair", "office", "member")
CHOICES = ("yes", "no", "abstain", None)


@dataclass
class History:
    """What was played.

    Attributes:
        board: the board at the end; every device with its own knowledge.
        devices: the board's devices and the copies that were made of them.
        written: every record that was signed, granted or not, in order.
    """

    board: Board
    devices: list[Device] = field(default_factory=list)
    written: list[Record] = field(default_factory=list)


Play = Callable[["History", Device, int, int], Record | None]
"""A move: what a device does with two numbers."""


def moves(most: int = 60, more: int = 0) -> st.SearchStrategy[list[Move]]:
    """Histories of at most MOST moves, half of them long enough for trouble to meet trouble.

    MORE is the number of kinds of moves that `play` will be given besides its own.
    """
    number = st.integers(0, 31)
    move = st.tuples(st.integers(0, len(_MOVES) + more - 1), number, number, number)
    return st.lists(move, max_size=most // 2) | st.lists(move, min_size=most // 2, max_size=most)


def play(history: Sequence[Move], more: Sequence[Play] = (), rules: str = SIMPLE_RULES) -> History:
    """Play HISTORY on a board of a chair, a secretary and three members, each with one device.

    MORE are moves besides those of this module; RULES the text of the rules of procedure.
    """
    table = [*_MOVES, *more]
    board = found(members=3, rules=rules)
    sketch = board.office.write(sketch_facts())
    round_ = open_round(board.office, sketch)
    second = board.add("office-2")
    issue(board.chair, second, "G02", "office")
    board.share()
    played = History(board, board.devices, board.records())
    assert board.chair.ledger.get(round_.id) is not None
    for move, a, b, c in history:
        actor = played.devices[a % len(played.devices)]
        made = table[move](played, actor, b, c)
        if made is not None:
            played.written.append(made)
    return played


def pick(records: Sequence[Record], number: int) -> Record:
    """One of RECORDS: the newest for 0, the one before it for 1, and so on."""
    return records[-1 - number % len(records)]


def of_kind(actor: Device, kind: str) -> list[Record]:
    """The records of KIND that ACTOR knows and understands."""
    return [each for each in actor.ledger if each.kind == kind and each.body is not None]


def _exchange(played: History, actor: Device, b: int, _c: int) -> None:
    actor.learn(played.devices[b % len(played.devices)])


def _exchange_partly(played: History, actor: Device, b: int, c: int) -> None:
    known = list(played.devices[b % len(played.devices)].ledger)
    actor.learn(known[c % len(known) :: 2][::-1])


def _vote(_played: History, actor: Device, b: int, c: int) -> Record:
    round_ = pick(of_kind(actor, "round.opened"), c // 8).id
    member, source = f"M{b % 4:02}", ("own", "own", "hand", "deputy")[b // 4 % 4]
    voter = f"M{(b + 1) % 4:02}" if source == "deputy" else None
    return actor.write(BallotCast(round_, member, CHOICES[c % 4], source, voter))  # type: ignore[arg-type]  # a Source


def _vote_over(_played: History, actor: Device, b: int, c: int) -> Record:
    """A ballot that replaces any ballot, or something that is no ballot, or not there at all."""
    round_ = pick(of_kind(actor, "round.opened"), c // 8).id
    ballots = [each.id for each in of_kind(actor, "ballot.cast")]
    named = [*ballots, digest("nowhere").hex(), round_][-1 - c % 4 :][:2]
    return actor.write(BallotCast(round_, f"M{b % 4:02}", CHOICES[c % 3], "own"), replaces=named)


def _recuse(_played: History, actor: Device, b: int, c: int) -> Record:
    round_ = pick(of_kind(actor, "round.opened"), c // 8).id
    if c & 4:
        return actor.write(ObjectionRaised(round_, f"M{b % 4:02}", bool(c & 1)))
    return actor.write(RecusalDeclared(round_, f"M{b % 4:02}", bool(c & 1)))


def _enter(_played: History, actor: Device, b: int, c: int) -> Record:
    member = f"M{b % 5:02}"
    if c & 4:
        return actor.write(DeputyNamed(member, [f"M{c % 3:02}"]))
    return actor.write(MemberEntered(member, member, "member", entitled=bool(c & 1), active=bool(c & 2)))


def _issue(played: History, actor: Device, b: int, c: int) -> Record:
    target = played.devices[b % len(played.devices)]
    body = CertIssued(target.public, f"M{b % 5:02}", ROLES[c % 4])
    by = list(actor.certificates.values())
    return actor.write(body, by=by[c // 4 % len(by)] if by else None)


def _cut(_played: History, actor: Device, b: int, c: int) -> Record | None:
    """Cut any certificate; the tips are nothing, the newest, any, or one that is not here."""
    target = pick(of_kind(actor, "cert.issued"), b)
    assert isinstance(target.body, CertIssued)
    chain = [each for each in actor.ledger if each.author == target.body.key]
    chain += [pick(list(actor.ledger), c)]
    accepts = [[], [chain[-2]] if len(chain) > 1 else [], [pick(chain, c)], [pick(chain, c), chain[0]]][c % 4]
    own = list(actor.certificates.values())
    return actor.cut(target.id, accepts, by=own[-1] if own and c & 16 else None)


def _retire(_played: History, actor: Device, b: int, c: int) -> Record | None:
    own = list(actor.certificates.values())
    if not own or actor.last is None:
        return None
    chain = [each for each in actor.ledger if each.author == actor.public]
    return actor.retire(own[b % len(own)], [pick(chain, c)] if chain and c % 3 else [])


def _copy(played: History, actor: Device, _b: int, _c: int) -> None:
    if len(played.devices) < 12:
        played.devices.append(actor.copy())


def _open(_played: History, actor: Device, b: int, _c: int) -> Record:
    return open_round(actor, pick(of_kind(actor, "sketch.submitted"), b))


def _abort(_played: History, actor: Device, b: int, _c: int) -> Record:
    return actor.write(RoundAborted(pick(of_kind(actor, "round.opened"), b).id))


def _count(_played: History, actor: Device, b: int, c: int) -> Record:
    return actor.write(CountEntered(pick(of_kind(actor, "round.opened"), b).id, [Numbers(yes=c % 3)]))


def _close(_played: History, actor: Device, b: int, c: int) -> Record:
    round_ = pick(of_kind(actor, "round.opened"), b).id
    heads = [h for slot in actor.view().each(f"ballot/{round_}/") for h in slot]
    body = RoundClosed(
        round=round_,
        ballots=[head.id for head in heads][c % 2 :],
        attendance=[],
        frontier=actor.ledger.tips(),
        day=dt.date(2026, 4, 1),
        time="12:00",
        outcome={"result": "adopted"},
    )
    return actor.write(body)


def _confirm(_played: History, actor: Device, b: int, c: int) -> Record | None:
    closings = of_kind(actor, "round.closed")
    if not closings:
        return None
    closing = pick(closings, b)
    assert isinstance(closing.body, RoundClosed)
    other = pick(of_kind(actor, "round.opened"), c).id
    return actor.write(RoundConfirmed(other if c % 8 == 7 else closing.body.round, closing.id))


def _summarise(_played: History, actor: Device, b: int, c: int) -> Record:
    sketch = pick(of_kind(actor, "sketch.submitted"), b)
    return actor.write(SummaryWritten(sketch.id), texts={"text": f"Summary {c % 3}"})


def _erase(_played: History, actor: Device, b: int, _c: int) -> Record:
    return actor.write(EraseOrdered(pick(list(actor.ledger), b).id, "request"))


def _write_unknown(_played: History, actor: Device, b: int, c: int) -> Record:
    """A record that no program of today knows, in a slot that it knows, perhaps under an old certificate."""
    slot = pick(list(actor.ledger), b).slot
    known = [each.id for each in actor.ledger]
    kind, version = (("future.kind", 1), ("ballot.cast", 2), ("cert.cut", 2), ("cert.issued", 2))[c % 4]
    return actor.write_unknown(kind, slot, {"round": "?"}, v=version, replaces=sorted(known[-1:-3:-1]))


def _join(_played: History, actor: Device, _b: int, _c: int) -> Record:
    return actor.write(JoinRequested(actor.public, "somebody"))


_MOVES: Sequence[Play] = (
    _exchange,
    _exchange_partly,
    _vote,
    _vote_over,
    _recuse,
    _enter,
    _issue,
    _cut,
    _retire,
    _copy,
    _open,
    _abort,
    _count,
    _close,
    _confirm,
    _summarise,
    _erase,
    _write_unknown,
    _join,
)
MOVES = len(_MOVES)
"""Kinds of moves that `play` knows by itself."""
