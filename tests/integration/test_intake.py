"""Sketches come in, change, and are worked on by the office."""

import datetime as dt
import json
from pathlib import Path

import pytest

from beirat_tui.domain.errors import InputError, RightsError
from beirat_tui.services import adoption, intake, outcomes, reading, rebuilding
from beirat_tui.services import board as whole
from seated import DAY, SKETCHES, SeatedBoard, seat_board


@pytest.fixture
def board(tmp_path: Path) -> SeatedBoard:
    return seat_board(tmp_path, members=2)


def changed(tmp_path: Path, **values: object) -> Path:
    """A copy of a fixture with some values changed."""
    content = json.loads((SKETCHES / "salzlandkreis.json").read_text(encoding="utf-8"))
    file = tmp_path / "changed.json"
    file.write_text(json.dumps(content | values, ensure_ascii=False), encoding="utf-8")
    return file


def test_files_are_taken_in_one_by_one_and_a_bad_one_stops_nobody(board: SeatedBoard, tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text('{"format": 1, "title": 7}', encoding="utf-8")
    files = [SKETCHES / "zeitz.json", bad, tmp_path / "missing.docx", SKETCHES / "droemlingen.docx"]
    reports = intake.import_files(board.office, files, received=DAY)
    assert [report.result for report in reports] == ["new", "refused", "refused", "new"]
    assert [report.number for report in reports if report.sketch] == ["2026-01", "2026-02"]
    assert len(intake.refused(reports)) == 2
    understood = reports[0].understood
    assert understood is not None
    assert "title" in understood.understood


def test_the_same_number_again_is_a_new_version_with_a_difference(board: SeatedBoard, tmp_path: Path) -> None:
    sketch = board.sketch(number="2026-01")
    again = intake.import_files(
        board.office, [SKETCHES / "salzlandkreis.json"], received=DAY, number="2026-01"
    )[0]
    assert (again.result, again.sketch) == ("unchanged", sketch)
    report = intake.import_files(
        board.office, [changed(tmp_path, title="Neuer Titel")], received=DAY, number="2026-01"
    )[0]
    assert (report.result, report.sketch) == ("revised", sketch)
    assert "title" in {change.key for change in report.changes}
    view = reading.read(board.members["M02"], sketch)
    assert view.title == "Neuer Titel"
    assert len(view.versions) == 2
    assert len(view.attachments) == 2
    name, media_type, content = reading.attachment(board.members["M02"], view.attachments[0].id)
    assert (name.endswith(".json"), media_type) == (True, "application/json")
    assert json.loads(content)


def test_without_a_number_the_same_title_of_the_same_applicant_is_a_new_version(
    board: SeatedBoard, tmp_path: Path
) -> None:
    first, again, months = (
        intake.import_files(board.office, [file], received=DAY)[0]
        for file in (
            SKETCHES / "salzlandkreis.json",
            SKETCHES / "salzlandkreis.json",
            changed(tmp_path, duration={"months": 20}),
        )
    )
    assert [each.result for each in (first, again, months)] == ["new", "unchanged", "revised"]
    assert {each.number for each in (first, again, months)} == {"2026-01"}
    assert "months" in {change.key for change in months.changes}
    other = changed(tmp_path, applicant={"name": "Stadt Calbe", "kind": "municipality"})
    assert intake.import_files(board.office, [other], received=DAY)[0].result == "new"


def test_one_number_is_for_one_file_and_members_take_nothing_in(board: SeatedBoard) -> None:
    files = [SKETCHES / "zeitz.json", SKETCHES / "merseburg.json"]
    with pytest.raises(InputError, match=r"intake\.one-number"):
        intake.import_files(board.office, files, received=DAY, number="2026-01")
    with pytest.raises(RightsError):
        intake.import_files(board.members["M02"], files, received=DAY)


def test_the_summary_is_what_members_read_first(board: SeatedBoard) -> None:
    sketch = board.sketch()
    before = reading.preview(board.members["M02"], sketch)
    assert not before.summary_is_office
    intake.write_summary(board.office, sketch, "Eine halbe Seite.")
    after = reading.preview(board.members["M02"], sketch)
    assert (after.summary, after.summary_is_office) == ("Eine halbe Seite.", True)
    with pytest.raises(InputError, match=r"summary\.empty"):
        intake.write_summary(board.office, sketch, " ")


def test_the_office_ticks_what_cannot_be_computed(board: SeatedBoard) -> None:
    sketch = board.sketch()
    intake.tick(board.office, sketch, "participation", met=False, note="fehlt noch")
    states = {check.key: check.state for check in reading.preview(board.office, sketch).checklist}
    assert states["participation"] == "failed"


def test_the_ministry_decides_after_the_board(board: SeatedBoard) -> None:
    sketch = board.sketch()
    with pytest.raises(InputError, match=r"decision\.amount"):
        intake.record_decision(board.office, sketch, granted="no", amount_cents=5, day=DAY)
    intake.record_decision(
        board.office, sketch, granted="partly", amount_cents=5_000_00, day=DAY, reasons="gekürzt"
    )
    decision = reading.preview(board.members["M02"], sketch).decision
    assert decision is not None
    assert (decision.granted, decision.amount_cents, decision.reasons) == ("partly", 5_000_00, "gekürzt")
    assert outcomes.outcomes(board.office) == []


def test_rules_and_programmes_are_adopted_as_texts(board: SeatedBoard) -> None:
    name, text, programmes = adoption.adopted(board.office)
    assert adoption.adopt_rules(board.office, text) == name or name
    assert adoption.adopt_programme(board.office, programmes[0]) == "rdz-sachsen-anhalt"
    with pytest.raises(InputError):
        adoption.adopt_rules(board.office, "[quorum]\nneed = 'perhaps'\n")
    with pytest.raises(InputError):
        adoption.adopt_programme(board.office, "id = 3")
    with pytest.raises(InputError, match=r"adoption\.too-large"):
        adoption.adopt_rules(board.office, "#" * 60_000)
    assert adoption.adopted(board.office)[1] == text


def test_the_board_as_a_whole(board: SeatedBoard) -> None:
    view = whole.board(board.members["M02"])
    assert [member.label for member in view.members] == ["GS", "M01", "M02"]
    assert view.programmes == ("Regional digitalisation centres",) or view.programmes
    assert view.rules_text.startswith("#")
    chair = next(member for member in view.members if member.label == "M01")
    assert sorted(device.role for device in chair.devices) == ["chair", "member"]


def test_rebuilding_gives_what_was_there(board: SeatedBoard) -> None:
    board.sketch()
    before = rebuilding.digest(board.office)
    assert rebuilding.rebuild(board.members["M02"]) > 10
    assert rebuilding.digest(board.office) == before


def test_numbers_go_on_within_the_year(board: SeatedBoard) -> None:
    board.sketch("zeitz", "2026-41")
    files = [SKETCHES / "merseburg.json", SKETCHES / "haldensleben.json"]
    reports = intake.import_files(board.office, files, received=DAY)
    assert [report.number for report in reports] == ["2026-42", "2026-43"]
    other = intake.import_files(board.office, [SKETCHES / "ruebenau.json"], received=dt.date(2027, 1, 4))[0]
    assert other.number == "2027-01"
