"""Rule files: read into a rule set, or every error with line, key and what would be allowed."""

import pytest

from beirat_tui.domain.rules.amount import ALL, ANY, HALF, NONE, count, parse_amount, share
from beirat_tui.domain.rules.finding import RulesError
from beirat_tui.domain.rules.keys import all_keys
from beirat_tui.domain.rules.lines import key_lines, line_of
from beirat_tui.domain.rules.read import MOST_LINES, check_rules, read_rules
from beirat_tui.presets import read_rules as preset_text
from beirat_tui.presets import rule_presets

HEAD = 'language = 1\nname = "N"\nsource = "S"\n'
BODY = '[quorum]\nneed = "more than 1/2"\n[majority]\n'


def found(text: str) -> list[tuple[str, int, str]]:
    """Code, line and key of every remark on TEXT."""
    return [(item.code.removeprefix("rules."), item.line, item.key) for item in check_rules(text).findings]


@pytest.mark.parametrize("name", rule_presets())
def test_every_preset_reads_and_names_its_source(name: str) -> None:
    text = preset_text(name)
    assert read_rules(text).source
    assert [item for item in check_rules(text).findings if item.severity == "error"] == []


def test_the_ten_presets_are_there() -> None:
    names = ["begtpg", "bundestag", "burgenland-vo-438", "ksvg", "sgb-iv", "stikov", "tierschutzbeirat-rlp"]
    assert rule_presets() == [*names, "vorarlberg-kulturbeirat", "vwvfg", "zkbsv"]


def test_a_file_gives_its_values_and_defaults() -> None:
    rules = read_rules(HEAD + BODY + '[elections]\nneed = "most votes"\n[circulation]\nof = "present"\n')
    assert (rules.quorum.need, rules.majority.need, rules.elections.need) == (HALF, HALF, None)
    assert (rules.circulation.allowed, rules.circulation.of, rules.circulation.need) == (
        True,
        "present",
        None,
    )
    assert rules.second_try is None
    assert rules.tie.rule == "rejected"


ERRORS = [
    ("seats in a word", HEAD + 'seats = "many"\n' + BODY, ("wrong-value", 4, "seats")),
    ("fewer seats than none", HEAD + "seats = -1\n" + BODY, ("wrong-value", 4, "seats")),
    ("heads in a word", HEAD + BODY + 'members_yes = "some"\n', ("wrong-value", 7, "majority.members_yes")),
    (
        "more than the whole",
        HEAD + BODY + 'minimum_yes = "3/2"\n',
        ("wrong-value", 7, "majority.minimum_yes"),
    ),
    ("nothing as a share", HEAD + BODY + 'minimum_yes = "1/0"\n', ("wrong-value", 7, "majority.minimum_yes")),
    ("a list of words", HEAD + BODY + '[tie]\nrule = ["rejected"]\n', ("wrong-value", 8, "tie.rule")),
    ("a section as a value", HEAD + BODY + "[elections]\nneed = {}\n", ("wrong-value", 8, "elections.need")),
    ("unknown key", HEAD + "[quorum]\nneed = 3\nneeds = 4\n[majority]\n", ("unknown-key", 6, "quorum.needs")),
    ("unknown section", HEAD + BODY + "[magic]\nx = 1\n", ("unknown-key", 7, "magic")),
    ("unknown top key", HEAD + 'colour = "red"\n' + BODY, ("unknown-key", 4, "colour")),
    ("quoted unknown key", HEAD + BODY + '"ä b" = 1\n', ("unknown-key", 7, 'majority."ä b"')),
    ("wrong amount", HEAD + '[quorum]\nneed = "half"\n[majority]\n', ("wrong-value", 5, "quorum.need")),
    ("float", HEAD + "[quorum]\nneed = 0.5\n[majority]\n", ("wrong-value", 5, "quorum.need")),
    ("true is no number", HEAD + "[quorum]\nneed = true\n[majority]\n", ("wrong-value", 5, "quorum.need")),
    ("wrong word", HEAD + BODY + '[tie]\nrule = "lot"\n', ("wrong-value", 8, "tie.rule")),
    ("word of another type", HEAD + BODY + "[tie]\nrule = 1\n", ("wrong-value", 8, "tie.rule")),
    ("wrong flag", HEAD + BODY + '[tie]\nonly_at_half = "yes"\n', ("wrong-value", 8, "tie.only_at_half")),
    ("wrong number", HEAD + BODY + "fewer_no_than = -1\n", ("wrong-value", 7, "majority.fewer_no_than")),
    (
        "number too large",
        HEAD + BODY + "fewer_no_than = 1000\n",
        ("wrong-value", 7, "majority.fewer_no_than"),
    ),
    ("text too long", HEAD + f'note = "{"x" * 1001}"\n' + BODY, ("wrong-value", 4, "note")),
    ("text of another type", HEAD + BODY + "cite = 5\n", ("wrong-value", 7, "majority.cite")),
    ("section that is a value", HEAD + "tie = 5\n" + BODY, ("wrong-value", 4, "tie")),
    (
        "bench amount",
        HEAD + BODY + '[majority.in_bench]\n"Länder" = "some"\n',
        ("wrong-value", 8, 'majority.in_bench."Länder"'),
    ),
    (
        "bench without a name",
        HEAD + BODY + '[majority.in_bench]\n"" = 1\n',
        ("wrong-value", 8, 'majority.in_bench.""'),
    ),
    ("benches that are a value", HEAD + BODY + "in_bench = 3\n", ("wrong-value", 7, "majority.in_bench")),
    ("missing key", HEAD + "[quorum]\nminimum = 3\n[majority]\n", ("missing-key", 4, "quorum.need")),
    ("missing section", HEAD + "[quorum]\nneed = 3\n", ("missing-key", 1, "majority")),
    ("no language", HEAD[13:] + BODY, ("missing-key", 1, "language")),
    ("another language", HEAD.replace("1", "2") + BODY, ("other-language", 1, "language")),
    ("no TOML", HEAD + BODY + "a = = b\n", ("no-value", 7, "majority.a")),
    ("no end", HEAD + BODY + 'cite = """abc\n', ("no-quote", 7, "majority.cite")),
    (
        "several lines",
        HEAD + 'note = """\nneed\n"""\n[quorum]\nneed = 3\nx = 1\n[majority]\n',
        ("unknown-key", 9, "quorum.x"),
    ),
    (
        "inline table",
        HEAD + "quorum = { need = 3, nine = 9 }\n[majority]\n",
        ("unknown-key", 4, "quorum.nine"),
    ),
    (
        "dotted keys",
        HEAD + "quorum.need = 3\nquorum.x = 1\nmajority.cite = ''\n",
        ("unknown-key", 5, "quorum.x"),
    ),
]


@pytest.mark.parametrize(("title", "text", "expected"), ERRORS, ids=[error[0] for error in ERRORS])
def test_an_error_has_line_and_key(title: str, text: str, expected: tuple[str, int, str]) -> None:
    assert check_rules(text).rules is None, title
    assert found(text) == [expected]


def test_what_is_allowed_is_said() -> None:
    finding = check_rules(HEAD + BODY + '[tie]\nrule = "lot"\n').findings[0]
    assert finding.params["value"] == '"lot"'
    assert '"chair decides"' in str(finding.params["allowed"])
    long = check_rules(HEAD + BODY + f'[tie]\nrule = "{"x" * 99}"\n').findings[0]
    assert len(str(long.params["value"])) == 60


def test_several_errors_come_in_the_order_of_lines() -> None:
    text = HEAD + '[quorum]\nneed = "x"\ny = 1\n[majority]\nz = 1\n'
    assert [line for _, line, _ in found(text)] == [5, 6, 8]


def test_a_file_too_long_or_too_deep_is_refused() -> None:
    assert found(HEAD + "\n" * MOST_LINES) == [("too-long", 1, "")]
    assert found(HEAD + f'note = "{"x" * 70_000}"\n') == [("too-long", 1, "")]
    assert found("a = " + "[" * 5_000)[0][0] == "too-deep"


def test_reading_raises_with_all_findings() -> None:
    with pytest.raises(RulesError) as caught:
        read_rules(HEAD + "[quorum]\nneed = 3\nx = 1\n[majority]\ny = 2\n")
    assert (caught.value.code, caught.value.params["line"], len(caught.value.findings)) == (
        "rules.not-usable",
        6,
        2,
    )


def test_lines_of_arrays_of_tables() -> None:
    lines = key_lines("a = 1\n[[m]]\nx = 1\n[[m]]\n\nx = 2\n[t.u]\n[[t.v]]\ny = 1\n")
    assert lines["m", "0", "x"] == 3
    assert lines["m", "1", "x"] == 6
    assert lines["t", "u"] == 7
    assert lines["t", "v", "0", "y"] == 9
    assert line_of(("m", "1", "z"), lines) == 4
    assert line_of(("nothing",), lines) == 1


AMOUNTS = [
    ("none", NONE, 0),
    (0, NONE, 0),
    ("any number", ANY, 1),
    (1, ANY, 1),
    ("all", ALL, 18),
    ("at least 1/1", ALL, 18),
    ("more than 1/2", HALF, 10),
    ("at least 1/2", share(1, 2), 9),
    ("at least 2/4", share(1, 2), 9),
    ("50 %", share(1, 2), 9),
    ("more than 50 %", HALF, 10),
    ("2/3", share(2, 3), 12),
    ("at least 1/3", share(1, 3), 6),
    ("at least 1/5", share(1, 5), 4),
    ("at least 6", count(6), 6),
    ("more than 2", count(2, strict=True), 3),
    ("more than 0", count(0, strict=True), 1),
]


@pytest.mark.parametrize(("words", "amount", "needed"), AMOUNTS, ids=[str(item[0]) for item in AMOUNTS])
def test_amounts(words: object, amount: object, needed: int) -> None:
    parsed = parse_amount(words)
    assert parsed == amount
    assert parsed is not None
    assert parsed.needed(18) == needed
    assert parse_amount(str(parsed)) == parsed
    assert bool(parsed) == (needed > 0)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "half",
        "0/3",
        "4/3",
        "more than 1/1",
        "more than 100 %",
        "0 %",
        "-1",
        "1/0",
        "½",
        None,
        1.5,
        True,
        "at least",
        "٣",
    ],
)
def test_no_amounts(words: object) -> None:
    assert parse_amount(words) is None


def test_every_key_of_the_language_has_a_default_or_is_required() -> None:
    assert len(all_keys()) > 70
    assert {key.path for key in all_keys() if key.required} == {
        "name",
        "source",
        "quorum.need",
        "reduced_quorum.if_excluded",
        "reduced_quorum.need",
        "later_ballots.after_ballots",
    }
