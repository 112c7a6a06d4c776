"""A rule file that is no TOML, or has a key in the wrong place: line, key, and what would be allowed."""

import pytest

from beirat_tui.domain.rules.read import check_rules
from beirat_tui.wording.catalogue import use_language
from beirat_tui.wording.rule_findings import finding_text

HEAD = 'language = 1\nname = "Beirat"\nsource = "GO"\n'
BODY = '[quorum]\nneed = "more than 1/2"\n[majority]\n'
CASES = [
    ("a key twice", BODY + "need = 3\nneed = 4\n", ("key-twice", 8, "majority.need")),
    ("a section twice", BODY + "[majority]\n", ("section-twice", 7, "majority")),
    (
        "a value as a section",
        'quorum = { need = 3 }\n[majority]\n"x".a = 1\n"x" = 2\n',
        ("key-twice", 7, 'majority."x"'),
    ),
    (
        "no closing quote",
        BODY + 'need = "more than 1/2\nof = "votes cast"\n',
        ("no-quote", 7, "majority.need"),
    ),
    ("yes for true", BODY + "[tie]\nonly_at_half = yes\n", ("no-value", 8, "tie.only_at_half")),
    ("a day that does not exist", "note = 2026-02-30\n" + BODY, ("no-such-day", 4, "note")),
    ("a bracket missing", BODY + "[tie\nrule = 1\n", ("no-header", 7, "tie")),
    ("no equals sign", BODY + "need 3\n", ("no-statement", 7, "majority")),
    ("two keys in a line", BODY + "need = 3 of = 4\n", ("no-statement", 7, "majority.need")),
    ("a zero byte", 'note = "a\0b"\n' + BODY, ("odd-character", 4, "note")),
    (
        "a number of 5000 digits",
        BODY + f"fewer_no_than = {'9' * 5_000}\n",
        ("long-number", 7, "majority.fewer_no_than"),
    ),
    ("seats below a section", BODY + "seats = 12\n", ("top-key", 7, "majority.seats")),
    ("a key of another section", BODY + '[tie]\ncounts_as = "no"\n', ("misplaced-key", 8, "tie.counts_as")),
    ("an array of tables", "[[quorum]]\nneed = 3\n[majority]\n", ("wrong-value", 4, "quorum")),
]


@pytest.mark.parametrize(("title", "text", "expected"), CASES, ids=[each[0] for each in CASES])
def test_line_and_key(title: str, text: str, expected: tuple[str, int, str]) -> None:
    reading = check_rules(HEAD + text)
    assert reading.rules is None, title
    assert [(item.code.removeprefix("rules."), item.line, item.key) for item in reading.findings] == [
        expected
    ]


def test_an_empty_name_is_none() -> None:
    findings = check_rules(HEAD.replace('"Beirat"', '" "') + BODY).findings
    assert [(item.code, item.line, item.key) for item in findings] == [("rules.wrong-value", 2, "name")]


def test_a_value_is_shown_as_the_file_has_it() -> None:
    for written in ("true", '["all"]', "{ a = 1 }", "0.5"):
        finding = check_rules(HEAD + BODY + f"need = {written}\n").findings[0]
        assert finding.params["value"] == written


def test_where_a_key_belongs_is_said() -> None:
    use_language("en")
    finding = check_rules(HEAD + BODY + '[tie]\ncounts_as = "no"\n').findings[0]
    assert finding_text(finding).startswith("This key belongs to [abstention]. Allowed here: rule, ")
    use_language("de")
    assert finding_text(finding).startswith("Dieser Schlüssel gehört in [abstention]. Hier zulässig: rule, ")


def test_what_the_reader_says_otherwise_is_passed_on() -> None:
    finding = check_rules(HEAD + BODY + 'cite = "\\q"\n').findings[0]
    assert (finding.code, finding.line, finding.key) == ("rules.not-toml", 7, "majority.cite")
