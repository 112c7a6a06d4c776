"""Where errors of commands end: sentences on the error stream, an exit code, nothing of Python's."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from beirat_tui.cli.boundary import FoundWrong, guarded
from beirat_tui.cli.main import run
from beirat_tui.cli.place import Place
from beirat_tui.domain.errors import BeiratError, Refused
from beirat_tui.wording import use_language
from commands import beirat

PROGRAM = Path(sys.executable).with_name("beirat")


def _raising(error: BaseException) -> Callable[[], None]:
    def work() -> None:
        raise error

    return work


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (BeiratError("cli.no-sketch", asked="x"), 1),
        (Refused("cli.not-confirmed"), 1),
        (FoundWrong(), 1),
        (RuntimeError("secret detail"), 1),
        (RecursionError(), 1),
        (click.UsageError("so not"), 2),
        (click.exceptions.Exit(0), 0),
        (click.exceptions.Exit(1), 1),
        (click.Abort(), 130),
        (KeyboardInterrupt(), 130),
        (EOFError(), 130),
    ],
)
def test_exit_codes(error: BaseException, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert guarded(_raising(error), Place()) == code
    told = capsys.readouterr()
    assert told.out == ""
    assert "Traceback" not in told.err


def test_an_error_is_told_in_three_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    use_language("de")
    guarded(_raising(BeiratError("cli.no-sketch", asked="Elbe")), Place())
    assert capsys.readouterr().err.splitlines() == [
        "Keine Skizze hat die Nummer „Elbe“ oder das im Titel.",
        "Es wurde nichts geändert.",
        "`beirat list` zeigt die Skizzen mit ihren Nummern.",
    ]


def test_an_error_is_told_in_json_where_the_answer_was_to_be_that(capsys: pytest.CaptureFixture[str]) -> None:
    guarded(_raising(BeiratError("cli.no-sketch", asked="Elbe")), Place(json=True))
    told = json.loads(capsys.readouterr().err)
    assert told["format"] == "error-v1"
    assert told["code"] == "cli.no-sketch"
    assert told["params"] == {"asked": "Elbe"}
    assert "Elbe" in told["happened"]


def test_a_mistake_of_the_program_is_no_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    guarded(_raising(RuntimeError("inner \x1b[31mdetail")), Place())
    told = capsys.readouterr().err
    assert "RuntimeError" in told
    assert "--debug" in told
    assert "detail" not in told


@pytest.mark.parametrize("error", [RuntimeError("inner detail"), Refused("cli.not-confirmed")])
def test_debug_shows_where_it_came_from(error: Exception, capsys: pytest.CaptureFixture[str]) -> None:
    guarded(_raising(error), Place(debug=True))
    told = capsys.readouterr().err
    assert "Traceback" in told
    assert "_raising" in told or "work" in told


def test_what_errors_repeat_is_harmless() -> None:
    hostile = "\x1b[2J\u202eevil\u200b[bold]"
    for arguments in (("show", hostile), (hostile,), ("list", f"--{hostile}"), ("vote", "x", hostile)):
        told = beirat(*arguments).err
        assert "\x1b" not in told, arguments
        assert "\u202e" not in told, arguments


@pytest.mark.parametrize(
    "arguments",
    [
        ("lst",),
        ("list", "--foo"),
        ("show",),
        ("show", "a", "b"),
        ("vote", "2019-01", "perhaps"),
        ("meeting",),
        ("meeting", "open", "--at", "25:00"),
        ("round", "open", "x", "--deadline", "31.02.2026"),
        ("--lang", "fr", "list"),
        ("found",),
        ("export", "--as"),
    ],
)
@pytest.mark.parametrize(("lang", "word"), [("de", "Fehler: "), ("en", "Error: ")])
def test_a_wrong_call_says_how_it_is_right(arguments: tuple[str, ...], lang: str, word: str) -> None:
    ran = beirat(*arguments, lang=None if "--lang" in arguments else lang)
    assert ran.code == 2
    assert ran.out == ""
    if "--lang" not in arguments:
        assert word in ran.err
        assert "beirat" in ran.err


@pytest.mark.parametrize(("typed", "meant"), [("lsit", "list"), ("verfy", "verify"), ("votes", "vote")])
def test_a_slip_of_the_keyboard_is_understood(typed: str, meant: str) -> None:
    assert f"Did you mean {meant}?" in beirat(typed).err
    assert f"Meinten Sie {meant}?" in beirat(typed, lang="de").err


def test_the_last_language_asked_for_counts_wherever_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    for arguments in (("--lang", "de", "list", "--help"), ("list", "--lang=en", "--help", "--lang", "de")):
        assert beirat(*arguments).out.startswith("Aufruf:")
    monkeypatch.setenv("LANGUAGE", "en")
    assert beirat("show", "--", "--lang", "de").err.startswith("Usage:")


def test_the_environment_chooses_the_language_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "de")
    assert beirat("--help").out.startswith("Aufruf:")


def test_without_a_terminal_the_screens_say_what_to_do_instead(tmp_path: Path) -> None:
    for arguments in ((), (tmp_path / "x.beirat",), ("x.beirat",)):
        ran = beirat(*arguments)
        assert ran.code == 1
        assert "beirat --help" in ran.err


def test_a_program_says_its_version() -> None:
    ran = beirat("--version")
    assert (ran.code, ran.out[:7]) == (0, "beirat ")


def test_letters_that_the_terminal_lacks_are_no_error() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1", "LANGUAGE": "de"}
    ran = subprocess.run([PROGRAM, "--help"], env=environment, capture_output=True, check=False, timeout=60)
    assert ran.returncode == 0
    assert ran.stdout.decode("latin-1").startswith("Aufruf: beirat [BEIRAT] | BEFEHL ?\n")
    assert "Beschlussfähigkeit" in ran.stdout.decode("latin-1")


def test_a_reader_who_leaves_is_no_error() -> None:
    """`beirat rules show vwvfg | head -1` ends quietly."""
    with subprocess.Popen(
        [PROGRAM, "rules", "show", "vwvfg"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as program:
        assert program.stdout is not None
        program.stdout.close()
        assert program.stderr is not None
        assert program.stderr.read() == b""
        assert program.wait(timeout=60) == 141


@pytest.mark.skipif(os.name == "nt", reason="signals of Unix")
def test_ctrl_c_ends_with_a_sentence(tmp_path: Path) -> None:
    pipe = tmp_path / "text"
    os.mkfifo(pipe)
    with subprocess.Popen(
        [PROGRAM, "rules", "check", str(pipe), "--lang", "en"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as program:
        writer = os.open(pipe, os.O_WRONLY)  # waits until the command reads
        time.sleep(0.05)
        program.send_signal(signal.SIGINT)
        _out, err = program.communicate(timeout=60)
        os.close(writer)
    assert program.returncode == 130
    assert err.decode().strip() == "Stopped. Nothing was changed by this command."


def test_run_gives_the_code_to_the_caller() -> None:
    assert run(["--version"]) == 0
