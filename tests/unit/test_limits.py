"""Limits are checked before anything is parsed: kind and size of files, and what archives unfold to."""

import os
import struct
import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest

from beirat_tui.documents import limits
from beirat_tui.documents.limits import check_docx, read_file
from beirat_tui.documents.sketches import read_sketch
from beirat_tui.domain.errors import InputError
from beirat_tui.domain.programme_file import parse_programme
from beirat_tui.presets import programme_presets, read_programme

FIXTURES = Path(__file__).parents[2] / "fixtures"
PROGRAMMES = [parse_programme(read_programme(name)) for name in programme_presets()]


def archive(parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", compression) as target:
        for name, data in parts.items():
            target.writestr(name, data)
    return packed.getvalue()


def refusal(data: bytes) -> str:
    with pytest.raises(InputError) as caught:
        check_docx(data, "x.docx")
    assert caught.value.params["file"] == "x.docx"
    return caught.value.code


def test_an_ordinary_document_passes() -> None:
    check_docx((FIXTURES / "sketches" / "kupferhof-mansfeld.docx").read_bytes(), "kupferhof.docx")


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("not-a-docx.docx", "docx.not-a-docx"),
        ("encrypted.docx", "docx.encrypted"),
        ("old-word.doc", "docx.old-word"),
        ("truncated.docx", "docx.damaged"),
        ("no-headings.docx", "docx.no-headings"),
    ],
)
def test_each_broken_document_has_its_own_error(file: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        read_sketch(FIXTURES / "broken" / file, PROGRAMMES)
    assert caught.value.code == code


def test_another_kind_of_archive_is_no_docx() -> None:
    assert refusal(archive({"xl/workbook.xml": b"<x/>"})) == "docx.not-a-docx"


def test_a_zip_bomb_is_refused_by_what_its_directory_promises() -> None:
    bomb = archive({"word/document.xml": b"<w/>", "word/media/a.bin": bytes(30 * 1024 * 1024)})
    assert len(bomb) < 100_000
    assert refusal(bomb) == "docx.zip-bomb"


def test_too_much_xml_is_refused_though_it_packs_like_text() -> None:
    noise = os.urandom(40_000).hex().encode()
    part = (noise + b"<w:t/>" * 1000) * 20
    parts = {f"word/part{number}.xml": part for number in range(20)}
    assert refusal(archive(parts | {"word/document.xml": b"<w/>"})) == "docx.zip-bomb"


def test_more_than_the_promised_bytes_are_never_unfolded() -> None:
    data = bytearray(archive({"word/document.xml": b"x" * 5000}))
    at = data.index(b"PK\x01\x02")
    struct.pack_into("<L", data, at + 24, 10)  # the directory promises ten bytes
    assert refusal(bytes(data)) == "docx.damaged"


def test_a_million_empty_paragraphs_are_refused_though_they_are_small() -> None:
    data = archive({"word/document.xml": b"<w:p/>" * 1_000_001}, zipfile.ZIP_STORED)
    assert refusal(data) == "docx.zip-bomb"


def test_the_budget_also_holds_while_unfolding(monkeypatch: pytest.MonkeyPatch) -> None:
    data = archive({"word/document.xml": b"x" * 5000, "word/media/a.png": os.urandom(9000)})
    monkeypatch.setattr(limits, "UNFOLDED_LIMIT", 10_000)
    assert refusal(data) == "docx.zip-bomb"


def test_thousands_of_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ENTRIES_LIMIT", 3)
    assert refusal(archive({f"word/{number}.xml": b"" for number in range(4)})) == "docx.too-many-parts"


def test_a_part_with_a_password_counts_as_encrypted() -> None:
    data = bytearray(archive({"word/document.xml": b"<w/>"}))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    assert refusal(bytes(data)) == "docx.encrypted"


@pytest.mark.parametrize("place", [10, 40, 60, 90, 120])
def test_flipped_bytes_give_an_error_or_nothing_but_no_traceback(place: int) -> None:
    data = bytearray(archive({"word/document.xml": b"<w>some text that is packed</w>" * 5}))
    data[place] ^= 0xFF
    with suppress(InputError):
        check_docx(bytes(data), "x.docx")


def test_an_unknown_packing_method_is_damage() -> None:
    data = bytearray(archive({"word/document.xml": b"<w/>" * 50}))
    struct.pack_into("<H", data, data.index(b"PK\x01\x02") + 10, 99)
    assert refusal(bytes(data)) == "docx.damaged"


def test_files_that_are_none_have_their_own_errors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty, pipe = tmp_path / "empty.json", tmp_path / "pipe"
    empty.touch()
    os.mkfifo(pipe)
    cases = {
        tmp_path / "none.json": "file.missing",
        tmp_path: "file.not-a-file",
        pipe: "file.not-a-file",
        empty: "file.empty",
        tmp_path / ("x" * 300): "file.unreadable",
        Path("a\0b"): "file.unreadable",
    }
    for path, code in cases.items():
        with pytest.raises(InputError) as caught:
            read_file(path)
        assert caught.value.code == code
    big = tmp_path / "big.json"
    big.write_bytes(b"x" * 101)
    monkeypatch.setattr(limits, "FILE_LIMIT", 100)
    with pytest.raises(InputError, match=r"file\.too-large"):
        read_file(big)
    big.write_bytes(b"x" * 100)
    assert read_file(big) == b"x" * 100


def test_other_kinds_of_files_are_refused_by_name_and_content(tmp_path: Path) -> None:
    pdf = tmp_path / "sketch.pdf"
    pdf.write_bytes(b"%PDF-1.7")
    with pytest.raises(InputError, match=r"sketch\.unknown-kind"):
        read_sketch(pdf, PROGRAMMES)
    unnamed = tmp_path / "sketch"
    unnamed.write_bytes(b'  {"format": "beirat-sketch/1", "title": "RDZ"}')
    assert read_sketch(unnamed, PROGRAMMES).sketch.title == "RDZ"
