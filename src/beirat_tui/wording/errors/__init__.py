"""Every error in three sentences: what happened, what stayed unchanged, what to do.

The rest of the program raises codes with parameters (`beirat_tui.domain.errors`). Each area's sentences stand
in a module here, `documents`, `rules`, `log` and so on, as ``SENTENCES``: code → `ErrorText` of English
sentences marked with ``N_`` and with ``{name}`` for the parameters. They are read when the first error is
shown, never before. Knows no screen and no exit code.
"""

import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module

from beirat_tui.domain.errors import BeiratError
from beirat_tui.domain.text import clean_line
from beirat_tui.wording.catalogue import N_, _


@dataclass(frozen=True, slots=True)
class ErrorText:
    """The three sentences of one error: as templates in the areas, filled in when `explain` returns them.

    `words` turns codes among the parameters into words of the language in use: parameter → function.
    """

    happened: str
    unchanged: str
    do: str
    words: Mapping[str, Callable[[str], str]] = field(default_factory=dict)


UNKNOWN = ErrorText(
    N_("Something went wrong that this version has no words for: {code}."),
    N_("What was saved before is still there: nothing saved is ever overwritten."),
    N_("Please pass this line on to whoever looks after the program: {details}"),
)


class _Params(dict[str, str]):
    """Parameters of one error; one that a sentence asks for in vain stays visible as ``{name}``."""

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


@cache
def all_sentences() -> Mapping[str, ErrorText]:
    """Return the sentences of every code: the areas' ``SENTENCES`` in one mapping."""
    merged: dict[str, ErrorText] = {}
    for module in sorted(pkgutil.iter_modules(__path__, f"{__name__}."), key=lambda found: found.name):
        merged |= import_module(module.name).SENTENCES
    return merged


def explain(error: BeiratError) -> ErrorText:
    """Return what to tell the user about ERROR, in the language in use.

    Text parameters may come from a foreign file, so they are cleaned to one harmless line. A code without
    sentences gives a text that still names the code and its parameters.
    """
    params = _Params({name: clean_line(str(value)) for name, value in error.params.items()})
    template = all_sentences().get(error.code)
    if template is None:
        template = UNKNOWN
        params = _Params(code=clean_line(error.code), details=clean_line(str(error)))
    for name, words in template.words.items():
        if name in params:
            params[name] = words(params[name])
    return ErrorText(
        _(template.happened).format_map(params),
        _(template.unchanged).format_map(params),
        _(template.do).format_map(params),
    )
