"""`docs/format.md` says what the program does: its tables are held to the code, its examples are computed."""

import re

import format_tables
from beirat_tui.domain.rules.read import read_rules
from beirat_tui.log import canonical, payload, record
from beirat_tui.log.rounds import FAMILIES
from beirat_tui.presets import read_rules as rules_text
from beirat_tui.store import schema

TEXT = format_tables.DOCUMENT.read_text(encoding="utf-8")


def test_the_tables_of_kinds_are_the_program_s() -> None:
    """Write them anew with ``python tests/format_tables.py``."""
    assert format_tables.written() == format_tables.tables()


def test_every_heading_of_the_contents_is_there() -> None:
    contents = re.findall(r"^- \[(.+?)\]\(#", TEXT, re.MULTILINE)
    assert contents == re.findall(r"^## (.+)$", TEXT, re.MULTILINE)


def test_prefixes_and_limits_are_the_program_s() -> None:
    for prefix in (record.PREFIX, payload.PREFIX):
        assert prefix[-1] == 0
        assert f'"{prefix[:-1].decode()}" + one byte 00' in TEXT
    for limit in (canonical.MAX_BYTES, payload.MAX_BYTES, record.JOIN_BYTES):
        assert f"{limit:,} bytes" in TEXT
    assert canonical.MAX_DEPTH == 8
    assert canonical.INTEGER_LIMIT == 2**53


def test_the_slots_of_a_round_are_all_named() -> None:
    assert all(f"`{family}/`" in TEXT for family in FAMILIES)


def test_the_file_s_marks_and_tables_are_the_program_s() -> None:
    assert f"0x{schema.APPLICATION_ID:X}" in TEXT
    for table in schema.KEPT:
        assert f"| `{table.name}` |" in TEXT
        assert all(f"`{column.name}`" in TEXT for column in table.columns)


def test_the_rules_that_the_document_counts_by_are_still_these() -> None:
    """A change of the default rule set, or of what its keys mean by default, needs a look at section 11."""
    rules = read_rules(rules_text("vwvfg"))
    assert (rules.quorum.need.words, rules.quorum.minimum, rules.quorum.of) == (
        "more than 1/2",
        3,
        "voting members",
    )
    assert (rules.quorum.counting, rules.quorum.all_invited) == ("present and entitled", True)
    assert rules.second_try is not None
    assert (rules.second_try.invitation, rules.second_try.need.words) == ("with notice", "any number")
    assert (rules.majority.need.words, rules.majority.of) == ("more than 1/2", "votes cast")
    assert (rules.abstention.counts_as, rules.abstention.missing) == ("neutral", "nothing")
    assert (rules.tie.rule, rules.tie.voice) == ("chair decides", "whoever presides")
    assert (rules.circulation.stopped_by.words, rules.circulation.silence) == ("any number", "nothing")
    assert (rules.circulation.late, rules.circulation.days) == ("invalid", 0)
    assert (rules.deputies.allowed, rules.deputies.proxies) == ("none", False)
    assert (rules.secrecy.vote, bool(rules.secrecy.on_demand_of)) == ("open", False)
    assert (rules.recusal.quorum, rules.recusal.decisive_vote) == (
        "does not count",
        "count again without it",
    )
