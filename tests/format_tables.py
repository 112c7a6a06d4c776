"""The tables of `docs/format.md` that follow from the code: the kinds of records and their bodies.

    python tests/format_tables.py

writes them between the marks in the document. A test holds the document to them.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec import inspect

from beirat_tui.log.bodies import Body
from beirat_tui.log.bodies.base import Id, Name, Time
from beirat_tui.log.bodies.rounds import Numbers, Seat, VoteFacts
from beirat_tui.log.kinds import KINDS, Kind
from golden_samples import samples

DOCUMENT = Path(__file__).parent.parent / "docs" / "format.md"
BEGIN, END = "<!-- kinds: begin -->\n", "<!-- kinds: end -->\n"
PARTS: tuple[type[msgspec.Struct], ...] = (Seat, Numbers, VoteFacts)


def _pattern(alias: Any) -> str:  # noqa: ANN401  (a type alias)
    found = inspect.type_info(alias)
    assert isinstance(found, inspect.StrType)
    assert found.pattern is not None
    return found.pattern


NAMED = {_pattern(Id): "id", _pattern(Name): "name", _pattern(Time): "time"}


def tables() -> str:
    """The section on kinds: one table of all kinds, then the fields of each body."""
    return "\n".join([*_overview(), "", *_fields()]) + "\n"


def _overview() -> Iterator[str]:
    yield "| kind | slot | written by | replaceable | refers to |"
    yield "|---|---|---|---|---|"
    for name, kind in KINDS.items():
        references = ", ".join(f"{field} in {slot}" for field, slot in _references(name).items())
        replaceable = "yes" if kind.replaceable else "no"
        yield f"| `{name}` | `{_slot(name)}` | {_writers(name, kind)} | {replaceable} | {references or '–'} |"


def _writers(name: str, kind: Kind) -> str:
    if name in {"join.requested", "ballot.cast"}:
        return {"join.requested": "any key", "ballot.cast": "member (own matter); by hand: office"}[name]
    roles = [role for role in ("root", "chair", "office", "member") if role in kind.writers]
    return ", ".join([*roles, *(["member (own matter)"] if kind.self_writer else [])])


def _sample(kind: str) -> Body:
    """The fullest sample of KIND."""
    bodies = [each.body for each in samples() if each.kind == kind and each.body is not None]
    return max(bodies, key=lambda body: sum(value is not None for value in msgspec.structs.astuple(body)))


def _slot(kind: str) -> str:
    return _placeholders(_sample(kind).slot(), _sample(kind))


def _references(kind: str) -> Mapping[str, str]:
    body = _sample(kind)
    found: dict[str, str] = {}
    for wanted, slot in body.refs():
        fields = [
            f"each of `{name}`" if isinstance(value, list) else f"`{name}`"
            for name, value in zip(body.__struct_fields__, msgspec.structs.astuple(body), strict=True)
            if value == wanted or (isinstance(value, list) and wanted in value)
        ]
        found[fields[0]] = f"`{_placeholders(slot, body)}`" if slot else "any slot"
    return found


def _placeholders(slot: str, body: Body) -> str:
    """SLOT with the values of BODY's fields put back into words."""
    parts = slot.split("/")
    named = {str(getattr(body, name)): f"<{name}>" for name in reversed(body.__struct_fields__)}
    return "/".join([parts[0], *(named.get(part, part) for part in parts[1:])])


def _fields() -> Iterator[str]:
    for name, kind in KINDS.items():
        yield f"#### `{name}`"
        yield ""
        yield from _body(kind.body)
    for part in PARTS:
        yield f"#### {part.__name__} (inside other bodies)"
        yield ""
        yield from _body(part)


def _body(body: type[msgspec.Struct]) -> Iterator[str]:
    for part in (body.__doc__ or "").split("\n\n"):
        yield " ".join(part.split()).replace("None", "`null`")
        yield ""
    for field in msgspec.structs.fields(body):
        yield f"- `{field.encode_name}`: {_type(inspect.type_info(field.type))}"
    yield ""


def _type(info: inspect.Type) -> str:  # noqa: C901, PLR0911  (one answer a type)
    match info:
        case inspect.UnionType(types=types):
            kept = [each for each in types if not isinstance(each, inspect.NoneType)]
            return " or ".join([*map(_type, kept), "null"])
        case inspect.StrType(pattern=str() as pattern):
            return NAMED[pattern]
        case inspect.StrType(min_length=least, max_length=most):
            return f"text of {least or 0} to {most:,} characters"
        case inspect.IntType(ge=least, le=most):
            return f"integer from {least}" + ("" if most is None else f" to {most:,}")
        case inspect.BoolType():
            return "true or false"
        case inspect.DateType():
            return "date"
        case inspect.LiteralType(values=values):
            return ", ".join(f'`"{value}"`' for value in values)
        case inspect.ListType(item_type=item):
            return f"list of ({_type(item)})"
        case inspect.TupleType(item_types=items):
            return f"pair [{', '.join(map(_type, items))}]"
        case inspect.StructType(cls=part):
            return f"object: {part.__name__}"
        case inspect.DictType(value_type=inspect.AnyType()):
            return "object of any canonical JSON"
        case inspect.DictType(key_type=key, value_type=value):
            return f"object from {_type(key)} to {_type(value)}"
    raise TypeError(info)


def written() -> str:
    """What stands between the marks in the document now."""
    return DOCUMENT.read_text(encoding="utf-8").split(BEGIN)[1].split(END)[0]


def main() -> None:
    """Write the tables into the document."""
    text = DOCUMENT.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    DOCUMENT.write_text(f"{before}{BEGIN}{tables()}{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
