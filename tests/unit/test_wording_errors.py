"""Every code that the program can raise has its three sentences, and they are said cleanly."""

import ast
import functools
from collections.abc import Iterator
from pathlib import Path

import pytest

import catalogues
from beirat_tui.domain.errors import BeiratError, InputError
from beirat_tui.wording import use_language
from beirat_tui.wording.errors import UNKNOWN, ErrorText, all_sentences, explain

SENTENCES = catalogues.SOURCE / "wording" / "errors"


@functools.cache
def _trees() -> dict[Path, ast.Module]:
    """The program's modules, those with the sentences left out."""
    return {
        path: ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(catalogues.SOURCE.rglob("*.py"))
        if SENTENCES not in path.parents
    }


@functools.cache
def _error_classes() -> frozenset[str]:
    """The names of `BeiratError` and of everything derived from it."""
    bases = {
        node.name: {base.id for base in node.bases if isinstance(base, ast.Name)}
        for tree in _trees().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    names = {BeiratError.__name__}
    while found := {name for name, parents in bases.items() if parents & names} - names:
        names |= found
    return frozenset(names)


def _errors_made() -> Iterator[tuple[str, ast.Call]]:
    """Every place that makes an error: ``file:line`` and the call."""
    for path, tree in _trees().items():
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in _error_classes()
            ):
                yield f"{path.relative_to(catalogues.SOURCE)}:{node.lineno}", node


def _codes_made() -> dict[str, list[tuple[str, ast.Call]]]:
    """Literal codes with the calls that make them."""
    found: dict[str, list[tuple[str, ast.Call]]] = {}
    for place, call in _errors_made():
        if call.args and isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str):
            found.setdefault(call.args[0].value, []).append((place, call))
    return found


def test_every_code_has_sentences() -> None:
    silent = [
        f"{code} ({', '.join(place for place, _call in calls)})"
        for code, calls in _codes_made().items()
        if code not in all_sentences()
    ]
    assert not silent, "no sentences in wording/errors for:\n" + "\n".join(sorted(silent))


def test_no_code_is_put_together() -> None:
    """A code made of pieces could not be looked up here, nor found by whoever reads it in a report."""
    pieced = [
        place
        for place, call in _errors_made()
        if call.args and isinstance(call.args[0], ast.JoinedStr | ast.BinOp)
    ]
    assert pieced == []


def test_every_sentence_belongs_to_a_code_that_is_used() -> None:
    literals = {
        node.value
        for tree in _trees().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert sorted(set(all_sentences()) - literals) == []


def test_no_code_has_sentences_twice() -> None:
    keys = [
        key.value
        for path in sorted(SENTENCES.glob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant) and isinstance(key.value, str)
    ]
    assert sorted({key for key in keys if keys.count(key) > 1}) == []


def test_sentences_ask_only_for_what_every_raiser_gives() -> None:
    wrong = []
    for code, calls in _codes_made().items():
        if (text := all_sentences().get(code)) is None:
            continue
        asked = set().union(*map(catalogues.placeholders, (text.happened, text.unchanged, text.do)))
        for place, call in calls:
            names = {keyword.arg for keyword in call.keywords}
            # ``**params`` is given by the keywords of its caller, which cannot be seen here.
            if None not in names and (lacking := asked - names):
                wrong.append(f"{place} {code}: {sorted(map(str, lacking))}")
    assert wrong == []


def test_sentences_are_whole_sentences() -> None:
    for code, text in all_sentences().items():
        for sentence in (text.happened, text.unchanged, text.do):
            assert sentence == sentence.strip(), code
            assert sentence[-1] in ".:?!})“”", f"{code}: {sentence}"


def test_a_code_without_sentences_still_says_code_and_params() -> None:
    text = explain(InputError("lighthouse.dark", since=3))
    assert "lighthouse.dark" in text.happened
    assert "since=3" in text.do
    assert text.unchanged == UNKNOWN.unchanged


def test_params_are_filled_in_and_made_harmless(monkeypatch: pytest.MonkeyPatch) -> None:
    sentences = {
        "lighthouse.dark": ErrorText("{name} is dark since {year}.", "The sea is.", "Light {lamp} again.")
    }
    monkeypatch.setattr("beirat_tui.wording.errors.all_sentences", lambda: sentences)
    text = explain(InputError("lighthouse.dark", name="\x1b[31mRoter\u202e\nSand{year}", year=1885))
    assert text.happened == "␛[31mRoter\ufffd Sand{year} is dark since 1885."
    assert text.unchanged == "The sea is."
    assert text.do == "Light {lamp} again."


def test_errors_speak_german() -> None:
    use_language("de")
    assert explain(InputError("lighthouse.dark")).happened.startswith("Es ist etwas schiefgegangen")
