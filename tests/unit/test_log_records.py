"""Records and payloads: bytes become a verified record, or an error."""

import hashlib
import json
from typing import Any

import pytest

from beirat_tui.domain.errors import InputError
from beirat_tui.log import canonical, keys, passphrase, payload, record
from beirat_tui.log.bodies.board import SummaryWritten
from beirat_tui.log.bodies.rights import Founded, JoinRequested
from beirat_tui.log.bodies.rounds import BallotCast, RoundClosed
from beirat_tui.log.record import Draft, Record
from boards import Board, Device, ballot_for, digest, found, open_round, sketch_facts


@pytest.fixture(name="board", scope="module")
def a_board() -> Board:
    return found(members=2)


@pytest.fixture(name="ballot", scope="module")
def a_ballot(board: Board) -> Record:
    round_ = open_round(board.office, board.office.write(sketch_facts()))
    member = board.members["M02"]
    member.learn(board.office)
    return member.write(ballot_for(round_, "M02"), texts={"remark": "Gut für die Region"})


def rejection(raw: bytes, signature: bytes, *, check_signature: bool = True) -> InputError:
    with pytest.raises(InputError) as caught:
        record.read(raw, signature, check_signature=check_signature)
    return caught.value


def changed(base: Record, **fields: Any) -> str:  # noqa: ANN401  (any field)
    """The code of the error that BASE gives with other header FIELDS."""
    header = canonical.decode(base.raw) | fields
    raw = canonical.encode({name: value for name, value in header.items() if value != "gone"})
    return rejection(raw, base.signature, check_signature=False).code


def test_a_record_reads_back_with_all_its_fields(board: Board, ballot: Record) -> None:
    member = board.members["M02"]
    read = record.read(ballot.raw, ballot.signature)
    assert read == ballot
    assert (read.raw, read.signature, read.at) == (ballot.raw, ballot.signature, ballot.at)
    assert len({read, ballot}) == 1
    assert read != ballot.id
    assert (read.board, read.author, read.by) == (board.id, member.public, member.certificates["member"])
    assert (read.seq, read.prev, read.kind) == (1, None, "ballot.cast")
    assert isinstance(read.body, BallotCast)
    assert read.slot == f"ballot/{read.body.round}/M02/own"
    assert read.body.choice == "yes"
    assert read.data() == json.loads(read.raw)["body"]
    assert read.payload is not None


def test_the_id_is_the_hash_of_the_signed_bytes_and_the_signature_stands_beside_them(ballot: Record) -> None:
    signed = b"beirat-record-v1\0" + ballot.raw
    assert ballot.id == hashlib.sha256(signed).hexdigest()
    assert keys.valid(ballot.author, signed, ballot.signature)
    assert ballot.signature.hex() not in ballot.raw.decode()


def test_a_signature_by_another_key_or_of_another_length_is_rejected(board: Board, ballot: Record) -> None:
    other = board.office.key.sign(record.PREFIX + ballot.raw)
    assert rejection(ballot.raw, other).code == "record.signature"
    assert rejection(ballot.raw, ballot.signature[:63]).code == "record.signature"
    assert rejection(ballot.raw, ballot.signature + b"\0").code == "record.signature"
    assert rejection(ballot.raw, b"").code == "record.signature"


def test_a_signature_of_the_bare_bytes_does_not_count(board: Board, ballot: Record) -> None:
    bare = board.members["M02"].key.sign(ballot.raw)
    assert rejection(ballot.raw, bare).code == "record.signature"


def test_the_caller_may_vouch_for_the_signature_but_never_for_the_form(ballot: Record) -> None:
    assert record.read(ballot.raw, b"", check_signature=False).id == ballot.id
    assert rejection(ballot.raw + b" ", b"", check_signature=False).code == "canonical.form"


@pytest.mark.parametrize("field", ["v", "board", "author", "by", "seq", "prev", "at", "kind", "slot"])
def test_every_field_is_needed(ballot: Record, field: str) -> None:
    assert changed(ballot, **{field: "gone"}) == "record.shape"


@pytest.mark.parametrize(
    "fields",
    [
        {"extra": 1},
        {"v": -1},
        {"v": True},
        {"board": None},
        {"author": None},
        {"author": "AB" * 32},
        {"author": "ab" * 31},
        {"author": "ab" * 32 + "\n"},
        {"by": None},
        {"by": ""},
        {"seq": 2},
        {"seq": 0},
        {"prev": "ab" * 32},
        {"prev": 5},
        {"at": -1},
        {"at": "now"},
        {"kind": ""},
        {"kind": "k" * 65},
        {"kind": "art\n"},
        {"kind": "ärt"},
        {"slot": "s" * 513},
        {"slot": "slot\n"},
        {"slot": "slöt"},
        {"replaces": {}},
        {"replaces": ["x"]},
        {"replaces": ["bb" * 32, "aa" * 32]},
        {"replaces": ["aa" * 32, "aa" * 32]},
        {"body": []},
        {"body": None},
        {"payload": 1},
        {"payload": "ab"},
        {"kind": "board.founded"},
        {"kind": "join.requested"},
    ],
)
def test_a_field_of_a_wrong_shape_is_rejected(ballot: Record, fields: dict[str, Any]) -> None:
    assert changed(ballot, **fields) == "record.shape"


def test_a_body_that_does_not_fit_its_kind_is_rejected(ballot: Record) -> None:
    body = ballot.data()
    assert changed(ballot, body=body | {"choice": 1}) == "record.body"
    assert changed(ballot, body=body | {"extra": 1}) == "record.body"
    assert changed(ballot, body=body | {"member": "M 02"}) == "record.body"
    assert changed(ballot, body=body | {"member": "M02\n"}) == "record.body"
    assert changed(ballot, body=body | {"round": "AB" * 32}) == "record.body"


def test_a_body_must_be_complete_so_that_equal_meaning_has_equal_bytes(ballot: Record) -> None:
    body = ballot.data()
    assert body.pop("voter") is None
    assert changed(ballot, body=body) == "record.body"


def test_only_a_deputy_s_ballot_names_a_voter(ballot: Record) -> None:
    body = ballot.data()
    assert changed(ballot, body=body | {"voter": "M03"}) == "record.body"
    assert changed(ballot, body=body | {"source": "deputy"}) == "record.body"


def test_the_slot_must_be_the_one_that_the_body_gives(ballot: Record) -> None:
    assert changed(ballot, slot=ballot.slot.replace("M02", "M03")) == "record.slot"


def test_an_unknown_kind_or_version_is_read_but_not_understood(board: Board, ballot: Record) -> None:
    member = board.members["M02"]
    unknown = member.write_unknown("ballot.withdrawn", "any slot at all", {"future": [1, {"x": None}]})
    assert unknown.body is None
    assert unknown.data() == {"future": [1, {"x": None}]}
    newer = member.write_unknown("ballot.cast", ballot.slot, {"choice": "maybe"}, v=2)
    assert newer.body is None
    assert newer.slot == ballot.slot


def test_numbers_of_a_chain_begin_at_one(board: Board) -> None:
    with pytest.raises(InputError) as caught:
        board.office.write_unknown("future.kind", "slot", {}, seq=1)
    assert caught.value.code == "record.shape"


def test_a_join_request_stands_outside_the_chain_and_is_small() -> None:
    device = Device("newcomer")
    device.learn(found(members=1).office)
    request = device.write(JoinRequested(device.public, "Erika Neu"))
    assert (request.seq, request.prev, request.by) == (0, None, None)
    assert device.last is None
    with pytest.raises(InputError) as caught:
        device.write(JoinRequested("ab" * 32, "Erika Neu"))
    assert caught.value.code == "record.shape"
    with pytest.raises(InputError) as caught:
        device.sign(canonical.decode(request.raw) | {"replaces": sorted(digest(n).hex() for n in range(12))})
    assert caught.value.code == "record.shape"


def test_a_founding_record_is_the_first_of_its_chain() -> None:
    root = Device("another root")
    founding = root.write(Founded(digest("n").hex(), "Beirat", digest("spare").hex()))
    assert (founding.board, founding.by, founding.seq) == (None, None, 1)
    header = canonical.decode(founding.raw)
    with pytest.raises(InputError) as caught:
        root.sign(header | {"seq": 2, "prev": "ab" * 32})
    assert caught.value.code == "record.shape"


def test_signing_gives_each_replaced_id_once_and_in_order(board: Board) -> None:
    ids = [digest(number).hex() for number in range(3)]
    sketch = board.office.write(sketch_facts())
    written = board.office.write(SummaryWritten(sketch.id), replaces=[ids[2], ids[0], ids[0], ids[1]])
    assert written.replaces == tuple(sorted(ids))


def test_what_no_type_describes_is_walked_before_it_is_signed(board: Board) -> None:
    for value in (b"bytes", {1, 2}, 0.5):
        body = RoundClosed("ab" * 32, [], [], [], sketch_facts().received, "10:00", {"x": [value]})
        with pytest.raises(InputError) as caught:
            board.office.write(body)
        assert caught.value.code == "canonical.type"


def test_a_text_that_is_too_long_cannot_be_signed(board: Board) -> None:
    body = RoundClosed(
        "ab" * 32, [], [], [], sketch_facts().received, "10:00", {"x": "y" * canonical.MAX_BYTES}
    )
    with pytest.raises(InputError) as caught:
        board.office.write(body)
    assert caught.value.code == "canonical.size"


def test_the_body_s_bytes_are_found_whatever_texts_stand_around_them(board: Board) -> None:
    tricky = '"body":{"x":1},"by":null'
    sketch = board.office.write(sketch_facts(number=tricky[:20]))
    assert json.loads(record.body_bytes(sketch.raw)) == sketch.data()
    unknown = board.office.write_unknown(tricky, tricky, {tricky: tricky, "by": None})
    assert record.body_bytes(unknown.raw) == canonical.encode({tricky: tricky, "by": None})


def test_a_draft_needs_neither_payload_nor_replacements() -> None:
    draft = Draft("comment.written", BallotCast("ab" * 32, "M01", None, "own"))
    assert (draft.replaces, draft.payload) == ((), None)


def test_a_payload_is_bound_by_a_salted_hash() -> None:
    name, blob = payload.seal(b"content", b"s" * 32)
    assert name == hashlib.sha256(b"beirat-payload-v1\0" + b"s" * 32 + b"content").hexdigest()
    assert payload.digest(blob) == name
    assert payload.content(blob) == b"content"
    assert payload.seal(b"content", b"t" * 32)[0] != name
    with pytest.raises(ValueError, match="32 bytes"):
        payload.seal(b"content", b"short")


def test_a_payload_of_32_mib_passes_and_a_larger_one_does_not() -> None:
    most = bytes(payload.MAX_BYTES - payload.SALT_BYTES)
    assert len(payload.seal(most, bytes(32))[1]) == payload.MAX_BYTES
    with pytest.raises(InputError) as caught:
        payload.seal(most + b"x", bytes(32))
    assert caught.value.code == "payload.size"


def test_texts_of_a_payload_read_back_and_keep_to_the_profile() -> None:
    texts = {"title": "Straße", "partners": ["a", "b"]}
    content = payload.write_texts(texts)
    assert content == '{"partners":["a","b"],"title":"Straße"}'.encode()
    assert payload.read_texts(bytes(32) + content) == texts
    with pytest.raises(InputError) as caught:
        payload.write_texts({"title": "a\u0308"})
    assert caught.value.code == "canonical.text"


@pytest.mark.parametrize(
    "content", [b"", b"not json", b"[1]", b"\xff", b"[" * 10_000, b'{"a":0.5}', b'{"a":' + b"9" * 5000 + b"}"]
)
def test_a_malformed_payload_harms_only_what_it_would_have_shown(content: bytes) -> None:
    assert payload.read_texts(bytes(32) + content) == {}
    assert payload.read_texts(content[:3]) == {}


def test_a_key_follows_from_its_seed_of_32_bytes() -> None:
    # RFC 8032, section 7.1, test 2.
    seed = bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
    key = keys.SigningKey(seed)
    assert key.public == "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
    assert (
        key.sign(b"\x72").hex().startswith("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da")
    )
    with pytest.raises(ValueError, match="32 bytes"):
        keys.SigningKey(seed[:31])


def test_a_key_that_signs_anything_is_no_author(ballot: Record) -> None:
    """Points of small order would make a signature valid for many messages; libsodium refuses them."""
    for point in (bytes(32), b"\1" + bytes(31), bytes.fromhex("ec" + "ff" * 30 + "7f")):
        assert not keys.valid(point.hex(), record.PREFIX + ballot.raw, point + bytes(32))


def test_a_secret_opens_with_its_passphrase_only() -> None:
    salt, box = passphrase.seal(b"seed", "Jever Deich 7")
    assert passphrase.unseal(salt, box, "Jever Deich 7") == b"seed"
    assert passphrase.unseal(salt, box, "Jever Deich 8") is None
    assert passphrase.unseal(salt, box[:10], "Jever Deich 7") is None
    assert passphrase.unseal(salt[:3], box, "Jever Deich 7") is None
