"""The keys of the rule language, read off the classes of `model.py`: name, kind of value, words, default."""

import dataclasses
import functools
import types
import typing
from collections.abc import Mapping
from typing import Any, Literal

from beirat_tui.domain.rules.amount import Amount
from beirat_tui.domain.rules.model import RuleSet

Kind = Literal["section", "amount", "amounts", "word", "number", "flag", "text"]
MOST_NUMBER = 999


@dataclasses.dataclass(frozen=True, slots=True)
class Key:
    """One key of the rule language.

    Attributes:
        section: the table it stands in, "" for the top of the file.
        name: the key.
        kind: what its value is.
        words: the words allowed (kind word), or the word that stands for no amount.
        required: whether a file must have it (where it has the section).
        default: the value where the file leaves it out.
        table: the class of the table (kind section).
    """

    section: str
    name: str
    kind: Kind
    words: tuple[str, ...] = ()
    required: bool = False
    default: object = None
    table: type | None = None

    @property
    def path(self) -> str:
        """The dotted key, as findings and documents name it."""
        return f"{self.section}.{self.name}" if self.section else self.name


@functools.cache
def keys_of(table: type, section: str = "") -> Mapping[str, Key]:
    """The keys of one table class, by name, in the order of the file."""
    hints = typing.get_type_hints(table)
    return {item.name: _key(item, hints[item.name], section) for item in dataclasses.fields(table)}


@functools.cache
def all_keys() -> tuple[Key, ...]:
    """Every key of the language, section by section."""
    top = keys_of(RuleSet)
    inner = (keys_of(key.table, name).values() for name, key in top.items() if key.table is not None)
    return (*(key for key in top.values() if key.table is None), *(key for keys in inner for key in keys))


def _key(item: "dataclasses.Field[Any]", hint: Any, section: str) -> Key:  # noqa: ANN401  (a type)
    """The key that one field of a table class stands for."""
    required = item.default is dataclasses.MISSING and item.default_factory is dataclasses.MISSING
    default = None if item.default is dataclasses.MISSING else item.default
    if typing.get_origin(hint) in {types.UnionType, typing.Union}:
        hint = next(option for option in typing.get_args(hint) if option is not types.NoneType)
    words: tuple[str, ...] = ()
    table = None
    if typing.get_origin(hint) is Literal:
        kind: Kind = "word"
        words = typing.get_args(hint)
    elif typing.get_origin(hint) is not None:
        kind, default = "amounts", {}
    elif hint is Amount:
        kind = "amount"
        words = (item.metadata["none"],) if "none" in item.metadata else ()
    elif dataclasses.is_dataclass(hint):
        kind, table = "section", typing.cast("type", hint)
    else:
        kind = {bool: "flag", int: "number", str: "text"}[hint]  # type: ignore[assignment]  # a lookup of literals
    return Key(section, item.name, kind, words, required, default, table)
