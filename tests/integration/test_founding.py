"""Founding a board, its root keys, and whose private folder keeps what."""

from pathlib import Path

import pytest

from beirat_tui.domain.errors import InputError, StoreError
from beirat_tui.log.keys import SigningKey
from beirat_tui.services import founding, root_keys, verification, words
from beirat_tui.services.home import Home, find_home
from seated import seat_board
from stores import surroundings


def test_the_founder_works_for_the_office_and_the_board_has_rules_and_a_programme(tmp_path: Path) -> None:
    board = seat_board(tmp_path, members=1)
    assert board.office.title == "Beirat"
    assert board.office.person.roles == {"office"}
    assert board.office.person.name == "Gerda Schreiber"
    with board.office.reading() as reading:
        assert reading.view.value("rules") is not None
        assert list(reading.view.slots_under("programme/")) == ["programme/rdz-sachsen-anhalt"]
    assert verification.verify(board.office).sound


def test_the_key_is_the_owners_only_and_no_root_key_is_kept(tmp_path: Path) -> None:
    board = seat_board(tmp_path, members=1)
    files = [file for file in (tmp_path / "office").rglob("*") if file.is_file()]
    key = next(file for file in files if file.name == "key")
    assert key.stat().st_mode & 0o077 == 0
    secrets = [board.keys.root.seed.hex(), board.keys.spare.seed.hex()]
    contents = [file.read_bytes() for file in [*files, board.path]]
    assert not any(secret.encode() in content for secret in secrets for content in contents)
    assert not any(bytes.fromhex(secret) in content for secret in secrets for content in contents)


def test_an_existing_file_is_never_founded_over(tmp_path: Path) -> None:
    path = tmp_path / "board.beirat"
    path.write_bytes(b"mine")
    with pytest.raises(StoreError, match=r"store\.exists"):
        founding.found(
            path,
            Home(tmp_path / "home"),
            surroundings("a"),
            title="B",
            founder=founding.Founder("A"),
        )
    assert path.read_bytes() == b"mine"


def test_a_failed_founding_leaves_no_file(tmp_path: Path) -> None:
    path = tmp_path / "board.beirat"
    with pytest.raises((InputError, StoreError, ValueError, KeyError, FileNotFoundError)):
        founding.found(
            path,
            Home(tmp_path / "home"),
            surroundings("a"),
            title="B",
            founder=founding.Founder("A"),
            rules="none-of-that-name",
        )
    assert not path.exists()


def test_a_root_key_comes_back_from_its_file_and_from_its_words(tmp_path: Path) -> None:
    key = SigningKey(bytes(range(32)))
    file = tmp_path / "root-key"
    root_keys.save(file, key, "drei graue Pferde")
    assert file.stat().st_mode & 0o077 == 0
    assert root_keys.load(file, "drei graue Pferde").public == key.public
    with pytest.raises(InputError, match=r"root-key\.wrong-passphrase"):
        root_keys.load(file, "vier graue Pferde")
    with pytest.raises(StoreError, match=r"root-key\.exists"):
        root_keys.save(file, key, "x")
    written = " ".join(words.written(key.seed))
    assert root_keys.from_words(f"  {written.upper()} ").public == key.public


@pytest.mark.parametrize("text", ["", "apfel birne", "abandon " * 24, "zoo " * 23])
def test_wrong_words_are_told_apart_by_their_checksum(text: str) -> None:
    with pytest.raises(InputError, match=r"words\.wrong"):
        root_keys.from_words(text)


@pytest.mark.parametrize("content", [b"", b"{}", b'{"format":1}', b"\xff\xfe"])
def test_a_file_that_is_no_root_key_says_so(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "root-key"
    file.write_bytes(content)
    with pytest.raises(InputError, match=r"root-key\.not-one"):
        root_keys.load(file, "x")


def test_a_root_key_cannot_be_saved_where_there_is_no_folder(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"root-key\.cannot-write"):
        root_keys.save(tmp_path / "nowhere" / "root-key", SigningKey(bytes(32)), "x")


def test_six_words_are_the_same_on_two_screens_and_differ_between_keys() -> None:
    first, second = SigningKey(bytes(32)).public, SigningKey(bytes(31) + b"\1").public
    assert words.compared(first) == words.compared(first)
    assert len(words.compared(first)) == 6
    assert words.compared(first) != words.compared(second)


def test_a_damaged_key_file_is_named_and_never_overwritten(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.keep_key("a" * 64, SigningKey(bytes(32)))
    file = next(tmp_path.rglob("key"))
    with pytest.raises(StoreError, match=r"home\.key-exists"):
        home.keep_key("a" * 64, SigningKey(bytes(32)))
    for damaged in ("zz", "00ff"):
        file.write_text(damaged, encoding="ascii")
        with pytest.raises(StoreError, match=r"home\.bad-key"):
            home.key("a" * 64)


def test_settings_survive_a_damaged_file_as_if_there_were_none(tmp_path: Path) -> None:
    home = Home(tmp_path)
    assert home.settings == {}
    home.save_settings({"theme": "beirat-light"})
    assert home.settings == {"theme": "beirat-light"}
    (tmp_path / "settings.json").write_text("[1]", encoding="utf-8")
    assert home.settings == {}
    (tmp_path / "settings.json").write_text("{", encoding="utf-8")
    assert home.settings == {}


def test_the_private_folder_is_the_one_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEIRAT_HOME", str(tmp_path / "named"))
    assert find_home(None).path == tmp_path / "named"
    assert find_home(tmp_path / "told").path == tmp_path / "told"
    monkeypatch.delenv("BEIRAT_HOME")
    assert find_home(None).path.name == "beirat"
