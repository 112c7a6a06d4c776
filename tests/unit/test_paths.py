"""Paths as persons type them: what nobody may look at, and what can be no name, is not there."""

from pathlib import Path

import pytest

from beirat_tui.paths import from_home, is_file, is_folder, is_there, remove, straight
from beirat_tui.tui.widgets.paths import PathSuggester, expanded
from permissions import with_mode

NOBODY = "~niemand-dieses-namens/Beirat"
NO_NAMES = ["a" * 300, "/".join(["a" * 200] * 40), "a\0b", NOBODY]


@pytest.mark.parametrize("name", NO_NAMES)
def test_what_can_be_no_name_is_not_there(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    assert not is_there(path)
    assert not is_folder(path)
    assert not is_file(path)
    remove(path)


def test_what_is_there_is_what_it_is(tmp_path: Path) -> None:
    file = tmp_path / "Beirat"
    file.touch()
    assert (is_there(file), is_file(file), is_folder(file)) == (True, True, False)
    assert (is_there(tmp_path), is_file(tmp_path), is_folder(tmp_path)) == (True, False, True)
    remove(file)
    assert not is_there(file)


def test_what_nobody_may_look_at_is_not_there(tmp_path: Path) -> None:
    closed = tmp_path / "verschlossen"
    (closed / "innen").mkdir(parents=True)
    with with_mode(closed, 0):
        assert not is_there(closed / "innen")
        assert not is_folder(closed / "innen")
        remove(closed / "innen")


def test_the_home_of_nobody_is_a_name_like_others() -> None:
    assert from_home(Path("~/Beirat")) == Path.home() / "Beirat"
    assert from_home(Path(NOBODY)) == Path(NOBODY)
    assert expanded(f" '{NOBODY}' ") == Path(NOBODY)


def test_a_way_up_is_gone_once_and_leads_where_the_system_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "verweis").symlink_to(tmp_path / "a" / "b")
    (tmp_path / "kreis").symlink_to(tmp_path / "kreis")
    monkeypatch.chdir(tmp_path / "a")
    assert straight(Path("../a/b")) == (tmp_path / "a" / "b").resolve()
    assert straight(Path("../verweis/../b")) == (tmp_path / "a" / "b").resolve()
    assert straight(tmp_path / "verweis") == tmp_path / "verweis"
    assert straight(Path("../kreis/../a")).name == "a"


@pytest.mark.parametrize("typed", [*NO_NAMES, "~niemand-dieses-namens/", "~"])
def test_nothing_is_proposed_for_what_can_be_no_name(typed: str) -> None:
    assert PathSuggester(".beirat").complete(typed) is None
