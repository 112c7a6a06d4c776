"""The bytes of every kind of record are pinned in `tests/golden`, signed with a fixed seed.

The files are written by ``python tests/golden_samples.py``. Until the first tagged release a deliberate
change of the format is made visible by writing them again; after it they are frozen, and a change of a kind
is a new version beside the old one.
"""

import hashlib
import json
from pathlib import Path

import msgspec
import pytest
from nacl.signing import VerifyKey

from beirat_tui.log import record
from beirat_tui.log.bodies import Body
from beirat_tui.log.kinds import KINDS
from golden_samples import FOLDER, bodies, golden

FILES = sorted(FOLDER.glob("*.json"))


def entries(path: Path) -> list[dict[str, str]]:
    """The records of one file: canonical bytes, id and signature."""
    found: list[dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def test_every_kind_has_a_golden_file_and_no_other_has() -> None:
    assert {path.stem for path in FILES} == set(KINDS)


def test_the_samples_give_the_golden_bytes() -> None:
    assert {path.stem: path.read_text(encoding="utf-8") for path in FILES} == golden()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_golden_records_are_read_and_understood(path: Path) -> None:
    for entry in entries(path):
        read = record.read(entry["raw"].encode(), bytes.fromhex(entry["signature"]))
        assert read.kind == path.stem
        assert read.id == entry["id"]
        assert isinstance(read.body, KINDS[path.stem].body)
        assert read.slot == read.body.slot()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_golden_records_hold_by_the_standard_library_alone(path: Path) -> None:
    """Id, signature and canonical form as `docs/format.md` says, without the program's own code."""
    for entry in entries(path):
        raw = entry["raw"].encode()
        fields = json.loads(raw)
        signed = b"beirat-record-v1\0" + raw
        assert hashlib.sha256(signed).hexdigest() == entry["id"]
        VerifyKey(bytes.fromhex(fields["author"])).verify(signed, bytes.fromhex(entry["signature"]))
        assert json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() == raw


def test_the_samples_fill_every_field() -> None:
    """A field that only ever has its default could change its form unseen."""
    filled = {(type(part), field) for body in bodies() for part, field in _filled(body)}
    for kind in KINDS.values():
        for body in (kind.body, *_parts(kind.body)):
            for field in msgspec.structs.fields(body):
                if not field.required:
                    assert (body, field.name) in filled, (body, field.name)


def _parts(body: type[Body]) -> list[type[msgspec.Struct]]:
    """The types of the values inside BODY that have fields of their own."""
    return [
        type(value)
        for sample in bodies()
        if isinstance(sample, body)
        for value, _ in _filled(sample)
        if not isinstance(value, Body)
    ]


def _filled(part: msgspec.Struct) -> list[tuple[msgspec.Struct, str]]:
    """The fields of PART, and of what is inside it, that differ from their defaults."""
    found = []
    for field in msgspec.structs.fields(part):
        value = getattr(part, field.name)
        default = (
            field.default_factory()
            if field.default is msgspec.NODEFAULT and not field.required
            else field.default
        )
        if value != default:
            found.append((part, field.name))
        for inside in value if isinstance(value, list) else [value]:
            if isinstance(inside, msgspec.Struct):
                found += _filled(inside)
    return found
