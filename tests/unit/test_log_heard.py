"""What a device says it has: only what it signed itself, in the one way of writing it."""

import pytest

from beirat_tui.domain.errors import InputError
from beirat_tui.log import heard
from beirat_tui.log.heard import Heard
from beirat_tui.log.keys import SigningKey

BOARD = "ab" * 32
TIPS = ["02" * 32, "01" * 32, "02" * 32]
KEY = SigningKey(bytes(range(32)))


@pytest.fixture
def statement() -> Heard:
    return heard.state(KEY, BOARD, number=3, at=1_700_000_000_000, tips=TIPS, last=5)


def code(raw: bytes, signature: bytes) -> str:
    with pytest.raises(InputError) as caught:
        heard.read(raw, signature)
    return caught.value.code


def test_a_statement_reads_as_it_was_signed(statement: Heard) -> None:
    assert heard.read(statement.raw, statement.signature) == statement
    assert (statement.board, statement.author, statement.number) == (BOARD, KEY.public, 3)
    assert statement.tips == ("01" * 32, "02" * 32)
    assert statement.last == 5


def test_the_bytes_are_frozen(statement: Heard) -> None:
    tips = ",".join(f'"{each}"' for each in ("01" * 32, "02" * 32))
    expected = (
        f'{{"at":1700000000000,"author":"{KEY.public}","board":"{BOARD}","last":5,"number":3,'
        f'"tips":[{tips}],"v":1}}'
    )
    assert statement.raw.decode() == expected


def test_every_changed_byte_is_refused(statement: Heard) -> None:
    for place in range(len(statement.raw)):
        changed = bytearray(statement.raw)
        changed[place] ^= 1
        assert code(bytes(changed), statement.signature).startswith(("heard.", "canonical."))
    for place in range(len(statement.signature)):
        changed = bytearray(statement.signature)
        changed[place] ^= 1
        assert code(statement.raw, bytes(changed)) == "heard.signature"


def test_tips_stand_sorted_and_once(statement: Heard) -> None:
    first, second = (f'"{each}"'.encode() for each in statement.tips)
    for tips in (second + b"," + first, first + b"," + first):
        raw = statement.raw.replace(first + b"," + second, tips)
        assert code(raw, KEY.sign(heard.PREFIX + raw)) == "heard.shape"


def test_another_version_or_other_fields_are_refused(statement: Heard) -> None:
    for old, new in ((b'"v":1', b'"v":2'), (b'"v":1', b'"v":1,"w":1'), (b'"number":3', b'"number":-3')):
        raw = statement.raw.replace(old, new)
        assert code(raw, KEY.sign(heard.PREFIX + raw)) == "heard.shape"


def test_a_records_signature_is_none_of_a_statement(statement: Heard) -> None:
    assert code(statement.raw, KEY.sign(b"beirat-record-v1\0" + statement.raw)) == "heard.signature"


def test_the_newest_statement_ranks_highest(statement: Heard) -> None:
    later = heard.state(KEY, BOARD, number=4, at=0, tips=[], last=5)
    same = heard.state(KEY, BOARD, number=3, at=1_800_000_000_000, tips=TIPS, last=5)
    assert statement.rank < same.rank < later.rank
