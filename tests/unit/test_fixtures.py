"""The demo's data fit together: every reference leads somewhere, and the story holds what it promises."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from beirat_tui.documents.sketches import read_sketch
from beirat_tui.domain.checklist import evaluate
from beirat_tui.domain.programme_file import parse_programme
from beirat_tui.presets import programme_presets, read_programme

FIXTURES = Path(__file__).parents[2] / "fixtures"
PROGRAMMES = [parse_programme(read_programme(name)) for name in programme_presets()]
SKETCHES = sorted((FIXTURES / "sketches").glob("*.json"))
CENTRES = {
    "haldensleben": (170_320, 42_580),
    "merseburg": (183_000, 46_000),
    "salzlandkreis": (192_000, 85_000),
    "altmarkkreis-salzwedel": (200_000, 63_000),
    "jerichower-land": (187_000, 47_000),
    "zeitz": (112_836, 0),
}


def toml(name: str) -> dict[str, Any]:
    return tomllib.loads((FIXTURES / name).read_text(encoding="utf-8"))


BOARD, DEMO = toml("board.toml"), toml("demo.toml")
MEMBERS = {member["member"]: member for member in BOARD["members"]}
ROUNDS = {found["key"]: found for found in DEMO["rounds"]}
MEETINGS = {found["key"]: found for found in DEMO["meetings"]}


def test_the_board_has_eighteen_votes_a_chair_a_deputy_two_advisers_and_an_office() -> None:
    entitled = [member for member in MEMBERS.values() if member["entitled"]]
    roles = [member["role"] for member in MEMBERS.values()]
    assert len(entitled) == 18
    assert [roles.count(role) for role in ("chair", "deputy_chair", "member", "adviser", "office")] == [
        1,
        1,
        16,
        2,
        1,
    ]
    assert len({member["label"] for member in MEMBERS.values()}) == len(MEMBERS) == 21
    assert all(
        member["name"] and member["organisation"] and member["expertise"] for member in MEMBERS.values()
    )
    assert all(member["email"].endswith("@example.org") for member in MEMBERS.values())


@pytest.mark.parametrize("path", SKETCHES, ids=lambda path: path.stem)
def test_every_sketch_is_read_completely(path: Path) -> None:
    found = read_sketch(path, PROGRAMMES)
    assert (found.ignored, found.altered) == ((), ())
    assert set(found.missing) <= {"total", "partners", "sections.partners"}
    assert found.sketch.title
    assert len(found.sketch.short_description) > 150
    assert 2_500 < sum(map(len, found.sketch.sections.values())) < 10_000


def test_there_are_six_centres_with_the_public_amounts_and_ten_other_sketches() -> None:
    assert len(SKETCHES) == 16
    for name, (grant, own) in CENTRES.items():
        sketch = read_sketch(FIXTURES / "sketches" / f"{name}.json", PROGRAMMES).sketch
        assert (sketch.grant_cents, sketch.own_share_cents) == (grant * 100, own * 100)


def test_all_kinds_of_applicants_and_all_fields_occur() -> None:
    sketches = [read_sketch(path, PROGRAMMES).sketch for path in SKETCHES]
    assert {sketch.applicant.kind for sketch in sketches} == {
        kind.key for kind in PROGRAMMES[0].applicant_kinds
    }
    assert {field for sketch in sketches for field in sketch.fields} == {
        field.key for field in PROGRAMMES[0].fields
    }


def test_the_checklist_finds_what_is_amiss_in_five_sketches() -> None:
    reasons = {}
    for path in SKETCHES:
        findings = evaluate(PROGRAMMES[0], read_sketch(path, PROGRAMMES).sketch, {})
        failed = [finding.reason for finding in findings if finding.state == "failed"]
        if failed:
            reasons[path.stem] = failed
    assert reasons == {
        "elbe-flaeming": ["partners", "sections-missing"],
        "ruebenau": ["grant-over-share", "section-short"],
        "wischeland-agrar": ["grant-over-cap"],
        "zeitz": ["not-stated", "not-stated"],
    }


def test_the_story_only_names_sketches_meetings_and_members_that_exist() -> None:
    files = [sketch["file"] for sketch in DEMO["sketches"]]
    names = {file.removesuffix(".json") for file in files}
    items = {item.key for item in PROGRAMMES[0].checklist if item.check is None}
    assert {f"{name}.json" for name in names} == {path.name for path in SKETCHES}
    assert [sketch["number"] for sketch in DEMO["sketches"]] == list(range(1, 17))
    assert all(
        set(sketch.get("ticked", []) + sketch.get("unticked", [])) <= items for sketch in DEMO["sketches"]
    )
    for found in [*DEMO["rounds"], *DEMO["decisions"], *DEMO["comments"], *DEMO["drafts"]]:
        assert found["sketch"] in names
        assert found.get("meeting", "first") in MEETINGS
        assert found.get("member", "m01") in MEMBERS
    assert set(DEMO["persons"].values()) <= set(MEMBERS)
    for meeting in MEETINGS.values():
        assert set(meeting["agenda"]) <= names
        assert set(meeting["present"] + meeting["excused"]) <= set(MEMBERS)
        assert set(meeting.get("came", {})) | set(meeting.get("left", {})) <= set(meeting["present"])
        assert not set(meeting["present"]) & set(meeting["excused"])


def there(meeting: dict[str, Any], time: str) -> set[str]:
    """Who with a vote is present in MEETING at TIME."""
    came, left = meeting.get("came", {}), meeting.get("left", {})
    return {
        member
        for member in meeting["present"]
        if MEMBERS[member]["entitled"] and came.get(member, "00:00") <= time < left.get(member, "24:00")
    }


@pytest.mark.parametrize("key", ROUNDS)
def test_nobody_votes_twice_without_a_vote_while_absent_or_recused(key: str) -> None:
    found = ROUNDS[key]
    voters = [*found.get("yes", []), *found.get("no", []), *found.get("abstain", [])]
    assert len(voters) == len(set(voters))
    assert not set(voters) & set(found.get("recused", {}))
    if "meeting" in found:
        present = there(MEETINGS[found["meeting"]], found.get("voted", "11:30"))
        assert set(voters) <= present
        if found["state"] == "confirmed":
            assert set(voters) == present - set(found.get("recused", {}))
    else:
        assert all(MEMBERS[voter]["entitled"] for voter in voters)
        assert found["opened"] < 0 < found["deadline"] or found["deadline"] < found["closed"]


def test_the_story_holds_a_tie_that_the_chair_decides() -> None:
    tie = ROUNDS["muehlenverein"]
    assert len(tie["yes"]) == len(tie["no"]) == 6
    assert "m01" in tie["yes"]
    assert tie["votum"] == "positive"


def test_the_story_holds_a_failed_quorum_and_a_second_invitation_that_is_needed() -> None:
    first, second = ROUNDS["zeitz-first"], ROUNDS["zeitz-second"]
    assert (first["votum"], first["reason"]) == ("not_decided", "no_quorum")
    assert len(there(MEETINGS["second"], first["voted"])) == 9
    assert (MEETINGS["third"]["second_of"], MEETINGS["third"]["notice"]) == ("second", True)
    assert len(there(MEETINGS["third"], second["voted"])) == 8


def test_the_story_holds_a_recusal_that_leaves_just_enough() -> None:
    recusal = ROUNDS["wischeland"]
    assert len(there(MEETINGS["second"], recusal["voted"])) - len(recusal["recused"]) == 10


def test_the_story_holds_a_decision_that_differs_from_the_votum() -> None:
    votes = {found["sketch"]: found["votum"] for found in DEMO["rounds"] if found.get("votum")}
    differing = [
        found["sketch"]
        for found in DEMO["decisions"]
        if votes[found["sketch"]].startswith("positive") != (found["granted"] != "no")
    ]
    assert differing == ["ruebenau"]


def test_the_member_s_own_vote_is_missing_where_the_demo_needs_it() -> None:
    me = DEMO["persons"]["member"]
    open_rounds = [found for found in DEMO["rounds"] if found["state"] == "open"]
    mine = {
        found["key"]: "recused"
        if me in found.get("recused", {})
        else next((choice for choice in ("yes", "no", "abstain") if me in found.get(choice, [])), "missing")
        for found in open_rounds
    }
    assert mine == {
        "wasserverband": "missing",
        "salzlandkreis": "missing",
        "altmarkkreis": "yes",
        "jerichower-land": "recused",
    }
    assert {draft["member"] for draft in DEMO["drafts"]} == {me}
    drafted = {draft["sketch"] for draft in DEMO["drafts"]}
    assert not drafted & {found["sketch"] for found in DEMO["rounds"]}
