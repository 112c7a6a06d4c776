"""Reading a programme from the text of its TOML file.

The format is described in ``docs/sketches.md``. Every error names the key it is about.
"""

import re
from collections.abc import Iterable
from fractions import Fraction
from typing import cast

from beirat_tui.domain.errors import InputError
from beirat_tui.domain.money import CENTS, LARGEST_EURO
from beirat_tui.domain.programme import (
    CHECKS,
    HOLDS,
    ApplicantKind,
    Check,
    ChecklistItem,
    FieldOfAction,
    Holds,
    Label,
    Programme,
    Section,
    comparable,
    names_of,
)
from beirat_tui.domain.table import Table, read_toml

FORMAT = 1
LARGEST_FILE = 40 * 1024
"""Bytes; a programme is adopted by a record, and a record holds 64 KiB."""

_ID = re.compile(r"(?!.{65})[a-z0-9]+(-[a-z0-9]+)*")
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_SHARE = re.compile(r"(\d{1,6})\s*(?:/\s*([1-9]\d{0,5})|%)")


def parse_programme(text: str) -> Programme:
    """Return the programme that TEXT, a TOML file, describes.

    Raises:
        InputError: ``programme.too-large``, ``programme.newer-format``, ``programme.duplicate``,
            ``programme.no-such-section``, or one of the ``table.…`` errors of `beirat_tui.domain.table`.
    """
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > LARGEST_FILE:
        raise InputError("programme.too-large", size=size, limit=LARGEST_FILE)
    top = read_toml(text)
    version = top.integer("format", 1, 2**31)
    if version > FORMAT:
        raise InputError("programme.newer-format", version=version, known=FORMAT)
    grant = top.table("grant")
    programme = Programme(
        id=top.matching("id", _ID, "a-z 0-9 -"),
        name=_label(top, "name"),
        source=top.line("source", ""),
        share=_share(grant),
        cap_cents=grant.integer("cap_eur", 0, LARGEST_EURO) * CENTS,
        months=grant.integer("months", 1, 1200),
        latest_end=grant.date("latest_end"),
        applicant_kinds=tuple(_applicant_kind(table) for table in top.tables("applicant_kinds")),
        fields=tuple(_field(table) for table in top.tables("fields")),
        sections=tuple(_section(table) for table in top.tables("sections")),
        checklist=tuple(_item(table) for table in top.tables("checklist")),
    )
    grant.close()
    top.close()
    _refuse_ambiguity(programme)
    return programme


def _share(grant: Table) -> Fraction:
    text = grant.matching("share", _SHARE, '"80/100", "80 %"')
    found = cast("re.Match[str]", _SHARE.fullmatch(text))
    share = Fraction(int(found[1]), int(found[2] or 100))
    if share > 1:
        raise InputError("table.bad-value", key=grant.key("share"), value=text, allowed="0…1")
    return share


def _label(table: Table, name: str) -> Label:
    inner = table.table(name)
    label = Label(de=inner.line("de"), en=inner.line("en"))
    inner.close()
    return label


def _applicant_kind(table: Table) -> ApplicantKind:
    kind = ApplicantKind(
        key=table.matching("key", _KEY, "a-z 0-9 _"),
        law="public" if table.choice("law", ("public", "private")) == "public" else "private",
        name=_label(table, "name"),
        aliases=table.lines("aliases"),
    )
    table.close()
    return kind


def _field(table: Table) -> FieldOfAction:
    field = FieldOfAction(
        key=table.matching("key", _KEY, "a-z 0-9 _"),
        name=_label(table, "name"),
        aliases=table.lines("aliases"),
    )
    table.close()
    return field


def _section(table: Table) -> Section:
    section = Section(
        key=table.matching("key", _KEY, "a-z 0-9 _"),
        title=_label(table, "title"),
        aliases=table.lines("aliases"),
        required=table.flag("required", default=False),
        holds=cast("Holds | None", table.choice("holds", HOLDS, "") or None),
    )
    table.close()
    return section


def _item(table: Table) -> ChecklistItem:
    check = cast("Check | None", table.choice("check", CHECKS, "") or None)
    item = ChecklistItem(
        key=table.matching("key", _KEY, "a-z 0-9 _"),
        title=_label(table, "title"),
        check=check,
        section=table.line("section") if check == "section_written" else "",
        minimum=table.integer("minimum", 1, 1_000_000, 1),
    )
    table.close()
    return item


def _refuse_ambiguity(programme: Programme) -> None:
    for name, parts in (
        ("applicant_kinds", [(kind.key, kind.name, kind.aliases) for kind in programme.applicant_kinds]),
        ("fields", [(field.key, field.name, field.aliases) for field in programme.fields]),
        ("sections", [(part.key, part.title, part.aliases) for part in programme.sections]),
    ):
        _refuse_twice(name, (key for key, _, _ in parts))
        _refuse_twice(name, (text for _, label, aliases in parts for text in set(names_of(label, aliases))))
    _refuse_twice("sections", (part.holds for part in programme.sections if part.holds))
    _refuse_twice("checklist", (item.key for item in programme.checklist))
    for item in programme.checklist:
        if item.section and not programme.section(item.section):
            raise InputError("programme.no-such-section", key=item.key, section=item.section[:60])


def _refuse_twice(name: str, values: Iterable[str]) -> None:
    seen: set[str] = set()
    for value in values:
        if comparable(value) in seen:
            raise InputError("programme.duplicate", key=name, value=value[:60])
        seen.add(comparable(value))
