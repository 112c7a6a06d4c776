"""Contradictions and surprises in rules, whether they fit a board, and where two rule sets differ."""

import pytest

from beirat_tui.domain.rules.check import contradictions
from beirat_tui.domain.rules.diff import differences, value_of, written
from beirat_tui.domain.rules.fit import fit
from beirat_tui.domain.rules.keys import all_keys
from beirat_tui.domain.rules.read import check_rules
from beirat_tui.domain.tally import Seat
from rounds import board, preset, rules

HEAD = 'language = 1\nname = "N"\nsource = "S"\n'
QUORUM, MAJORITY = '[quorum]\nneed = "more than 1/2"\n', "[majority]\n"

REPEAT_LATER = """
[tie]
rule = "repeat once"
after_repeat = "chair decides"
[later_ballots]
after_ballots = 1
of = "present"
"""
REMARKS = [
    (
        'checked = "at opening"\ncounting = "votes cast"\n',
        "",
        "error",
        "no-votes-at-opening",
        "quorum.checked",
    ),
    (
        'counting = "present and entitled"\n',
        '[recusal]\nquorum = "counts"\n',
        "error",
        "recused-both-ways",
        "recusal.quorum",
    ),
    (
        "",
        '[circulation]\nall_must_consent = true\nsilence = "approval"\n',
        "error",
        "silent-consent",
        "circulation.all_must_consent",
    ),
    (
        "",
        '[abstention]\ncounts_as = "forbidden"\nmissing = "abstention"\n',
        "error",
        "forbidden-abstention",
        "abstention.missing",
    ),
    (
        "",
        '[abstention]\ncounts_as = "forbidden"\n[circulation]\nsilence = "abstention"\n',
        "error",
        "forbidden-abstention",
        "circulation.silence",
    ),
    (
        "",
        '[abstention]\ncounts_as = "forbidden"\n[circulation]\nlate = "abstention"\n',
        "error",
        "forbidden-abstention",
        "circulation.late",
    ),
    (
        "",
        '[secrecy]\nvote = "secret"\nsecret_forbidden = true\n',
        "error",
        "secret-both-ways",
        "secrecy.secret_forbidden",
    ),
    (
        "",
        "[secrecy]\non_demand_of = 1\nsecret_forbidden = true\n",
        "error",
        "secret-both-ways",
        "secrecy.secret_forbidden",
    ),
    (
        "",
        "[secrecy]\nby_decision = true\nsecret_forbidden = true\n",
        "error",
        "secret-both-ways",
        "secrecy.secret_forbidden",
    ),
    ("", "[deputies]\nproxies_at_most = 1\n", "error", "no-proxies", "deputies.proxies_at_most"),
    ("", "[later_ballots]\nafter_ballots = 0\n", "error", "no-first-ballot", "later_ballots.after_ballots"),
    ("", '[later_ballots]\nafter_ballots = 1\nneed = "none"\n', "error", "no-majority", "later_ballots.need"),
    ("", '[circulation]\nneed = "none"\n', "error", "no-majority", "circulation.need"),
    (
        "",
        '[circulation]\ndays = 5\nholidays = "Sachsen-Anhalt"\n',
        "error",
        "no-region",
        "circulation.holidays",
    ),
    (
        "",
        '[circulation]\ndays = 5\ncounted_in = "working days"\n',
        "warning",
        "no-holidays",
        "circulation.counted_in",
    ),
    ("", "[circulation]\ndays = 5\nend_moves = true\n", "warning", "no-holidays", "circulation.counted_in"),
    ("", '[second_try]\nneed = "more than 1/2"\n', "warning", "not-easier", "second_try.need"),
    ("", '[reduced_quorum]\nif_excluded = 1\nneed = "all"\n', "warning", "not-easier", "reduced_quorum.need"),
    (
        "",
        "[circulation]\nallowed = false\ndays = 5\n",
        "warning",
        "unused-circulation",
        "circulation.allowed",
    ),
    ("", '[deputies]\nallowed = "personal"\n', "warning", "deputies-not-counted", "quorum.counting"),
    (
        'counting = "present and entitled"\n',
        "[deputies]\nproxies = true\n",
        "warning",
        "deputies-not-counted",
        "quorum.counting",
    ),
    (
        "",
        '[tie]\nrule = "rejected"\nafter_repeat = "chair decides"\n',
        "warning",
        "no-repeat",
        "tie.after_repeat",
    ),
    (
        "",
        '[tie]\nrule = "chair votes only then"\n[secrecy]\nvote = "secret"\n',
        "warning",
        "secret-chair",
        "tie.rule",
    ),
    ('counting = "votes cast"\n', "", "warning", "no-can-carry", "quorum.counting"),
    ("", "[circulation]\nparticipation = 5\n", "warning", "no-can-carry", "circulation.participation"),
    (
        "",
        '[circulation]\nsilence = "approval"\nlate = "abstention"\n',
        "warning",
        "late-yes-can-defeat",
        "circulation.late",
    ),
    ("", '[abstention]\ncounts_as = "absent"\n', "warning", "abstaining-defeats", "abstention.counts_as"),
    (
        "",
        'of = "present"\n[tie]\nrule = "chair decides"\nonly_at_half = true\n',
        "warning",
        "tie-can-carry",
        "tie.rule",
    ),
    (
        "",
        'minimum_yes = 2\n[tie]\nrule = "chair votes only then"\n',
        "warning",
        "tie-can-carry",
        "tie.rule",
    ),
    ("", "[elections]\nafter_ballots = 1\n", "warning", "always-most-votes", "elections.after_ballots"),
    (
        "",
        '[tie]\nrule = "chair decides"\n[circulation]\nof = "voting members"\n',
        "warning",
        "yes-can-defeat",
        "tie.only_at_half",
    ),
    (
        "",
        REPEAT_LATER,
        "warning",
        "yes-can-defeat",
        "tie.only_at_half",
    ),
]


@pytest.mark.parametrize(
    ("quorum", "more", "severity", "code", "key"), REMARKS, ids=[f"{r[3]} {r[4]}" for r in REMARKS]
)
def test_remark(quorum: str, more: str, severity: str, code: str, key: str) -> None:
    reading = check_rules(HEAD + QUORUM + quorum + MAJORITY + more)
    found = [(item.severity, item.code, item.key) for item in reading.findings]
    assert (severity, f"rules.{code}", key) in found
    assert len(found) == (2 if "votes cast" in quorum and "opening" in quorum else 1)
    assert (reading.rules is None) == (severity == "error")
    assert reading.findings[0].line > 3


def test_rules_without_any_quorum_or_tie_are_pointed_out() -> None:
    text = HEAD + '[quorum]\nneed = "none"\n[majority]\nneed = "all"\n[tie]\nrule = "chair decides"\n'
    assert [item.code for item in check_rules(text).findings] == ["rules.no-quorum", "rules.no-tie"]


def test_a_majority_of_nothing_is_an_error() -> None:
    assert check_rules(HEAD + QUORUM + '[majority]\nneed = "none"\n').findings[0].code == "rules.no-majority"


def test_sound_rules_leave_no_remark() -> None:
    quiet = QUORUM + 'counting = "present or represented"\n' + MAJORITY
    more = (
        '[second_try]\n[reduced_quorum]\nif_excluded = "more than 1/2"\nneed = 3\n[circulation]\ndays = 5\n'
    )
    tie = '[tie]\nrule = "chair decides"\nonly_at_half = true\n[deputies]\nallowed = "personal"\n'
    region = 'counted_in = "working days"\nholidays = "DE-ST"\n'
    assert check_rules(HEAD + quiet + more + region + tie).findings == ()


BENCH = '[quorum]\nneed = "none"\n[quorum.in_bench]\n"A" = 6\n'
FITS = [
    (BENCH, board(10), "error", "empty-bench", "quorum.in_bench"),
    (BENCH, board(10, benches=("A", "B")), "error", "bench-too-small", "quorum.in_bench"),
    ('[majority.in_bench]\n"A" = "all"\n', board(10), "error", "empty-bench", "majority.in_bench"),
    (
        '[majority]\nin_each_bench = "more than 1/2"\n',
        board(10),
        "error",
        "no-benches",
        "majority.in_each_bench",
    ),
    ("[quorum]\nneed = 6\n", board(5), "error", "board-too-small", "quorum.need"),
    ('[quorum]\nneed = 3\nchair = "chair"\n', board(9)[2:], "error", "no-chair", "quorum.chair"),
    (
        '[quorum]\nneed = 3\nchair = "chair or deputy chair"\n',
        board(9)[2:],
        "error",
        "no-chair",
        "quorum.chair",
    ),
    ('[circulation]\nchair = "chair"\n', board(9)[1:], "error", "no-chair", "circulation.chair"),
    ('[tie]\nrule = "chair decides"\n', board(9, chair_votes=0), "warning", "chair-without-vote", "tie.rule"),
]


@pytest.mark.parametrize(
    ("text", "seats", "severity", "code", "key"), FITS, ids=[f"{f[3]} {f[4]}" for f in FITS]
)
def test_rules_that_do_not_fit_a_board(
    text: str, seats: tuple[Seat, ...], severity: str, code: str, key: str
) -> None:
    assert [(item.severity, item.code, item.key) for item in fit(rules(text), seats)] == [
        (severity, f"rules.{code}", key)
    ]


def test_rules_that_fit() -> None:
    assert fit(preset("vwvfg"), board()) == ()
    assert fit(preset("begtpg"), board(benches=("Bundestag", "Bundesrat"))) == ()
    assert fit(rules('[quorum]\nneed = 3\nchair = "chair or deputy chair"\n'), board(9)[1:]) == ()
    assert fit(rules(BENCH), board(12, benches=("A", "B"))) == ()
    assert fit(rules('[quorum]\nneed = "all"\nof = "statutory seats"\n'), board(5)) == ()


def test_abstentions_that_do_not_take_part_leave_the_paradox_out() -> None:
    """Of the participating is of yes and no, where an abstention is invalid (Art. 48 BayGO) or a no."""
    text = HEAD + QUORUM + '[majority]\nof = "participating"\n[tie]\nrule = "chair decides"\n'
    assert [item.code for item in check_rules(text).findings] == ["rules.yes-can-defeat"]
    for meaning in ("no", "invalid", "absent for the majority", "forbidden"):
        assert check_rules(text + f'[abstention]\ncounts_as = "{meaning}"\n').findings == ()


def test_differences_of_two_rule_sets() -> None:
    found = {
        item.key.path: (written(item.key, item.left), written(item.key, item.right))
        for item in differences(preset("vwvfg"), preset("stikov"))
    }
    assert found == {
        "quorum.need": ("more than 1/2", "at least 6"),
        "quorum.minimum": ("3", "0"),
        "quorum.all_invited": ("true", "false"),
        "second_try.need": ("any number", "–"),
        "second_try.minimum": ("0", "–"),
        "second_try.chair": ('"not needed"', "–"),
        "second_try.invitation": ('"with notice"', "–"),
        "second_try.after_minutes": ("0", "–"),
        "second_try.after_days": ("0", "–"),
        "majority.of": ('"votes cast"', '"voting members"'),
        "tie.rule": ('"chair decides"', '"rejected"'),
        "circulation.days": ("0", "14"),
    }


def test_values_as_a_file_has_them() -> None:
    keys = {key.path: key for key in all_keys()}
    zkbsv = preset("zkbsv")
    assert (
        written(keys["quorum.in_bench"], value_of(zkbsv, keys["quorum.in_bench"]))
        == "Sachverständige: at least 6"
    )
    assert written(keys["majority.in_bench"], {}) == "–"
    assert written(keys["elections.need"], value_of(zkbsv, keys["elections.need"])) == '"most votes"'
    assert value_of(zkbsv, keys["name"]) == "ZKBSV § 11"
    assert differences(zkbsv, zkbsv) == ()


def test_presets_warn_of_what_their_texts_do() -> None:
    assert [item.code for item in contradictions(preset("burgenland-vo-438"))] == ["rules.no-can-carry"]
