"""The blocks of a docx: Word's ways of writing text, headings and lists, and documents that are damaged."""

import random
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml

from beirat_tui.documents.docx_blocks import Grid, Paragraph, read_blocks
from beirat_tui.documents.docx_sketch import read_docx
from beirat_tui.domain.errors import InputError
from beirat_tui.domain.programme_file import parse_programme
from beirat_tui.presets import programme_presets, read_programme

SKETCHES = Path(__file__).parents[2] / "fixtures" / "sketches"
PROGRAMMES = [parse_programme(read_programme(name)) for name in programme_presets()]
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(document: Any) -> bytes:  # noqa: ANN401 (python-docx names no type)
    data = BytesIO()
    document.save(data)
    return data.getvalue()


def body_of(xml: str) -> bytes:
    document = Document()
    document.element.body.insert(0, parse_xml(xml))
    return saved(document)


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/></w:r>", "a\tb\nc-"),
        (
            "<w:ins><w:r><w:t>neu</w:t></w:r></w:ins><w:del><w:r><w:delText>alt</w:delText></w:r></w:del>",
            "neu",
        ),
        ("<w:moveFrom><w:r><w:t>weg</w:t></w:r></w:moveFrom><w:r><w:t>da</w:t></w:r>", "da"),
        ("<w:hyperlink><w:r><w:t>Verweis</w:t></w:r></w:hyperlink>", "Verweis"),
        ("<w:sdt><w:sdtContent><w:r><w:t>Feld</w:t></w:r></w:sdtContent></w:sdt>", "Feld"),
        ("<w:r><w:t/></w:r>", ""),
    ],
)
def test_word_s_ways_of_writing_text(xml: str, text: str) -> None:
    assert read_blocks(body_of(f"<w:p {W}>{xml}</w:p>"), "x.docx")[0] == Paragraph(text)


def test_a_block_may_stand_in_a_content_control() -> None:
    inner = "<w:sdtContent><w:p><w:r><w:t>Block</w:t></w:r></w:p></w:sdtContent>"
    assert read_blocks(body_of(f"<w:sdt {W}>{inner}</w:sdt>"), "x.docx")[0] == Paragraph("Block")


def test_outline_levels_styles_and_numbering_tell_headings_and_items() -> None:
    xml = f'<w:p {W}><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
    assert read_blocks(body_of(xml), "x.docx")[0] == Paragraph("x", "heading", 2)
    xml = f'<w:p {W}><w:pPr><w:outlineLvl w:val="9"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
    assert read_blocks(body_of(xml), "x.docx")[0] == Paragraph("x")
    xml = f'<w:p {W}><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
    assert read_blocks(body_of(xml), "x.docx")[0] == Paragraph("x", "item")
    xml = f'<w:p {W}><w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>x</w:t></w:r></w:p>'
    assert read_blocks(body_of(xml), "x.docx")[0].lead == ""  # type: ignore[union-attr]  # it is a paragraph


def styled(style_xml: str, *, style: str = "Eigen") -> Paragraph:
    """The first paragraph of a document whose style sheet also holds STYLE_XML."""
    document = Document()
    for part in style_xml.split("\n"):
        document.styles.element.append(parse_xml(part))
    document.element.body.insert(
        0, parse_xml(f'<w:p {W}><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>')
    )
    block = read_blocks(saved(document), "x.docx")[0]
    assert isinstance(block, Paragraph)
    return block


def test_a_style_of_one_s_own_is_what_it_is_based_on() -> None:
    own = f'<w:style {W} w:type="paragraph" w:styleId="Eigen"><w:name w:val="Eigen"/>'
    assert styled(own + '<w:basedOn w:val="Heading2"/></w:style>') == Paragraph("x", "heading", 2, "x")
    assert styled(own + '<w:basedOn w:val="Title"/></w:style>').role == "title"
    assert styled(own + '<w:basedOn w:val="ListBullet"/></w:style>').role == "item"
    assert styled(own + '<w:basedOn w:val="ListParagraph"/></w:style>') == Paragraph("x")
    assert styled(own + '<w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>') == Paragraph("x", "heading", 3)
    assert styled(own + '<w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>') == Paragraph("x")
    assert styled(own + "<w:rPr><w:b/></w:rPr></w:style>") == Paragraph("x", lead="x")
    assert styled(own + '<w:basedOn w:val="Eigen"/></w:style>') == Paragraph("x")
    assert styled(own.replace('"Eigen"/>', '"Überschrift 4"/>') + "</w:style>") == Paragraph(
        "x", "heading", 4
    )
    assert styled(own + "</w:style>", style="Unbekannt") == Paragraph("x")


def test_tables_inside_tables_are_part_of_their_cell() -> None:
    inner = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>innen</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    row = f"<w:tr><w:tc><w:p><w:r><w:t>außen</w:t></w:r></w:p>{inner}<w:p/></w:tc></w:tr>"
    wrapped = f"<w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt>"
    assert read_blocks(body_of(f"<w:tbl {W}>{wrapped}</w:tbl>"), "x.docx")[0] == Grid((("außen\ninnen",),))


def changed_part(name: str, change: Callable[[bytes], bytes]) -> bytes:
    """A good document with the part NAME changed."""
    good, changed = BytesIO((SKETCHES / "kupferhof-mansfeld.docx").read_bytes()), BytesIO()
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.namelist():
            data = source.read(part)
            target.writestr(part, change(data) if part == name else data)
    return changed.getvalue()


@pytest.mark.parametrize(
    ("part", "change", "code"),
    [
        ("word/document.xml", lambda _: b"no xml", "docx.damaged"),
        ("word/document.xml", lambda _: b"<a/>", "docx.damaged"),
        ("word/document.xml", lambda data: data.replace(b"w:body", b"w:corpse"), "docx.damaged"),
        ("word/document.xml", lambda data: data[: len(data) // 2], "docx.damaged"),
        ("[Content_Types].xml", lambda _: b"<Types/>", "docx.damaged"),
        (
            "[Content_Types].xml",
            lambda data: data.replace(b"document.main", b"template.main"),
            "docx.not-a-docx",
        ),
        ("_rels/.rels", lambda data: data.replace(b"word/document.xml", b"word/nothing.xml"), "docx.damaged"),
        ("_rels/.rels", lambda _: b"<Relationships/>", "docx.damaged"),
    ],
)
def test_documents_that_lack_a_vital_part_are_refused(
    part: str, change: Callable[[bytes], bytes], code: str
) -> None:
    with pytest.raises(InputError) as caught:
        read_docx(changed_part(part, change), "x.docx", PROGRAMMES)
    assert caught.value.code == code


def test_entities_are_not_expanded() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    data = changed_part(
        "word/document.xml",
        lambda part: part.replace(b"<w:document", bomb + b"<w:document", 1).replace(b"Kupferhof:", b"&b;", 1),
    )
    title = read_docx(data, "x.docx", PROGRAMMES).sketch.title
    assert "haha" not in title


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_document_gives_an_error_with_a_code_or_is_read(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 (no secret: the same damage on every run)

    def damage(data: bytes) -> bytes:
        harmed = bytearray(data)
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(harmed))
            if chance.random() < 0.5:
                harmed[at] = chance.randrange(256)
            else:
                del harmed[at : at + chance.randrange(200)]
        return bytes(harmed)

    part = chance.choice(["word/document.xml", "word/styles.xml", "[Content_Types].xml", "_rels/.rels"])
    try:
        read_docx(changed_part(part, damage), "x.docx", PROGRAMMES)
    except InputError as error:
        assert error.code.startswith(("docx.", "sketch."))  # noqa: PT017 (reading on is as good)
