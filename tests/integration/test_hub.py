"""The database hub against a real PostgreSQL: nothing missed, nothing trusted, nobody else's board."""

from collections.abc import Collection, Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Connection

from beirat_tui.domain.errors import ExchangeError
from beirat_tui.log import heard as statements
from beirat_tui.services import comments, rounds
from beirat_tui.store.holdings import record_ids
from beirat_tui.sync import hub_rows
from beirat_tui.sync.hub_mirror import HubRow, Mark, Mirror
from boards import found
from exchanges import Party, apart, parties, settle
from hub_persons import vote, voted
from hubs import Hub, new_hub
from seated import SeatedBoard


@pytest.fixture
def hub(board: SeatedBoard) -> Iterator[Hub]:
    """A hub with a role for the board."""
    with new_hub() as found:
        found.add_board(board.office.id)
        yield found


@pytest.fixture
def persons(board: SeatedBoard, tmp_path: Path, hub: Hub) -> Iterator[list[Party]]:
    """The office, M02 and M03, each at a copy of their own, in agreement with the hub."""
    sessions = list(apart(board, tmp_path, "office", "M02", "M03"))
    with parties(hub, *sessions) as found:
        settle(*found)
        yield found
    for each in sessions:
        each.close()


def lose_after(hub: Hub, number: int) -> None:
    """Put the hub back to when NUMBER was the last row, as a backup does."""
    with hub.connect() as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("DELETE FROM beirat.entry WHERE n > %s", (number,))
        connection.execute(f"ALTER TABLE beirat.entry ALTER COLUMN n RESTART WITH {number + 1:d}")


# --- nothing is missed -------------------------------------------------------------------------------------


def test_rows_of_transactions_that_end_in_another_order_are_all_seen(persons: list[Party], hub: Hub) -> None:
    """M02's vote has the lower number and is seen last; a reader who came in between gets it all the same."""
    office, first, second = persons
    board = office.session.id
    vote(first)
    vote(second)
    ballots = [last_record(each) for each in (first, second)]
    with hub.connect(board) as slow, hub.connect(board) as fast:
        add(slow, board, "record", *ballots[0])
        add(fast, board, "record", *ballots[1])
        fast.commit()
        assert office.sync().taken.new == 1
        assert office.sync().taken.new == 0
        slow.commit()
    assert office.sync().taken.new == 1
    assert voted(office) == 2


def test_a_reader_who_comes_while_somebody_writes_sees_the_rest_later(
    persons: list[Party], board: SeatedBoard, tmp_path: Path, hub: Hub
) -> None:
    vote(persons[1])
    late = next(iter(apart(board, tmp_path, "M04")))
    with parties(hub, late) as (party,), hub.connect(late.id) as slow:
        add(slow, late.id, "record", *last_record(persons[1]))
        party.sync()
        assert voted(party) == 0
        slow.commit()
        party.sync()
        assert voted(party) == 1
    late.close()


def last_record(party: Party) -> tuple[bytes, bytes]:
    key = party.session.key
    assert key is not None
    with party.session.reading() as reading:
        [record] = reading.ledger.tips_of(key.public)
    return record.raw, record.signature


def add(
    connection: "psycopg.Connection[object]", board: str, kind: str, raw: bytes, signature: bytes
) -> None:
    connection.execute(
        "INSERT INTO beirat.entry (board, kind, raw, signature) VALUES (%s, %s, %s, %s)",
        (board, kind, raw, signature),
    )


def test_a_hub_restored_from_an_older_backup_gets_everything_again(persons: list[Party], hub: Hub) -> None:
    """The rows after the backup are gone, and their numbers are given to other rows."""
    _, first, second = persons
    [(highest,)] = hub.ask("SELECT max(n) FROM beirat.entry")
    vote(first)
    settle(*persons)
    assert voted(second) == 1
    lose_after(hub, highest)
    vote(second)
    settle(*persons)
    assert [voted(each) for each in persons] == [2, 2, 2]
    ids = hub.ask("SELECT count(*) FROM beirat.entry WHERE kind = 'record'")
    with first.session.reading() as reading:
        assert ids == [(len(record_ids(reading)),)]


def test_a_person_who_comes_back_to_a_restored_hub_misses_nothing(persons: list[Party], hub: Hub) -> None:
    """A copy of the hub on this computer may know rows that were lost, under numbers that are others' now."""
    _, first, second = persons
    [(highest,)] = hub.ask("SELECT max(n) FROM beirat.entry")
    vote(first)
    settle(*persons)
    lose_after(hub, highest)
    vote(second)
    second.restart()
    second.sync()
    first.restart()
    first.sync()
    assert voted(first) == 2


def test_what_is_known_already_is_not_fetched_again_after_a_new_start(
    persons: list[Party], monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched: list[int] = []
    fetch = hub_rows.fetch

    def counted(
        connection: Connection, board: str, marks: Collection[Mark]
    ) -> Iterator[list[HubRow] | set[Mark]]:
        fetched.append(len(marks))
        return fetch(connection, board, marks)

    monkeypatch.setattr(hub_rows, "fetch", counted)
    office, first, _ = persons
    office.restart()
    assert not office.sync().taken.changed
    assert fetched == []
    vote(first)
    first.sync()
    office.sync()
    assert fetched[-1] <= 2  # the vote, and what M02's device says it has


# --- nothing is trusted ------------------------------------------------------------------------------------


def test_a_forged_row_does_not_keep_the_true_one_out(persons: list[Party], hub: Hub) -> None:
    """Somebody with the board's password adds M02's vote with a wrong signature first, and a changed vote."""
    office, first, _ = persons
    board = office.session.id
    vote(first)
    raw, signature = last_record(first)
    with hub.connect(board) as hostile:
        add(hostile, board, "record", raw, bytes(64))
        add(hostile, board, "record", raw, signature[::-1])
        add(hostile, board, "record", raw.replace(b'"yes"', b'"no"'), signature)
        add(hostile, board, "record", raw, b"")
        hostile.commit()
    first.sync()
    report = office.sync()
    assert report.taken.new == 1
    assert voted(office) == 1
    told = [each.error for each in report.taken.files if each.error is not None]
    assert [(each.code, each.params["number"]) for each in told] == [("place.foreign-rows", 4)]
    assert office.sync().clean


def test_forged_rows_do_not_keep_the_true_one_out_when_they_come_together(
    persons: list[Party], hub: Hub
) -> None:
    office, first, _ = persons
    board = office.session.id
    vote(first)
    raw, signature = last_record(first)
    with hub.connect(board) as hostile:
        for wrong in (bytes(64), signature[::-1]):
            add(hostile, board, "record", raw, wrong)
        add(hostile, board, "record", raw, signature)
        for wrong in (b"\1" * 64, signature[1:] + b"\0"):
            add(hostile, board, "record", raw, wrong)
        hostile.commit()
    office.sync()
    assert voted(office) == 1


def test_twelve_thousand_rows_of_rubbish_stand_in_nobodys_way(persons: list[Party], hub: Hub) -> None:
    office, first, _ = persons
    board = office.session.id
    hub.ask(
        "INSERT INTO beirat.entry (board, kind, raw, signature) "
        "SELECT %s, (array['record', 'request', 'heard'])[1 + i %% 3], "
        "decode(md5(i::text), 'hex'), decode(repeat(md5(i::text), 4), 'hex') "
        "FROM generate_series(1, 12000) AS i",
        board,
    )
    vote(first)
    report = first.sync()
    assert [each.error.params["number"] for each in report.taken.files if each.error] == [12000]
    assert report.handed == 1
    assert office.sync().taken.new == 1
    assert office.sync().clean
    assert voted(office) == 1


def test_rows_that_are_too_large_to_be_anything_are_never_fetched(persons: list[Party], hub: Hub) -> None:
    office, first, _ = persons
    board = office.session.id
    with hub.connect(board) as hostile:
        for kind in ("record", "request", "heard"):
            add(hostile, board, kind, b"x" * 70_000, b"")
        hostile.commit()
    vote(first)
    first.sync()
    report = office.sync()
    assert [each.error.params["number"] for each in report.taken.files if each.error] == [3]
    assert voted(office) == 1


def test_a_statement_of_a_device_counts_only_if_the_device_signed_it(persons: list[Party], hub: Hub) -> None:
    office, first, _ = persons
    board, key = office.session.id, first.session.key
    assert key is not None
    with office.session.reading() as reading:
        before = reading.heard_of(key.public)
    assert before is not None
    forged = before.raw.replace(f'"number":{before.number}'.encode(), b'"number":999999')
    assert forged != before.raw
    with hub.connect(board) as hostile:
        add(hostile, board, "heard", forged, before.signature)
        hostile.commit()
    office.sync()
    with office.session.reading() as reading:
        assert reading.heard_of(key.public) == before


def test_records_of_another_board_are_told_and_left_out(persons: list[Party], hub: Hub) -> None:
    rows = [(each.raw, each.signature) for each in found(members=1).records()]
    board = persons[0].session.id
    before = persons[0].content()
    with hub.connect(board) as hostile:
        for raw, signature in rows:
            add(hostile, board, "record", raw, signature)
        hostile.commit()
    report = persons[0].sync()
    assert [each.error.params["number"] for each in report.taken.files if each.error] == [len(rows)]
    assert persons[0].content() == before


# --- rights ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE beirat.entry SET kind = 'heard'",
        "DELETE FROM beirat.entry",
        "TRUNCATE beirat.entry",
        "DROP TABLE beirat.entry",
        "ALTER TABLE beirat.entry DISABLE ROW LEVEL SECURITY",
        "CREATE TABLE beirat.mine (n int)",
        "INSERT INTO beirat.entry (n, board, kind, raw, signature) VALUES (DEFAULT, '', 'record', 'x', '')",
        "INSERT INTO beirat.entry (board, kind, raw, signature, txid) VALUES ('', 'record', 'x', '', '3')",
    ],
)
def test_a_board_s_role_may_read_and_add_and_nothing_else(
    board: SeatedBoard, hub: Hub, statement: str
) -> None:
    with hub.connect(board.office.id) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(statement)


@pytest.mark.parametrize(
    "statement",
    ["UPDATE beirat.entry SET raw = 'x'", "DELETE FROM beirat.entry", "TRUNCATE beirat.entry"],
)
def test_not_even_the_administrator_changes_entries_by_mistake(
    persons: list[Party], hub: Hub, statement: str
) -> None:
    before = hub.content()
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        hub.ask(statement)
    assert hub.content() == before
    assert persons[0].sync().clean


def test_one_board_neither_sees_nor_writes_another_s_rows(persons: list[Party], hub: Hub) -> None:
    other = "ab" * 32
    hub.add_board(other)
    with hub.connect(other) as stranger:
        assert stranger.execute("SELECT count(*) FROM beirat.entry").fetchone() == (0,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            add(stranger, persons[0].session.id, "record", b"x", b"")


# --- the copy on this computer -----------------------------------------------------------------------------


def mirror_file(party: Party) -> Path:
    [found] = (party.session.home.path).rglob("hub.sqlite")
    return found


@pytest.mark.parametrize("content", [b"", b"rubbish" * 1000, None])
def test_a_copy_that_was_damaged_is_made_anew(persons: list[Party], content: bytes | None) -> None:
    office, first, _ = persons
    office.way.close()
    file = mirror_file(office)
    if content is None:
        whole = bytearray(file.read_bytes())
        whole[4096:8192] = b"\xff" * 4096
        content = bytes(whole)
    file.write_bytes(content)
    vote(first)
    first.sync()
    office.restart()
    assert office.sync().taken.new == 1
    assert office.sync().clean


def test_a_board_file_brought_back_from_a_backup_heals_from_the_copy(
    persons: list[Party], board: SeatedBoard, tmp_path: Path, hub: Hub
) -> None:
    """The copy of the hub is newer than the board file: everything is taken in again."""
    vote(persons[1])
    settle(*persons)
    [old] = apart(board, tmp_path / "backup", "office")
    with parties(hub, old) as (party,):
        party.sync()
        assert party.content() == persons[0].content()
    old.close()


def test_a_private_folder_that_cannot_be_written_is_told(persons: list[Party], tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be", encoding="ascii")
    with pytest.raises(ExchangeError) as refused:
        Mirror(blocked, persons[0].session.id)
    assert refused.value.code == "place.no-room"


def test_texts_are_handed_over_with_what_names_them(persons: list[Party]) -> None:
    office, first, _ = persons
    comments.write_comment(first.session, rounds.list_rounds(first.session)[0].sketch, "Gut begründet")
    first.sync()
    report = office.sync()
    assert (report.taken.new, report.taken.payloads) == (1, 1)


def test_only_the_newest_statement_of_a_device_is_kept_here(persons: list[Party], hub: Hub) -> None:
    office, first, _ = persons
    for choice in ("yes", "no", "abstain"):
        vote(first, choice)
        settle(*persons)
    mirror = Mirror(mirror_file(office).parent, office.session.id)
    said = [statements.read(raw, signature).author for raw, signature in mirror.heard()]
    mirror.close()
    assert len(said) == len(set(said)) == 3
    assert hub.ask("SELECT count(*) FROM beirat.entry WHERE kind = 'heard'")[0][0] > 3
