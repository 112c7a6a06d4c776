"""Every code that the program can raise has its three sentences, and they are said cleanly."""

import ast
import functools
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import catalogues
from beirat_tui.domain.errors import BeiratError, InputError, Refused
from beirat_tui.log.kinds import KINDS
from beirat_tui.wording import use_language
from beirat_tui.wording.errors import UNKNOWN, ErrorText, all_sentences, explain

pytestmark = pytest.mark.no_cover
"""The sources are read, and hardly run: measuring that takes three times as long and says nothing."""
SENTENCES = catalogues.SOURCE / "wording" / "errors"
CODE = re.compile(r"[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z0-9]+)*")


@functools.cache
def _trees() -> dict[Path, ast.Module]:
    """The program's modules, those with the sentences left out."""
    return {
        path: ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(catalogues.SOURCE.rglob("*.py"))
        if SENTENCES not in path.parents
    }


def _module(path: Path) -> str:
    """The dotted name of the module at PATH."""
    parts = path.relative_to(catalogues.SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@functools.cache
def _error_classes() -> frozenset[tuple[str, str]]:
    """`BeiratError` and everything derived from it, as (module, name) for every module that has the name.

    Another class of the same name, such as the log's verdict `Refused`, is none of them; nor is one that is
    made from something else than a code.
    """
    names = {(BeiratError.__module__, BeiratError.__name__)}
    while found := {pair for path, tree in _trees().items() for pair in _named_in(path, tree, names)} - names:
        names |= found
    return frozenset(names)


def _named_in(path: Path, tree: ast.Module, known: set[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The error classes that a module imports or derives from the KNOWN ones."""
    here = _module(path)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            for name in node.names:
                if (node.module, name.name) in known:
                    yield here, name.asname or name.name
        elif isinstance(node, ast.ClassDef):
            own_start = any(
                isinstance(each, ast.FunctionDef) and each.name == "__init__" for each in node.body
            )
            bases = {(here, base.id) for base in node.bases if isinstance(base, ast.Name)}
            if bases & known and not own_start:
                yield here, node.name


def _errors_made() -> Iterator[tuple[str, ast.Call]]:
    """Every place that makes an error: ``file:line`` and the call."""
    for path, tree in _trees().items():
        here = _module(path)
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and (here, node.func.id) in _error_classes()
            ):
                yield f"{path.relative_to(catalogues.SOURCE)}:{node.lineno}", node


def _literals(expression: ast.expr) -> Iterator[str]:
    """The strings that EXPRESSION can be: one, or those between which it chooses."""
    if isinstance(expression, ast.Constant) and isinstance(expression.value, str):
        yield expression.value
    elif isinstance(expression, ast.IfExp):
        yield from _literals(expression.body)
        yield from _literals(expression.orelse)
    elif isinstance(expression, ast.BoolOp):
        for value in expression.values:
            yield from _literals(value)


def _codes_made() -> dict[str, list[tuple[str, ast.Call]]]:
    """Literal codes with the calls that make them."""
    found: dict[str, list[tuple[str, ast.Call]]] = {}
    for place, call in _errors_made():
        for code in _literals(call.args[0]) if call.args else ():
            found.setdefault(code, []).append((place, call))
    return found


@functools.cache
def _carriers() -> dict[str, int]:
    """The services' classes with a field ``reason``, which carries a code to where the error is made.

    Name → place of the field.
    """
    found = {}
    for path, tree in _trees().items():
        for node in ast.walk(tree) if path.parent.name == "services" else ():
            if isinstance(node, ast.ClassDef):
                fields = [
                    each.target.id
                    for each in node.body
                    if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name)
                ]
                if "reason" in fields:
                    found[node.name] = fields.index("reason")
    return found


def _reasons() -> dict[str, str]:
    """Codes that the services hand on as a ``reason``: code → ``file:line``."""
    found = {}
    for path, tree in _trees().items():
        if path.parent.name != "services":
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _carriers():
                place = _carriers()[node.func.id]
                given = [keyword.value for keyword in node.keywords if keyword.arg == "reason"]
                for code in itertools.chain.from_iterable(map(_literals, given or node.args[place:][:1])):
                    if CODE.fullmatch(code):
                        found[code] = f"{path.relative_to(catalogues.SOURCE)}:{node.lineno}"
    return found


def _codes_chosen() -> dict[str, str]:
    """Codes in modules that choose the code of an error before making it: code → file.

    Such a module's literals count if they look like a code of a known family and name no kind of entry.
    """
    families = {code.partition(".")[0] for code in all_sentences()}
    files = {
        place.partition(":")[0]
        for place, call in _errors_made()
        if call.args and not isinstance(call.args[0], ast.Constant | ast.Attribute)
    }
    return {
        node.value: name
        for name in sorted(files)
        for node in ast.walk(_trees()[catalogues.SOURCE / name])
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and CODE.fullmatch(node.value)
        and node.value.partition(".")[0] in families
        and node.value not in KINDS
    }


def test_every_code_has_sentences() -> None:
    silent = [
        f"{code} ({', '.join(place for place, _call in calls)})"
        for code, calls in _codes_made().items()
        if code not in all_sentences()
    ]
    assert not silent, "no sentences in wording/errors for:\n" + "\n".join(sorted(silent))


def test_every_refusal_counts_as_an_error() -> None:
    codes = _codes_made()
    assert {"vote.already", "recusal.already", "recusal.none", "cli.no-round"} <= set(codes)
    assert "other-board" not in codes


def test_every_code_handed_on_as_a_reason_has_sentences_that_need_nothing_filled_in() -> None:
    assert {"vote.closed", "vote.aborted", "vote.absent", "vote.not-a-member"} <= set(_reasons())
    silent = [f"{code} ({place})" for code, place in _reasons().items() if code not in all_sentences()]
    assert silent == []
    assert [code for code in _reasons() if _asked(all_sentences()[code])] == []


def test_every_code_chosen_before_the_error_is_made_has_sentences() -> None:
    assert {"rights.member", "store.locked", "sketch.amount-negative"} <= set(_codes_chosen())
    silent = [f"{code} ({file})" for code, file in _codes_chosen().items() if code not in all_sentences()]
    assert silent == []


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
        asked = _asked(text)
        for place, call in calls:
            names = {keyword.arg for keyword in call.keywords}
            # ``**params`` is given by the keywords of its caller, which cannot be seen here.
            if None not in names and (lacking := asked - names):
                wrong.append(f"{place} {code}: {sorted(map(str, lacking))}")
    assert wrong == []


def _asked(text: ErrorText) -> set[str]:
    """The parameters that TEXT fills in."""
    return set().union(*map(catalogues.placeholders, (text.happened, text.unchanged, text.do)))


def test_words_are_kept_for_parameters_that_are_filled_in() -> None:
    assert [code for code, text in all_sentences().items() if not set(text.words) <= _asked(text)] == []


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


def test_what_keeps_a_vote_open_is_told_in_words() -> None:
    rules = {
        call.args[0].value
        for path, tree in _trees().items()
        for call in ast.walk(tree)
        if path.parent.name == "tally"
        and isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "missing"
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    }
    assert {"quorum.attendance", "tie.casting-vote", "votes.too-many"} <= rules
    unknown = explain(Refused("round.undecided", missing="lighthouse.dark")).do
    told = {rule: explain(Refused("round.undecided", missing=rule)).do for rule in sorted(rules)}
    assert {rule: text for rule, text in told.items() if rule in text or "{" in text or text == unknown} == {}


def test_choices_are_told_in_words() -> None:
    use_language("de")
    text = explain(InputError("vote.unknown-choice", choice="Ada Otte", allowed="yes, no, abstain"))
    assert text.happened.startswith("„Ada Otte“")
    assert text.do.endswith(": Ja, Nein, Enthaltung.")


def test_errors_speak_german() -> None:
    use_language("de")
    assert explain(InputError("lighthouse.dark")).happened.startswith("Es ist etwas schiefgegangen")
