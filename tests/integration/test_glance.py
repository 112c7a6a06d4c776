"""A glance into a board file sees what opening the board shows, or nothing at all."""

import shutil
import sqlite3
import struct
from itertools import cycle, product
from pathlib import Path

import pytest

from beirat_tui.log.bodies.rights import CertCut
from beirat_tui.services import drafts, queue
from beirat_tui.services.glance import Glance, glance
from beirat_tui.services.home import Home
from beirat_tui.services.queue_views import MyVote, Stage
from beirat_tui.services.session import Session
from beirat_tui.store.schema import SCHEMA_VERSION
from boards import Device, seat_of
from screens import Told, told
from stores import all_payloads, board_file, sit, submit

SIZE = 3
"""Rows of a page: few, so that the first sketch without a vote may stand on a later one."""


@pytest.fixture(scope="module")
def story() -> Told:
    return told()


def kept(story: Told, folder: Path) -> Path:
    """The board of STORY as a file in FOLDER."""
    path = folder / "board.beirat"
    board_file(path, story.board.records(), all_payloads(story.board)).close()
    return path


def home_of(story: Told, device: Device, folder: Path) -> Home:
    home = Home(folder / f"home-{device.name}")
    home.keep_key(story.board.id, device.key)
    return home


def seen_properly(session: Session) -> Glance:
    """What the queue shows once the board is open."""
    counts = queue.counts(session, "")
    cursor = queue.next_missing(session, "", -1) or 0
    first = cursor - cursor % SIZE
    return Glance(
        session.title, session.person, counts, cursor, first, queue.window(session, "", first, SIZE)
    )


def compare(path: Path, device: Device | None, home: Home) -> Glance:
    """Look as the owner of DEVICE, in passing and properly; returns what both saw."""
    found = glance(home, path, SIZE)
    session = sit(path, device, home.path)
    assert found == seen_properly(session)
    session.close()
    assert found is not None
    return found


def test_everybody_sees_in_passing_what_opening_shows(story: Told, tmp_path: Path) -> None:
    path = kept(story, tmp_path)
    seen = {
        device.name: compare(path, device, home_of(story, device, tmp_path)) for device in story.board.devices
    }
    guest = compare(path, None, Home(tmp_path / "guest"))
    assert (guest.person.member, guest.counts.missing) == (None, 0)
    roles = {role for each in seen.values() for role in each.person.roles}
    assert roles == {"root", "chair", "office", "member"}
    member = seen[story.board.members["M02"].name]
    assert (member.person.label, member.person.votes, member.counts.missing) == ("M02", True, 3)


def test_ones_own_draft_votes_are_seen(story: Told, tmp_path: Path) -> None:
    path, device = kept(story, tmp_path), story.board.members["M02"]
    home = home_of(story, device, tmp_path)
    session = sit(path, device, home.path)
    drafts.draft(session, story.sketches["archive"].id, "yes")
    session.close()
    found = compare(path, device, home)
    votes = {row.sketch: row.my_vote for row in found.rows}
    rest = glance(home, path, 100)
    assert rest is not None
    votes |= {row.sketch: row.my_vote for row in rest.rows}
    assert votes[story.sketches["archive"].id] == MyVote.DRAFT


def test_every_state_of_a_sketch_and_of_a_vote_is_seen_alike(tmp_path: Path) -> None:
    story = told()
    states = [None, "missing", "conflict", "yes", "no", "abstain", "recused", "not_entitled"]
    cases = list(product(Stage, states, (False, True)))
    sketches = [submit(story.board, f"2027-{number:03}", f"Skizze {number}") for number in range(len(cases))]
    story.board.share()
    path, device = kept(story, tmp_path), story.board.members["M02"]
    home = home_of(story, device, tmp_path)
    home.keep_private(
        story.board.id,
        "drafts",
        {
            sketch.id: {"choice": "yes", "remark": ""}
            for sketch, (_stage, _state, drafted) in zip(sketches, cases, strict=True)
            if drafted
        },
    )
    reasons = cycle(["no_quorum", None, "lapsed"])
    with sqlite3.connect(path) as connection:
        for sketch, (stage, state, _drafted) in zip(sketches, cases, strict=True):
            connection.execute(
                "UPDATE sketch_row SET stage = ?, round = sketch, reason = ? WHERE sketch = ?",
                (stage, next(reasons), sketch.id),
            )
            if state is not None:
                connection.execute("INSERT INTO ballot_row VALUES (?, 'M02', ?)", (sketch.id, state))
            connection.execute("INSERT INTO ballot_row VALUES (?, 'M03', 'missing')", (sketch.id,))
    connection.close()
    compare(path, device, home)
    found = glance(home, path, len(cases) + 10)
    session = sit(path, device, home.path)
    assert found is not None
    assert found.rows == queue.window(session, "", 0, len(cases) + 10)
    assert {row.my_vote for row in found.rows} == set(MyVote)
    session.close()


def test_who_has_lost_the_role_is_not_shown_with_it(tmp_path: Path) -> None:
    story = told()
    board, device = story.board, story.board.members["M02"]
    board.office.write(CertCut(device.certificates["member"], [], "lost"))
    board.share()
    found = compare(kept(story, tmp_path), device, home_of(story, device, tmp_path))
    assert found.person.roles == frozenset()


def test_a_place_told_in_two_ways_is_left_to_opening(tmp_path: Path) -> None:
    story = told()
    board, device = story.board, story.board.members["M02"]
    board.chair.write(seat_of("M02", "deputy_chair"), replaces=[])
    board.office.write(seat_of("M02"), replaces=[])
    board.share()
    assert glance(home_of(story, device, tmp_path), kept(story, tmp_path), SIZE) is None


def test_nothing_is_seen_where_there_is_nothing_to_see(story: Told, tmp_path: Path) -> None:
    path, device = kept(story, tmp_path), story.board.members["M02"]
    home = home_of(story, device, tmp_path)
    assert glance(home, tmp_path / "missing.beirat", SIZE) is None
    assert glance(home, tmp_path, SIZE) is None
    letter = tmp_path / "letter.beirat"
    letter.write_text("Sehr geehrte Damen und Herren")
    assert glance(home, letter, SIZE) is None
    newer = tmp_path / "newer.beirat"
    raw = bytearray(path.read_bytes())
    struct.pack_into(">I", raw, 60, SCHEMA_VERSION + 1)
    newer.write_bytes(raw)
    assert glance(home, newer, SIZE) is None
    half = tmp_path / "half.beirat"
    half.write_bytes(path.read_bytes()[:8192])
    assert glance(home, half, SIZE) is None


def test_nobody_is_waited_for(story: Told, tmp_path: Path) -> None:
    path, device = kept(story, tmp_path), story.board.members["M02"]
    home = home_of(story, device, tmp_path)
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("BEGIN EXCLUSIVE")
    assert glance(home, path, SIZE) is None
    writer.execute("ROLLBACK")
    writer.close()
    assert glance(home, path, SIZE) is not None


def test_a_key_that_cannot_be_read_is_told_when_the_board_is_opened(story: Told, tmp_path: Path) -> None:
    path, device = kept(story, tmp_path), story.board.members["M02"]
    home = home_of(story, device, tmp_path)
    next(home.path.rglob("key")).chmod(0o600)
    next(home.path.rglob("key")).write_text("no key")
    assert glance(home, path, SIZE) is None


def test_looking_changes_nothing(story: Told, tmp_path: Path) -> None:
    path, device = kept(story, tmp_path), story.board.members["M02"]
    home = home_of(story, device, tmp_path)
    before = path.read_bytes()
    copy = tmp_path / "read-only.beirat"
    shutil.copy(path, copy)
    copy.chmod(0o400)
    assert glance(home, path, SIZE) == glance(home, copy, SIZE)
    assert path.read_bytes() == before
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "board.beirat",
        f"home-{device.name}",
        "read-only.beirat",
    ]
