"""What merging brought, as the commands tell it: every kind of entry that was not taken, and why."""

from pathlib import Path

import pytest

from beirat_tui.cli.merge_report import refused_line, report_lines
from beirat_tui.domain.errors import InputError
from beirat_tui.services.merging_views import FileReport, FileState, MergeReport


def test_what_has_no_effect_is_told_with_its_reason() -> None:
    report = MergeReport(
        (FileReport(Path("b.beirat"), FileState.MERGED, new=3),),
        new=3,
        without_effect={"cut": 1, "certificate": 2},
    )
    assert list(report_lines(report)) == [
        "b.beirat: 3 new entries",
        "1 new entry without effect: written after its certificate ended",
        "2 new entries without effect: its certificate has no effect",
    ]


def test_a_name_stays_on_its_line_and_what_to_do_stands_below_it() -> None:
    error = InputError("merge.closed-folder", path="x")
    report = MergeReport((FileReport(Path("a\nIn sum: 9 new entries"), FileState.UNREADABLE, error=error),))
    first, second = report_lines(report)
    assert first.startswith("a In sum: 9 new entries: The folder x cannot be read")
    assert second.startswith("  Please check")


@pytest.mark.parametrize("code", ["unreadable", "signature", "other-board", "role"])
def test_one_refused_entry_is_told_as_one(code: str) -> None:
    assert refused_line(code, 1).startswith("1 entry ")
    assert refused_line(code, 2).startswith("2 entries ")
