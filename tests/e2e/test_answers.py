"""Answers: JSON as it is documented, tables that fit, lines that can be read aloud."""

import json
import re
from pathlib import Path

import msgspec
import pytest

import schemas
from command_board import FIXTURES, IN_MEETING, IN_WRITING, Company
from commands import leaves

READING = (
    ("list",),
    ("list", "status:open"),
    ("show", IN_MEETING),
    ("read", IN_WRITING),
    ("tally", IN_MEETING),
    ("why", IN_WRITING),
    ("round", "list"),
    ("meeting", "list"),
    ("meeting", "show"),
    ("roster", "list"),
    ("roster", "devices"),
    ("roster", "requests"),
    ("rules", "list"),
    ("rules", "show"),
    ("rules", "show", "stikov"),
    ("rules", "check", "vwvfg"),
    ("rules", "diff", "vwvfg", "stikov"),
    ("log",),
    ("log", "ballot"),
    ("verify",),
    ("rebuild",),
    ("export", "sketches"),
    ("export", "outcomes"),
)
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture
def voted(company: Company) -> Company:
    """A board on which there are votes, a recusal, an outcome and a decision."""
    company.done("m02", "vote", IN_MEETING, "yes", "--remark", "gut", "--yes")
    company.done("chair", "vote", IN_MEETING, "no", "--yes")
    company.done("m03", "recuse", IN_MEETING)
    company.done("m03", "vote", IN_WRITING, "abstain", "--yes")
    company.done("office", "round", "close", IN_MEETING, "--day", "2026-03-16", "--at", "10:40")
    company.done("office", "decision", IN_MEETING, "partly", "--amount", "1.000", "--day", "2026-05-02")
    return company


def test_every_answer_keeps_to_its_schema(voted: Company) -> None:
    types = schemas.answer_types()
    for arguments in READING:
        extra = () if arguments[0] == "export" else ("--json",)
        for person in ("office", "m02", "stranger"):
            answer = voted.done(person, *arguments, *extra).out
            told = json.loads(answer)
            assert told["format"] in types, arguments
            msgspec.json.decode(answer, type=types[told["format"]])
            canonical = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            assert answer == canonical + "\n", arguments


def test_every_command_answers_programs() -> None:
    silent = [words for words, found in leaves().items() if not found.answer]
    assert silent == [("demo",), ("export", "sketches"), ("export", "outcomes"), ("export", "sketch")]


def test_keys_do_not_depend_on_the_language(voted: Company) -> None:
    def bones(value: object) -> object:
        if isinstance(value, dict):
            return {key: bones(each) for key, each in value.items()}
        return [bones(each) for each in value] if isinstance(value, list) else type(value).__name__

    for arguments in READING:
        extra = () if arguments[0] == "export" else ("--json",)
        german, english = (voted.done("m02", *arguments, *extra, lang=lang).json for lang in ("de", "en"))
        if arguments[0] != "rules":
            assert bones(german) == bones(english), arguments


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_tables_fit_the_terminal(voted: Company, columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    for arguments in (("list",), ("round", "list"), ("roster", "list"), ("meeting", "list"), ("log",)):
        for lang in ("de", "en"):
            lines = voted.done("m02", *arguments, lang=lang, terminal=True).out.splitlines()
            assert max(len(ESCAPE.sub("", line)) for line in lines) <= columns, (arguments, lang)


def test_colours_are_for_terminals_and_can_be_turned_off(
    voted: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "\x1b[" in voted.done("m02", "list", terminal=True).out
    assert "\x1b[" not in voted.done("m02", "list").out
    monkeypatch.setenv("NO_COLOR", "1")
    shown = voted.done("m02", "list", terminal=True).out
    assert re.search(r"\x1b\[[0-9;]*3[0-9]", shown) is None
    monkeypatch.setenv("TERM", "dumb")
    assert "\x1b[" not in voted.done("m02", "list", terminal=True).out


def test_what_is_read_aloud_has_neither_frames_nor_colours(voted: Company) -> None:
    for arguments in (
        ("read", IN_WRITING),
        ("read",),
        ("show", IN_MEETING),
        ("vote", IN_WRITING, "yes", "--yes"),
    ):
        ran = voted.done("m02", *arguments, terminal=True)
        told = ran.out + ran.err
        assert "\x1b" not in told
        assert not any(0x2500 <= ord(letter) < 0x2600 for letter in told), arguments


def test_reading_begins_with_what_lacks_a_vote(voted: Company) -> None:
    assert voted.done("m02", "read").out.startswith(f"Sketch: {IN_WRITING} ")
    voted.done("m02", "vote", IN_WRITING, "yes", "--yes")
    assert voted.done("m02", "read").out == "No sketch lacks your vote.\n"
    assert voted.done("m02", "read", lang="de").out == "Zu keiner Skizze fehlt Ihre Stimme.\n"


def test_hidden_votes_are_in_no_answer(company: Company) -> None:
    company.done("office", "round", "abort", IN_WRITING, "--reason", "again")
    company.done("office", "round", "open", IN_WRITING, "--deadline", "2026-03-30", "--hidden")
    company.done("m02", "vote", IN_WRITING, "no", "--yes")
    for arguments in (("tally", IN_WRITING), ("why", IN_WRITING), ("show", IN_WRITING), ("round", "list")):
        told = company.done("office", *arguments, "--json").json
        found = json.dumps(told)
        assert '"choice": "no"' not in found, arguments
        assert '"no": 1' not in found, arguments
    assert company.done("m02", "show", IN_WRITING, "--json").json["my_vote"] == "no"
    assert "hidden until" in company.done("office", "tally", IN_WRITING).out


def test_an_exported_sketch_can_be_imported_again(company: Company, tmp_path: Path) -> None:
    exported = tmp_path / "again.json"
    company.done("office", "export", "sketch", IN_WRITING, "--to", exported)
    again = company.done("office", "import", exported, "--json").json["files"][0]
    assert (again["result"], again["changes"]) == ("unchanged", [])
    assert company.call("office", "export", "sketch", IN_WRITING, "--to", exported).code == 1


def test_a_changed_sketch_is_a_new_version_with_its_changes(company: Company, tmp_path: Path) -> None:
    changed = json.loads((FIXTURES / "sketches" / "zeitz.json").read_text(encoding="utf-8"))
    changed["title"] = "RDZ Zeitz, neu gefasst"
    path = tmp_path / "zeitz.json"
    path.write_text(json.dumps(changed), encoding="utf-8")
    report = company.done("office", "import", path, "--number", IN_WRITING, "--json").json["files"][0]
    assert report["result"] == "revised"
    assert [change["key"] for change in report["changes"]] == ["title"]
    assert "neu gefasst" in company.done("office", "show", IN_WRITING).out


def test_spreadsheets_do_not_compute_what_applicants_write(company: Company, tmp_path: Path) -> None:
    evil = json.loads((FIXTURES / "sketches" / "zeitz.json").read_text(encoding="utf-8"))
    evil["title"] = '=HYPERLINK("http://example.org")'
    path = tmp_path / "evil.json"
    path.write_text(json.dumps(evil), encoding="utf-8")
    company.done("office", "import", path, "--number", "2026-66")
    table = company.done("office", "export", "sketches", "--csv").out
    assert "'=HYPERLINK" in table
    assert ";" in company.done("office", "export", "sketches", "--csv", "--semicolon").out.splitlines()[0]
