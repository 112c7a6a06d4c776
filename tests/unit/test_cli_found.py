"""Founding from the command line: all of it, or nothing."""

from pathlib import Path

import pytest

from commands import beirat


@pytest.mark.parametrize("wrong", ["key", "no-such-folder/key"])
def test_no_board_is_founded_whose_root_key_cannot_be_saved(tmp_path: Path, wrong: str) -> None:
    (tmp_path / "key").write_text("somebody's", encoding="ascii")
    secret = tmp_path / "passphrase"
    secret.write_text("drei graue Pferde\n", encoding="utf-8")
    board = tmp_path / "Beirat.beirat"
    words = ("--title", "Beirat", "--name", "Ada Otte", "--passphrase-file", secret)
    refused = beirat(
        "found", board, *words, "--root-key", tmp_path / wrong, home=tmp_path / "home", lang="de"
    )
    assert refused.code == 1
    assert str(tmp_path / wrong) in refused.err
    assert not board.exists()
    assert (tmp_path / "key").read_text(encoding="ascii") == "somebody's"
    founded = beirat(
        "found", board, *words, "--root-key", tmp_path / "new", home=tmp_path / "home", lang="de"
    )
    assert founded.code == 0
    assert board.exists()
    assert (tmp_path / "new").exists()
