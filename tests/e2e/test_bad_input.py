"""Every kind of bad input: sentences in the user's language, exit code 1, no byte of the board changed."""

import json
import re
import sqlite3
import struct
import zipfile
from pathlib import Path

import pytest
from docx import Document

from beirat_tui.store import connection, schema
from beirat_tui.store.board_file import BoardFile
from command_board import FIXTURES, IN_MEETING, IN_WRITING, WAITING, Company
from commands import Ran

LANGUAGES = ("de", "en")


def refused(
    company: Company, person: str, *arguments: str | Path, board: Path | None = None, code: str | None = None
) -> list[Ran]:
    """Call a command in both languages: it must be refused in words and leave the file as it is."""
    file = board or company.board
    before = file.read_bytes() if file.is_file() else None
    told = [company.call(person, *arguments, board=file, lang=lang) for lang in LANGUAGES]
    for ran in told:
        assert ran.code == 1, ran
        for sign in ("Traceback", "no words for", "keine Worte", "cannot explain", "nicht erklären"):
            assert sign not in ran.err + ran.out
    german, english = (set((ran.err + ran.out).splitlines()) for ran in told)
    assert german
    assert german & english == set()
    if before is not None:
        assert file.read_bytes() == before
    if code is not None:
        assert json.loads(company.call(person, *arguments, "--json", board=file).err)["code"] == code
    return told


# --- the board file ------------------------------------------------------------------------------------


def test_not_a_board_file(company: Company, tmp_path: Path) -> None:
    for name, content in {"text": b"no board at all", "empty": b"", "zeros": bytes(4096)}.items():
        path = tmp_path / f"{name}.beirat"
        path.write_bytes(content)
        refused(company, "office", "list", board=path, code="store.not-a-board")


def test_another_programs_database(company: Company, tmp_path: Path) -> None:
    path = tmp_path / "other.beirat"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE t (x)")
    database.close()
    refused(company, "office", "list", board=path, code="store.not-a-board")


def test_no_file_and_a_folder(company: Company, tmp_path: Path) -> None:
    refused(company, "office", "list", board=tmp_path / "nowhere.beirat", code="store.missing")
    refused(company, "office", "list", board=tmp_path)


def test_a_newer_format(company: Company) -> None:
    raw = bytearray(company.board.read_bytes())
    struct.pack_into(">I", raw, 60, schema.SCHEMA_VERSION + 1)
    company.board.write_bytes(raw)
    refused(company, "office", "list", code="store.newer-format")


@pytest.mark.parametrize("keep", [0.2, 0.5, 0.9])
def test_a_truncated_file(company: Company, keep: float) -> None:
    raw = company.board.read_bytes()
    company.board.write_bytes(raw[: int(len(raw) * keep)])
    refused(company, "m02", "vote", IN_MEETING, "yes", "--yes")


def test_a_locked_file(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BoardFile.__init__, "__kwdefaults__", {"busy_seconds": 0.05})
    other = sqlite3.connect(company.board, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        refused(company, "m02", "vote", IN_MEETING, "yes", "--yes", code="store.locked")
    finally:
        other.close()


def test_a_read_only_file_can_be_read_and_not_written(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "_writable", lambda _path: False)
    company.done("m02", "list")
    refused(company, "m02", "vote", IN_MEETING, "yes", "--yes", code="store.read-only")


def test_a_full_disk(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = len(company.board.read_bytes()) // 4096
    monkeypatch.setattr(connection, "PRAGMAS", (*connection.PRAGMAS, f"PRAGMA max_page_count = {pages}"))
    long = "x" * 100_000
    refused(company, "m02", "comment", IN_MEETING, long, code="store.full")


def test_a_file_that_exists_is_not_founded_again(company: Company) -> None:
    refused(company, "office", "found", company.board, "--title", "x", "--name", "y", code="store.exists")


def test_a_root_key_is_neither_overwritten_nor_lost(company: Company, tmp_path: Path) -> None:
    new = tmp_path / "new.beirat"
    founding = ("found", new, "--title", "x", "--name", "y", "--passphrase-file", company.passphrase)
    kept = company.root_key.read_bytes()
    for lang in LANGUAGES:
        ran = company.call("office", *founding, "--root-key", company.root_key, board=None, lang=lang)
        assert (ran.code, new.exists()) == (1, False), ran
    assert company.root_key.read_bytes() == kept
    for lang in LANGUAGES:
        nowhere = ("--root-key", tmp_path / "nowhere" / "root.key")
        ran = company.call("office", *founding, *nowhere, board=None, lang=lang)
        assert (ran.code, new.exists()) == (1, False), "no board whose root key nobody has"


# --- rights --------------------------------------------------------------------------------------------


def test_a_wrong_passphrase(company: Company) -> None:
    words = company.done("m03", "roster", "requests", "--json").json
    assert words["requests"] == []
    company.passphrase.write_text("another one\n", encoding="utf-8")
    request = company.done("new", "join", "--name", "new", "--json").json["words"]
    key = ("--root-key", company.root_key, "--passphrase-file", company.passphrase)
    refused(
        company,
        "office",
        *("roster", "enrol", "M04", *request, "--role", "chair", *key),
        code="root-key.wrong-passphrase",
    )


def test_a_key_without_rights(company: Company) -> None:
    refused(company, "stranger", "vote", IN_MEETING, "yes", "--yes", code="vote.not-a-member")
    refused(company, "stranger", "round", "close", IN_MEETING, code="rights.no-key")
    refused(company, "m02", "round", "close", IN_MEETING, code="rights.office")
    refused(company, "m02", "roster", "appoint", "Somebody", code="rights.office")
    refused(company, "office", "round", "confirm", IN_MEETING, code="rights.chair")
    refused(company, "office", "vote", IN_MEETING, "yes", "--yes", code="vote.not-a-member")


def test_the_office_appoints_no_chair_without_the_root_key(company: Company) -> None:
    request = company.done("new", "join", "--name", "new", "--json").json["words"]
    refused(company, "office", "roster", "enrol", "M04", *request, "--role", "chair", code="rights.chair")


def test_the_key_of_another_board(company: Company, tmp_path: Path) -> None:
    company.done(
        "m02", "found", tmp_path / "second.beirat", "--title", "Second", "--name", "Mirko", board=None
    )
    refused(company, "m02", "attend", "M01", board=company.board)
    refused(company, "m03", "comment", "x", "y", board=tmp_path / "second.beirat")


# --- votes ---------------------------------------------------------------------------------------------


def test_a_vote_on_a_closed_round(company: Company) -> None:
    company.done("m02", "vote", IN_MEETING, "yes", "--yes")
    company.done("office", "round", "close", IN_MEETING, "--day", "2026-03-16", "--at", "11:00")
    refused(company, "m02", "vote", IN_MEETING, "no", "--yes", code="vote.closed")
    refused(company, "office", "round", "close", IN_MEETING, code="vote.closed")
    company.done("chair", "round", "confirm", IN_MEETING)
    refused(company, "chair", "round", "confirm", IN_MEETING, code="confirm.already")
    refused(company, "office", "round", "abort", IN_MEETING, "--reason", "x", code="round.confirmed")


def test_the_same_vote_twice(company: Company) -> None:
    company.done("m02", "vote", IN_WRITING, "yes", "--remark", "fine", "--yes")
    refused(company, "m02", "vote", IN_WRITING, "yes", "--remark", "fine", "--yes", code="vote.already")
    company.done("m02", "vote", IN_WRITING, "no", "--yes")


def test_a_vote_after_recusal(company: Company) -> None:
    company.done("m02", "recuse", IN_MEETING, "--reason", "council")
    refused(company, "m02", "vote", IN_MEETING, "yes", "--yes", code="vote.recused")
    refused(company, "m02", "recuse", IN_MEETING, code="recusal.already")
    refused(company, "office", "round", "hand", IN_MEETING, "M02", "yes", code="vote.recused")


def test_a_vote_without_entitlement(company: Company) -> None:
    company.enrol("adviser", "A01", "member")
    refused(company, "adviser", "vote", IN_MEETING, "yes", "--yes", code="vote.not-entitled")
    refused(company, "m02", "vote", IN_MEETING, "yes", "--for", "M03", "--yes", code="vote.not-a-deputy")


def test_a_vote_of_somebody_absent(company: Company) -> None:
    company.done("office", "attend", "M02", "--left", "--at", "10:30")
    refused(company, "m02", "vote", IN_MEETING, "yes", "--yes", code="vote.absent")
    company.done("m02", "vote", IN_MEETING, "yes", "--draft")
    company.done("office", "attend", "M02", "--at", "10:45")
    company.done("m02", "vote", IN_MEETING, "--yes")


def test_a_vote_that_is_not_open(company: Company) -> None:
    refused(company, "m02", "vote", WAITING, "yes", "--yes", code="vote.no-round")
    refused(company, "m02", "vote", "Atlantis", "yes", "--yes", code="cli.no-sketch")
    refused(company, "m02", "vote", "RDZ", "yes", "--yes", code="cli.several-sketches")
    refused(company, "office", "round", "open", IN_MEETING, code="round.already-open")
    refused(company, "m02", "object", IN_MEETING, code="objection.no-circulation")


def test_a_vote_without_confirmation(company: Company) -> None:
    for typed in ("\n", "no\n", "nein\n", "x\n"):
        ran = company.call("m02", "vote", IN_MEETING, "yes", typed=typed, terminal=True)
        assert (ran.code, "not confirm" in ran.err) == (1, True), ran
    for typed in ("yes\n", "Ja\n"):
        shown = company.call(
            "m02", "vote", IN_MEETING, "no" if typed == "yes\n" else "yes", typed=typed, terminal=True
        )
        assert shown.code == 0, shown
        for fact in (IN_MEETING, "RDZ Salzlandkreis", "recommend the grant"):
            assert fact in shown.err
    assert company.call("m02", "vote", IN_MEETING, "abstain").code == 2


def test_a_vote_that_is_broken_off_at_the_question(company: Company) -> None:
    before = company.board.read_bytes()
    ran = company.call("m02", "vote", IN_MEETING, "yes", typed="", terminal=True)
    assert ran.code in {1, 130}
    assert company.board.read_bytes() == before


# --- sketches ------------------------------------------------------------------------------------------


def _zip_bomb(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"\0" * 300_000_000)
    return path


@pytest.mark.parametrize(
    "name",
    [
        *("not-a-docx.docx", "encrypted.docx", "no-headings.docx", "truncated.docx", "old-word.doc"),
        *("wrong-types.json", "duplicate-keys.json", "huge-number.json", "too-deep.json", "not-json.json"),
        *("negative-amount.json", "usd.json", "usd-in-amount.json", "not-a-number.json", "newer-format.json"),
        *("not-a-sketch.json", "latin-1.json"),
    ],
)
def test_a_file_that_is_no_sketch(company: Company, name: str) -> None:
    for ran in refused(company, "office", "import", FIXTURES / "broken" / name):
        assert name in ran.out


def test_a_zip_bomb(company: Company, tmp_path: Path) -> None:
    refused(company, "office", "import", _zip_bomb(tmp_path / "bomb.docx"))


def test_a_bad_file_does_not_stop_the_good_ones(company: Company) -> None:
    ran = company.call(
        "office",
        "import",
        FIXTURES / "broken" / "usd.json",
        FIXTURES / "sketches" / "ruebenau.json",
        "--json",
    )
    assert ran.code == 1
    assert [file["result"] for file in ran.json["files"]] == ["refused", "new"]
    assert ran.json["files"][0]["refusal"]["code"] == "sketch.amount-not-euro"


def test_a_decision_with_a_bad_amount(company: Company) -> None:
    day = ("--day", "2026-05-02")
    refused(company, "office", "decision", WAITING, "granted", "--amount=-5", *day, code="money.negative")
    refused(
        company, "office", "decision", WAITING, "granted", "--amount", "5 USD", *day, code="money.not-euro"
    )
    refused(company, "office", "decision", WAITING, "refused", "--amount", "5", *day, code="decision.amount")


def test_rosters_that_cannot_be_read(company: Company, tmp_path: Path) -> None:
    for content, code in {
        "label,name\nM99,\n": "roster.no-name",
        "name,role\nAnna,king\n": "roster.bad-role",
        "label,name\nM98,Anna\nM98,Bert\n": "roster.label-twice",
        "Name,Rolle\nAnna,chair\n": "roster.unknown-column",
        "name,since\nAnna,yesterday\n": "roster.bad-date",
        "name,votes\nAnna,many\n": "roster.bad-votes",
    }.items():
        path = tmp_path / "members.csv"
        path.write_text(content, encoding="utf-8")
        refused(company, "office", "roster", "import", path, code=code)
    refused(company, "office", "roster", "import", tmp_path / "nowhere.csv", code="roster.cannot-read")


def test_a_name_that_is_on_the_board_already_is_told(company: Company) -> None:
    first = company.done("office", "roster", "appoint", "Jörg Ähre", "--label", "M97")
    assert "already" not in first.out
    second = company.done("office", "roster", "appoint", "jörg ähre", "--label", "M98")
    assert "! Somebody of this name is on the board already: M97." in second.out
    assert "`beirat roster release M98` ends the new place." in second.out


def test_rules_that_cannot_be_adopted(company: Company, tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_text(
        'language = 1\nname = "x"\nsource = "y"\n[quorum]\nneeed = "more than 1/2"\n', encoding="utf-8"
    )
    for ran in refused(company, "office", "adopt", "rules", path):
        assert "neeed" in ran.err
    refused(company, "office", "adopt", "rules", "nothing-of-that-name", code="preset.unknown")
    refused(company, "office", "rules", "try", "vwvfg", path)


# --- hostile texts -------------------------------------------------------------------------------------

READING = (
    ("list",),
    ("show", "{number}"),
    ("read", "{number}"),
    ("export", "sketches"),
    ("export", "sketches", "--csv"),
    ("export", "sketch", "{number}"),
    ("round", "list"),
    ("meeting", "show"),
    ("roster", "list"),
    ("log",),
    ("tally", "{number}"),
    ("why", "{number}"),
)
DANGEROUS = [
    chr(code) for code in (*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0), 0x200B, 0x202E, 0x2066)
]


@pytest.mark.parametrize("name", ["hostile-text.json", "long-names.json"])
def test_hostile_texts_are_harmless_in_every_command(company: Company, name: str) -> None:
    imported = company.done("office", "import", FIXTURES / "broken" / name, "--json").json
    number = imported["files"][0]["number"]
    hostile = "\x1b[2J\u202e[bold red]evil[/]\u200b\x9b31m"
    company.done("office", "meeting", "agenda", "1/2026", number)
    company.done("office", "round", "open", number)
    company.done("m02", "vote", number, "no", "--remark", hostile, "--yes")
    company.done("m02", "comment", number, hostile)
    company.done("office", "summary", number, hostile)
    company.done("office", "roster", "appoint", hostile + "x" * 500, "--organisation", hostile)
    company.done("office", "decision", number, "granted", "--day", "2026-05-02", "--reasons", hostile)
    for arguments in READING:
        filled = [part.format(number=number) for part in arguments]
        for extra in ((), ("--json",)) if arguments[0] != "export" else ((),):
            for terminal in (False, True):
                ran = company.done("office", *filled, *extra, terminal=terminal)
                found = [hex(ord(letter)) for letter in DANGEROUS if letter in _without_styles(ran.out)]
                assert found == [], (filled, found)


def _without_styles(text: str) -> str:
    """TEXT without the colours that the program itself gives its tables on a terminal."""
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def test_markup_is_shown_as_it_is(company: Company) -> None:
    company.done("office", "import", FIXTURES / "broken" / "hostile-text.json", "--number", "2026-77")
    shown = company.done("office", "list", terminal=True).out
    assert "[bold]" in shown


def test_a_sketch_of_three_hundred_pages(company: Company, tmp_path: Path) -> None:
    document = Document()
    document.add_heading("Kurzbeschreibung", 1)
    document.add_paragraph("Ein langes Vorhaben.")
    document.add_heading("Geplante Maßnahmen", 1)
    for page in range(300):
        document.add_paragraph(f"Seite {page}. " + "Es wird viel getan und noch mehr beschrieben. " * 50)
    document.save(str(tmp_path / "long.docx"))
    company.done("office", "import", tmp_path / "long.docx", "--number", "2026-99")
    assert "Seite 299." in company.done("office", "read", "2026-99").out
