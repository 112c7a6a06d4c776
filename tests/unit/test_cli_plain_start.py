"""The usual start is read without the command line's library, and understood in the same way."""

import sys
from pathlib import Path

import pytest

from beirat_tui import __main__, tui
from beirat_tui.cli.commands import screens
from beirat_tui.cli.main import run
from beirat_tui.cli.place import Place
from beirat_tui.cli.plain_start import screens_asked, start
from beirat_tui.domain.errors import StoreError
from beirat_tui.wording import language

FOR_THE_SCREENS = [
    [],
    ["Beirat.beirat"],
    ["some/folder/Beirat.beirat"],
    ["--lang", "en"],
    ["--lang=en", "Beirat.beirat"],
    ["Beirat.beirat", "--lang", "de", "--debug"],
    ["--home", "private", "--board", "no-usual-name"],
    ["--home=private", "--board=Beirat.beirat"],
    ["--lang", "de", "--lang", "en"],
]
FOR_COMMANDS = [
    ["--help"],
    ["--version"],
    ["list"],
    ["Beirat.beirat", "list"],
    ["Beirat.beirat", "Other.beirat"],
    ["Beirat.beirat", "--board", "Other.beirat"],
    ["--board", "Other.beirat", "Beirat.beirat"],
    ["--board"],
    ["--board="],
    ["--home", "--debug"],
    ["--lang", "fr"],
    ["--debug=yes"],
    ["-x.beirat"],
    ["--"],
    [""],
]


def _set(place: Place) -> tuple[object, ...]:
    return place.board, place.home, place.language, place.debug


@pytest.mark.parametrize("arguments", FOR_THE_SCREENS)
def test_a_plain_start_is_what_the_command_line_makes_of_it(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Place] = []
    monkeypatch.setattr(screens, "start", started.append)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert run(arguments) == 0
    found = screens_asked(arguments)
    assert found is not None
    assert _set(found) == _set(started[0])


@pytest.mark.parametrize("arguments", FOR_COMMANDS)
def test_everything_else_is_left_to_the_command_line(arguments: list[str]) -> None:
    assert screens_asked(arguments) is None


def test_the_program_takes_the_short_way_only_at_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown: list[Path | None] = []

    def show(board: Path | None, _home: Path | None, *, debug: bool) -> int:
        shown.append(board)
        return 3 if debug else 0

    monkeypatch.setattr(tui, "start", show)
    monkeypatch.setattr(sys, "argv", ["beirat", "Beirat.beirat", "--debug", "--lang", "de"])
    with pytest.raises(SystemExit) as refused:
        __main__.main()
    assert refused.value.code == 1
    assert "Terminal" in capsys.readouterr().err
    assert shown == []
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    with pytest.raises(SystemExit) as ended:
        __main__.main()
    assert ended.value.code == 3
    assert shown == [Path("Beirat.beirat")]


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (StoreError("store.missing", path="Beirat.beirat"), 1, "Beirat.beirat"),
        (RuntimeError("inner"), 1, "RuntimeError"),
        (KeyboardInterrupt(), 130, "Abgebrochen"),
    ],
)
def test_what_goes_wrong_is_told_as_everywhere(
    error: BaseException,
    code: int,
    told: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(*_board: object, **_options: object) -> int:
        raise error

    monkeypatch.setattr(tui, "start", fail)
    place = Place(language="de")
    assert start(place) == code
    assert language() == "de"
    said = capsys.readouterr().err
    assert told in said
    assert "Traceback" not in said
