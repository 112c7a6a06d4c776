"""A text's content: what goes in comes out, one vote takes a few lines, and no made-up text does harm."""

import ast
import random
import tracemalloc
import zlib
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beirat_tui.domain.errors import InputError
from beirat_tui.log import payload
from beirat_tui.log.record import read as read_record
from beirat_tui.sync import armour, text
from beirat_tui.sync.merge import board_of
from boards import ballot_for, found, open_round, sketch_facts

Signed = tuple[bytes, bytes]
BOARD = bytes(range(32))
HEX = st.binary(min_size=32, max_size=32).map(lambda each: each.hex().encode())
RAW = st.lists(HEX | st.binary(max_size=80).map(lambda each: each.replace(b"\x01", b"")), max_size=9).map(
    b'"'.join
)
SIGNED = st.lists(st.tuples(RAW, st.binary(max_size=64)), max_size=9)


def squeezed(plain: bytes) -> bytes:
    squeeze = zlib.compressobj(wbits=-15, zdict=text._DICTIONARY)  # noqa: SLF001  (what a forger does)
    return b"\x01" + squeeze.compress(plain) + squeeze.flush()


def code(packed: bytes) -> str:
    with pytest.raises(InputError) as caught:
        text.unpack(packed, "ABCDEFGH")
    assert caught.value.params == {"name": "ABCDEFGH"}
    return caught.value.code


@given(SIGNED, SIGNED, SIGNED, st.lists(st.binary(max_size=200), max_size=3))
def test_what_goes_in_comes_out(
    records: list[Signed], requests: list[Signed], heard: list[Signed], blobs: list[bytes]
) -> None:
    content = text.Content(board=BOARD, records=records, requests=requests, heard=heard, payloads=blobs)
    assert text.unpack(text.pack(content), "x") == content


def test_one_vote_takes_a_few_lines() -> None:
    board = found()
    round_ = open_round(board.office, board.office.write(sketch_facts("2026-01")))
    board.share()
    vote = board.members["M02"].write(ballot_for(round_, "M02", "yes"))
    content = text.Content(board=bytes.fromhex(board.id), records=[(vote.raw, vote.signature)])
    (part,) = armour.write(text.pack(content))
    assert len(part.splitlines()) <= 12
    assert board_of(text.read(part)[0][0]) == board.id


GOLDEN = (
    "0183870d032313330b2b1b3b072717370f2f1fbf80a090b088a898b884a494b48cac9c3c2cdc264e3ac20d0c1e6880d41e61"
    "4484e40448504e8087e5c4238c05a0303fa2b09a000000"
)


def test_what_was_once_written_can_be_read() -> None:
    content = text.Content(board=BOARD, records=[(b'{"a":"' + b"ab" * 32 + b'"}', b"s")], payloads=[b"p"])
    assert text.unpack(bytes.fromhex(GOLDEN), "x") == content


def test_the_document_names_the_dictionary() -> None:
    document = Path(__file__).parents[2] / "docs" / "format-text.md"
    _, _, rest = document.read_text(encoding="utf-8").partition("```python\n")
    told = ast.literal_eval(rest.partition("```")[0]).encode("latin-1")
    assert told == text._DICTIONARY  # noqa: SLF001  (part of the format)


def test_a_text_of_a_later_format_says_so() -> None:
    assert code(b"\x02" + bytes(9)) == "text.newer"


@pytest.mark.parametrize(
    "packed",
    [
        b"",
        b"\x00" + bytes(9),
        b"\x01",
        b"\x01\xff\xff\xff",
        squeezed(b"no map"),
        squeezed(msgspec.msgpack.encode({"board": BOARD, "more": 1})),
        squeezed(msgspec.msgpack.encode({"board": b"short"})),
        squeezed(msgspec.msgpack.encode({"board": BOARD, "records": [[1, 2]]})),
        squeezed(msgspec.msgpack.encode({"board": BOARD}) + b"\x00"),
        squeezed(b"\x91" * 200_000),
        text.pack(text.Content(board=BOARD))[:-3],
        text.pack(text.Content(board=BOARD)) + b"more",
    ],
)
def test_what_is_no_content_is_refused(packed: bytes) -> None:
    assert code(packed) == "text.unreadable"


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_in_our_words(packed: bytes) -> None:
    with pytest.raises(InputError, match=r"text\.(unreadable|newer)"):
        text.unpack(packed, "x")


def test_a_bomb_does_not_go_off() -> None:
    zeros = squeezed(bytes(200 * 1024 * 1024))
    references = b"\x01\x00\x00" * 1_300_000
    packed = {"board": BOARD, "ids": bytes(32), "records": [[references, b""]]}
    tracemalloc.start()
    assert code(zeros) == "text.unreadable"
    assert code(squeezed(msgspec.msgpack.encode(packed))) == "text.unreadable"
    assert tracemalloc.get_traced_memory()[1] < 64 * 1024 * 1024
    tracemalloc.stop()


def test_a_reference_to_no_hash_makes_a_record_that_is_none() -> None:
    packed = {"board": BOARD, "ids": b"", "records": [[b'{"a":"\x01\x00\x07"}', b""]]}
    ((raw, signature),) = text.unpack(squeezed(msgspec.msgpack.encode(packed)), "x").records
    with pytest.raises(InputError):
        read_record(raw, signature)


def test_more_than_a_reader_takes_is_not_written() -> None:
    noise = random.Random(1).randbytes(text.MOST_BYTES)  # noqa: S311  (any bytes)
    for content in (
        text.Content(board=BOARD, payloads=[noise]),
        text.Content(board=BOARD, records=[(b"ab" * 32, b"")] * 70_000),
    ):
        with pytest.raises(InputError, match=r"text\.too-much"):
            text.pack(content)


def test_more_hashes_than_can_be_numbered_stay_as_they_are() -> None:
    hashes = b"".join(number.to_bytes(32).hex().encode() for number in range(2**16 - 9, 2**16 + 9))
    ids = {number.to_bytes(32): number for number in range(2**16 - 9)}
    taken = text._taken_out(hashes, ids)  # noqa: SLF001  (a text that full is too large for a test)
    assert len(ids) == 2**16
    assert taken.count(b"\x01\xff") == 9
    assert len(taken) == 9 * 3 + 9 * 64


def test_a_text_answers_as_any_foreign_file() -> None:
    board = found()
    sketch = board.office.write(sketch_facts("2026-01"), texts={"title": "Dorfladen"})
    assert sketch.payload is not None
    small, (_, large) = board.office.payloads[sketch.payload], payload.seal(bytes(70_000), bytes(32))
    rows = [(each.raw, each.signature) for each in board.records()]
    content = text.Content(
        board=bytes.fromhex(board.id), records=rows, payloads=[small, large], heard=[(b"h", b"s")]
    )
    ((source,), problems) = text.read("\n".join(armour.write(text.pack(content))))
    assert (problems, source.board, source.records_count) == ([], board.id, len(rows))
    ids = list(source.ids())
    assert [name for _, name in ids] == [each.id for each in board.records()]
    assert list(source.records([number for number, _ in ids][2:4])) == rows[2:4]
    assert list(source.heard()) == [(b"h", b"s")]
    assert list(source.aside()) == []
    wanted = {sketch.payload, payload.digest(large), "00" * 32}
    assert list(source.payloads(wanted, small=True)) == [(sketch.payload, small)]
    assert list(source.payloads(wanted, small=False)) == [(payload.digest(large), large)]
    assert list(source.payloads([], small=True)) == []


def test_good_texts_are_read_beside_bad_ones() -> None:
    good = armour.write(text.pack(text.Content(board=BOARD)))
    bad = armour.write(b"\x07nothing")
    half = armour.write(text.pack(text.Content(board=BOARD, payloads=[bytes(range(256)) * 9])), 100)[:-1]
    sources, problems = text.read("\n".join([*bad, *good, *half]))
    assert [each.board for each in sources] == [BOARD.hex()]
    assert [each.code for each in problems] == ["text.newer", "text.incomplete"]


def test_a_mail_without_a_text_and_one_with_too_many_are_refused() -> None:
    with pytest.raises(InputError, match=r"text\.none"):
        text.read("Guten Tag")
    many = [armour.write(str(number).encode())[0] for number in range(text.MOST_TEXTS + 1)]
    with pytest.raises(InputError, match=r"text\.too-many"):
        text.read("\n".join(many))
