"""Founding a board: root keys, the founding record, the founder's device, rules and programme."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from beirat_tui import presets
from beirat_tui.domain.programme_file import parse_programme
from beirat_tui.domain.rules.read import read_rules
from beirat_tui.domain.text import clean_line
from beirat_tui.log.bodies.board import MemberEntered, ProgrammeAdopted, RulesAdopted, SeatRole
from beirat_tui.log.bodies.rights import CertIssued, Founded, Role
from beirat_tui.log.keys import SEED_BYTES, SigningKey
from beirat_tui.log.record import Draft, sign
from beirat_tui.paths import remove
from beirat_tui.services.home import Home
from beirat_tui.services.root_keys import RootKeys
from beirat_tui.services.session import Pen, Session, Surroundings
from beirat_tui.store.board_file import BoardFile, Writing

DEFAULT_RULES = "vwvfg"
DEFAULT_PROGRAMMES = ("rdz-sachsen-anhalt",)


@dataclass(frozen=True, slots=True)
class Founder:
    """Who founds the board, and what their device may do.

    A founder without a `seat` works for the office only and has no vote.
    """

    name: str
    label: str = "GS"
    member: str = "office"
    seat: SeatRole = "office"
    entitled: bool = False
    roles: Sequence[Role] = ("office",)


def founder(name: str, place: str) -> Founder:
    """Whoever founds a board and works for its office; as PLACE ``chair`` or ``member`` with a vote."""
    if place == "chair":
        return Founder(name, "M01", "m01", "chair", entitled=True, roles=("office", "chair", "member"))
    if place == "member":
        return Founder(name, "M01", "m01", "member", entitled=True, roles=("office", "member"))
    return Founder(name)


def found(
    path: Path,
    home: Home,
    outside: Surroundings,
    *,
    title: str,
    founder: Founder,
    rules: str = DEFAULT_RULES,
    programmes: Sequence[str] = DEFAULT_PROGRAMMES,
) -> tuple[Session, RootKeys]:
    """Found the board TITLE in the new file PATH; the root keys are returned and kept nowhere else.

    Raises:
        StoreError: ``store.exists`` and what the file system refused; nothing is left behind.
        InputError: ``rules.*``, ``programme.*``: a preset of that name cannot be read.
    """
    rules_text = presets.read_rules(rules)
    read_rules(rules_text)
    texts = [presets.read_programme(name) for name in programmes]
    parsed = [(parse_programme(text).id, text) for text in texts]
    keys = RootKeys(SigningKey(outside.random(SEED_BYTES)), SigningKey(outside.random(SEED_BYTES)))
    device = SigningKey(outside.random(SEED_BYTES))
    board = BoardFile.create(path)
    try:
        with board.writing() as writing:
            root = _root_pen(writing, keys, outside, clean_line(title))
            certs = {
                role: root.write("cert.issued", CertIssued(device.public, founder.member, role)).id
                for role in founder.roles
            }
            root.write(
                "member.entered",
                MemberEntered(
                    member=founder.member,
                    label=clean_line(founder.label),
                    role=founder.seat,
                    entitled=founder.entitled,
                    votes=1 if founder.entitled else 0,
                ),
                texts={"name": clean_line(founder.name), "organisation": "", "email": ""},
            )
            signed: list[Pen] = []
            if "office" in certs:
                pen = Pen(writing, device, {"office": (certs["office"], founder.member)}, "office", outside)
                pen.write("rules.adopted", RulesAdopted(rules, rules_text))
                for name, text in parsed:
                    pen.write("programme.adopted", ProgrammeAdopted(name, text))
                signed.append(pen)
            board_id = writing.board
        home.keep_key(board_id, device)
        for pen in signed:
            home.own_records(board_id).keep(pen.signed)
    except BaseException:
        board.close()
        remove(path)
        raise
    session = Session(board, home, device, outside)
    session.refresh()
    return session, keys


def _root_pen(writing: Writing, keys: RootKeys, outside: Surroundings, title: str) -> Pen:
    """Sign the founding record and return a pen that goes on in the root key's chain."""
    founding = sign(
        Draft("board.founded", Founded(outside.random(32).hex(), title, keys.spare.public)),
        keys.root,
        board=None,
        by=None,
        seq=1,
        prev=None,
        at=outside.now(),
    )
    writing.add(founding)
    return Pen(writing, keys.root, {"root": (founding.id, None)}, "root", outside)
