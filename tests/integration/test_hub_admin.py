"""Setting up a hub and tidying it, by command and against a real PostgreSQL."""

import json
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from beirat_tui.cli.answers.hub import HubAnswer
from beirat_tui.domain.errors import BeiratError
from beirat_tui.log.bodies.rights import EraseOrdered
from beirat_tui.services import comments, places, rounds, voting
from beirat_tui.store.holdings import record_ids
from beirat_tui.sync.hub import open_exchange
from beirat_tui.sync.hub_schema import role_of, script
from beirat_tui.sync.places import Here, Secret
from boards import found
from commands import Ran, beirat, done
from exchanges import Party, apart, parties, settle
from hubs import Hub, new_hub
from keyrings import memory_keyring
from postgres import PASSWORD
from seated import SeatedBoard


@pytest.fixture
def hub() -> Iterator[Hub]:
    """A database with an empty hub."""
    with new_hub() as found:
        yield found


@pytest.fixture
def bare(hub: Hub) -> Hub:
    """A database with nothing in it."""
    hub.ask("DROP SCHEMA beirat CASCADE")
    return hub


def test_a_hub_is_set_up_and_a_vote_travels_over_it_by_commands_alone(
    board: SeatedBoard, bare: Hub, tmp_path: Path
) -> None:
    office, member = apart(board, tmp_path, "office", "M02")
    ran = done(
        "hub", "init", bare.admin, "--new-passwords", home=office.home.path, board=office.path, lang="en"
    )
    told = dict(line.split(": ", 1) for line in ran.out.splitlines())
    assert told["Board"] == board.office.id
    assert bare.admin.rpartition("@")[2] in told["Address"]
    full = told["Address"].replace("@", f":{told['Password']}@")
    with memory_keyring() as ring:
        for each in (office, member):
            done("sync", "add", full, home=each.home.path, board=each.path)
            done("sync", home=each.home.path, board=each.path)
        done("vote", "2026-01", "yes", "--yes", home=member.home.path, board=member.path)
        assert "1 entry handed over" in done("sync", home=member.home.path, board=member.path, lang="en").out
        assert "1 new entry" in done("sync", home=office.home.path, board=office.path, lang="en").out
        assert ring.kept
        done("sync", "remove", "1", home=office.home.path, board=office.path)
        assert not ring.kept
    assert rounds.list_rounds(office)[0].voted == 1
    for file in (each for root in (office.home.path, member.home.path) for each in root.rglob("*")):
        assert not file.is_file() or told["Password"].encode() not in file.read_bytes()
    office.close()
    member.close()


def test_setting_up_twice_changes_nothing_and_new_passwords_come_only_when_asked_for(
    board: SeatedBoard, bare: Hub
) -> None:
    def init(*more: str) -> dict[str, str | None]:
        ran = done("hub", "init", bare.admin, "--json", *more, home=board.office.home.path, board=board.path)
        [found] = json.loads(ran.out)["boards"]
        return dict(found)

    first = init("--new-passwords")
    plain = str(first["address"]).replace("+psycopg", "")
    with psycopg.connect(plain, password=first["password"]) as connection:
        connection.execute(
            "INSERT INTO beirat.entry (board, kind, raw, signature) VALUES (%s, 'record', 'x', '')",
            (board.office.id,),
        )
    assert init()["password"] is None
    assert bare.ask("SELECT count(*) FROM beirat.entry") == [(1,)]
    second = init("--new-passwords")
    assert second["password"] not in {None, first["password"]}
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(plain, password=first["password"])
    assert HubAnswer.__struct_config__.tag == "hub-v1"


def test_the_server_never_sees_the_password_itself(board: SeatedBoard, bare: Hub) -> None:
    bare.ask(f"ALTER DATABASE \"{bare.database}\" SET log_statement = 'all'")
    ran = done(
        "hub", "init", bare.admin, "--json", "--new-passwords", home=board.office.home.path, board=board.path
    )
    password = json.loads(ran.out)["boards"][0]["password"]
    log = (bare.server.folder.parent / "log").read_text(encoding="utf-8", errors="replace")
    assert "SCRAM-SHA-256$" in log
    assert password not in log


@pytest.mark.parametrize("portable", [False, True])
def test_the_printed_sql_makes_the_same_hub_by_hand(board: SeatedBoard, bare: Hub, *, portable: bool) -> None:
    other = "cd" * 32 if portable else "ef" * 32
    more = ["--portable"] if portable else []
    ran = done("hub", "init", "--print", "--for", other, *more, home=board.office.home.path, board=board.path)
    # All databases of the tests' server share their roles.
    bare.ask(ran.out.replace("CREATE ROLE beirat_boards NOLOGIN;\n", ""))
    assert ran.out.strip() == script([other], portable=portable).strip()
    rights = [
        bare.ask("SELECT has_table_privilege(%s, 'beirat.entry', %s)", role_of(other), each)[0][0]
        for each in ("SELECT", "UPDATE", "DELETE", "TRUNCATE")
    ]
    assert rights == [True, False, False, False]
    assert bare.ask("SELECT relrowsecurity FROM pg_class WHERE oid = 'beirat.entry'::regclass") == [(True,)]


def test_several_boards_share_a_hub(board: SeatedBoard, bare: Hub) -> None:
    ids = [f"{number:02x}" * 32 for number in range(160, 165)]
    named = [part for each in ids for part in ("--for", each)]
    ran = done("hub", "init", bare.admin, "--json", *named, home=board.office.home.path, board=board.path)
    assert [each["board"] for each in json.loads(ran.out)["boards"]] == ids


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["hub", "init", "--for", "12ab", "postgresql://x@127.0.0.1:9/y"], "cli.no-board-id"),
        (["hub", "init", "postgresql://x@127.0.0.1:9/y"], "place.unreachable"),
        (["hub", "init", "postgresql://x@127.0.0.1:9"], "place.bad-address"),
        (["hub", "tidy", "postgresql://x@127.0.0.1:9/y"], "place.unreachable"),
        (["hub", "tidy", "postgresql://x@127.0.0.1:9/y", "--password-file", "nowhere"], "cli.no-password"),
    ],
)
def test_what_cannot_be_done_is_told(board: SeatedBoard, words: list[str], code: str) -> None:
    ran = beirat(*words, "--json", home=board.office.home.path, board=board.path)
    assert ran.code == 1
    assert json.loads(ran.err)["code"] == code


def test_an_address_is_needed_unless_the_sql_is_only_shown(board: SeatedBoard) -> None:
    ran = beirat("hub", "init", home=board.office.home.path, board=board.path, lang="en")
    assert ran.code == 2
    assert "--print" in ran.err


def test_somebody_without_the_right_to_set_up_is_told(board: SeatedBoard, hub: Hub) -> None:
    hub.add_board(board.office.id)
    mine = hub.full_address(board.office.id)
    asked = ("--for", "77" * 32, "--json")
    ran = beirat("hub", "init", mine, *asked, home=board.office.home.path, board=board.path)
    assert (ran.code, json.loads(ran.err)["code"]) == (1, "place.not-allowed")
    assert hub.passwords[board.office.id] not in ran.err


# --- tidying -----------------------------------------------------------------------------------------------


def test_texts_that_are_to_be_erased_leave_the_hub_and_the_copies_of_it(
    board: SeatedBoard, hub: Hub, tmp_path: Path
) -> None:
    sessions = list(apart(board, tmp_path, "office", "M01", "M02"))
    with parties(hub, *sessions) as (office, chair, member):
        sketch = rounds.list_rounds(member.session)[0].sketch
        before = ids_of(member)
        comments.write_comment(member.session, sketch, "Etwas sehr Persönliches")
        [written] = ids_of(member) - before
        settle(office, chair, member)
        assert lies_there(hub, "Etwas sehr Persönliches") == 1
        assert lies_here(office, "Etwas sehr Persönliches")
        for party in (office, chair):
            with party.session.writing("office" if party is office else "chair") as pen:
                pen.write("erase.ordered", EraseOrdered(written, "request"))
        settle(office, chair, member)
        assert lies_there(hub, "Etwas sehr Persönliches") == 1
        told = done(
            "hub", "tidy", hub.admin, "--json", home=office.session.home.path, board=office.session.path
        )
        assert json.loads(told.out)["payloads"] == 1
        assert lies_there(hub, "Etwas sehr Persönliches") == 0
        settle(office, chair, member)
        assert lies_there(hub, "Etwas sehr Persönliches") == 0
        for party in (office, chair, member):
            assert not lies_here(party, "Etwas sehr Persönliches")
            assert party.sync().clean
    for each in sessions:
        each.close()


def tidied(hub: Hub, party: Party, *more: str) -> Ran:
    home, board = party.session.home.path, party.session.path
    return done("hub", "tidy", hub.admin, *more, home=home, board=board, lang="en")


def ids_of(party: Party) -> set[str]:
    with party.session.reading() as reading:
        return record_ids(reading)


def lies_there(hub: Hub, text: str) -> int:
    [(found,)] = hub.ask(
        "SELECT count(*) FROM beirat.entry WHERE position(%s::bytea in raw) > 0", text.encode()
    )
    return int(found)


def lies_here(party: Party, text: str) -> bool:
    """Whether TEXT stands in the copy of the hub."""
    from beirat_tui.sync.hub_mirror import Mirror  # noqa: PLC0415

    [file] = party.session.home.path.rglob("hub.sqlite")
    mirror = Mirror(file.parent, party.session.id)
    texts = mirror.payloads(mirror.names("payload"), small=True)
    found = any(text.encode() in blob for _, blob in texts)
    mirror.close()
    return found


def test_only_the_newest_statements_stay_and_everybody_goes_on(
    board: SeatedBoard, hub: Hub, tmp_path: Path
) -> None:
    sessions = list(apart(board, tmp_path, "office", "M02"))
    with parties(hub, *sessions) as (office, member):
        for choice in ("yes", "no", "yes"):
            voting.cast(member.session, rounds.list_rounds(member.session)[0].id, choice)
            settle(office, member)
        [(many,)] = hub.ask("SELECT count(*) FROM beirat.entry WHERE kind = 'heard'")
        told = done(
            "hub", "tidy", hub.admin, "--json", home=office.session.home.path, board=office.session.path
        )
        assert json.loads(told.out) == {"format": "tidied-v1", "payloads": 0, "statements": many - 2}
        settle(office, member)
        assert hub.ask("SELECT count(*) FROM beirat.entry WHERE kind = 'heard'") == [(2,)]
        assert office.content() == member.content()
        again = done(
            "hub", "tidy", hub.admin, home=office.session.home.path, board=office.session.path, lang="en"
        )
        assert again.out == "0 texts or files erased.\n0 outdated statements removed.\n"
    for each in sessions:
        each.close()


# --- passwords by command ----------------------------------------------------------------------------------


def test_a_wrong_password_is_given_anew_by_command(board: SeatedBoard, hub: Hub, tmp_path: Path) -> None:
    hub.add_board(board.office.id)
    [office] = apart(board, tmp_path, "office")
    right, wrong = tmp_path / "right", tmp_path / "wrong"
    right.write_text(hub.passwords[office.id] + "\n", encoding="utf-8")
    wrong.write_text("wrong\n", encoding="utf-8")
    with memory_keyring():
        place = places.add(office, hub.address(office.id))
        asked = {"home": office.home.path, "board": office.path, "lang": "en"}
        assert "asks for a password" in beirat("sync", **asked).err  # type: ignore[arg-type]
        done("sync", "login", place.title, "--password-file", wrong, **asked)
        assert "refuses the name or the password" in beirat("sync", **asked).err  # type: ignore[arg-type]
        done("sync", "login", "1", "--password-file", right, **asked)
        assert beirat("sync", **asked).code == 0  # type: ignore[arg-type]
        assert beirat("sync", "login", "1", **asked).code == 2  # type: ignore[arg-type]
    office.close()


def test_at_a_terminal_the_password_is_asked_for_and_the_exchange_goes_on(
    board: SeatedBoard, hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.add_board(board.office.id)
    [office] = apart(board, tmp_path, "office")
    monkeypatch.setattr("getpass.getpass", lambda *_prompt, **_how: hub.passwords[office.id])
    with memory_keyring() as ring:
        places.add(office, hub.address(office.id))
        ran = beirat("sync", home=office.home.path, board=office.path, lang="en", terminal=True)
        assert ran.code == 0, ran
        assert len(ring.kept) == 1
        assert hub.ask("SELECT count(*) > 0 FROM beirat.entry") == [(True,)]
    office.close()


def test_without_a_keyring_the_place_is_added_all_the_same(
    board: SeatedBoard, hub: Hub, tmp_path: Path
) -> None:
    hub.add_board(board.office.id)
    [office] = apart(board, tmp_path, "office")
    with memory_keyring(locked=True):
        ran = done(
            "sync", "add", hub.full_address(office.id), home=office.home.path, board=office.path, lang="en"
        )
        assert "no keyring" in ran.err
        assert len(places.places(office)) == 1
    office.close()


# --- joining -----------------------------------------------------------------------------------------------


def test_somebody_joins_by_the_address_alone(board: SeatedBoard, hub: Hub, tmp_path: Path) -> None:
    hub.add_board(board.office.id)
    [office] = apart(board, tmp_path, "office")
    full, new = hub.full_address(board.office.id), tmp_path / "new.beirat"
    with memory_keyring():
        done("sync", "add", full, home=office.home.path, board=office.path)
        done("sync", home=office.home.path, board=office.path)
        done("join", full, "--name", "Neu", home=tmp_path / "new", board=new)
        report = done("sync", home=office.home.path, board=office.path, lang="en")
    assert "1 request to join" in report.out
    assert "Neu" in done("roster", "requests", home=office.home.path, board=office.path).out
    office.close()


def collected(hub: Hub, address: str, password: str, folder: Path) -> int:
    """How many records are at ADDRESS for somebody who does not know of which board."""
    secret = Secret("", password)
    way = open_exchange(address, Here("", None, folder / "none.beirat", folder, lambda _: secret))
    try:
        assert hub.database
        with way.collect() as parcels:
            return sum(len(list(each.source.ids())) for each in parcels if each.source is not None)
    finally:
        way.close()


def test_where_it_is_not_clear_which_board_is_meant_nothing_is_taken(
    board: SeatedBoard, hub: Hub, tmp_path: Path
) -> None:
    address = hub.server.address(hub.database, "postgres", None)
    assert collected(hub, address, PASSWORD, tmp_path / "a") == 0
    first = found(members=1, title="Eins")
    for number, each in enumerate((first, found(members=1, title="Zwei"))):
        if number:
            assert collected(hub, address, PASSWORD, tmp_path / "b") == len(first.records())
        for record in each.records():
            hub.ask(
                "INSERT INTO beirat.entry (board, kind, raw, signature) VALUES (%s, 'record', %s, %s)",
                each.id,
                record.raw,
                record.signature,
            )
    with pytest.raises(BeiratError) as refused:
        collected(hub, address, PASSWORD, tmp_path / "c")
    assert refused.value.code == "place.several-boards"
    assert board.path.exists()


def test_a_statement_that_nobody_signed_is_tidied_away(board: SeatedBoard, hub: Hub) -> None:
    hub.ask(
        "INSERT INTO beirat.entry (board, kind, raw, signature) VALUES (%s, 'heard', 'rubbish', '')",
        board.office.id,
    )
    told = done("hub", "tidy", hub.admin, "--json", home=board.office.home.path, board=board.path)
    assert json.loads(told.out)["statements"] == 1
