"""A project sketch as docx, understood by its headings, its tables and lines such as *Eigenanteil: 42.580 €*.

What could mean two things is reported and left out, never guessed.
"""

import datetime as dt
import re
from collections.abc import Sequence

from beirat_tui.documents.docx_blocks import read_blocks
from beirat_tui.documents.docx_sections import Sorted, sort_blocks
from beirat_tui.documents.labels import AMOUNTS, dates_in, is_sum_column, months_in, yes_or_no
from beirat_tui.documents.limits import check_docx
from beirat_tui.documents.understood import FACTS_ONLY, Account, Note, Understood, account_of
from beirat_tui.domain.errors import InputError
from beirat_tui.domain.money import parse_euro
from beirat_tui.domain.programme import Holds, Programme, comparable, names_of
from beirat_tui.domain.sketch import Applicant, Sketch

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_NAME_LIMIT = 120
_REGISTERED = ("e. V.", "e.V.", "e.\u00a0V.", "e. G.", "e.G.")
_EXPLANATION = re.compile(r"\s*(?:[:(]| [–-] ).*", re.DOTALL)
_SEPARATOR = re.compile(r"\s*[;\n]\s*")
_PERIOD_LENGTH = 2
_BRACKETS = re.compile(r"[(\[].*?[)\]]")


def read_docx(data: bytes, name: str, programmes: Sequence[Programme]) -> Understood:
    """Return what DATA, the docx NAME, says in the terms of the first of PROGRAMMES.

    Raises:
        InputError: the errors of `check_docx` and `read_blocks`, ``docx.no-headings``, or
            ``sketch.amount-…`` for an amount that is negative, absurd or not in euro.
    """
    check_docx(data, name)
    account, programme = Account(), programmes[0]
    sorted_blocks = sort_blocks(read_blocks(data, name), programme, account, name)
    sketch = _Reading(sorted_blocks, programme, account).sketch()
    understood, missing = account_of(sketch, programme)
    return Understood(
        sketch, understood, missing, tuple(account.ignored), tuple(account.altered), name, MEDIA_TYPE, data
    )


class _Reading:
    """One document on its way to a sketch."""

    def __init__(self, found: Sorted, programme: Programme, account: Account) -> None:
        self._found = found
        self._programme = programme
        self._account = account
        self._facts: dict[str, str] = {}
        self._cents: dict[str, int] = {}

    def sketch(self) -> Sketch:
        for key, value in self._found.facts:
            self._fact(key, (value,), single=True)
        for key, header, row in self._found.rows:
            self._row(key, header, row)
        start, end, months = self._duration()
        return Sketch(
            number="",
            title=self._title(),
            applicant=self._applicant(),
            programme=self._programme.id,
            grant_cents=self._cents.get("grant"),
            own_share_cents=self._cents.get("own_share"),
            third_party_cents=self._cents.get("third_party"),
            total_cents=self._cents.get("total"),
            months=months,
            start=start,
            end=end,
            fields=self._fields(),
            partners=self._partners(),
            sections=self._sections(),
            short_description=self._account.text("short_description", self._held("short_description")),
            early_start=self._early_start(),
            council_resolution=self._council_resolution(),
        )

    def _row(self, key: str, header: tuple[str, ...], row: tuple[str, ...]) -> None:
        sums = [cell for head, cell in zip(header, row, strict=False) if is_sum_column(head) and cell.strip()]
        values = tuple(sums[-1:]) or tuple(cell for cell in row[1:] if cell.strip())
        self._fact(key, values, single=False)

    def _fact(self, key: str, values: tuple[str, ...], *, single: bool) -> None:
        """Take VALUES for the fact KEY; of several amounts, say of several years, none is taken."""
        if key not in AMOUNTS:
            value = " ".join(values).strip()
            if value and self._facts.setdefault(key, value) != value:
                self._account.ignore("contradiction", key, value)
            return
        amounts = [cents for value in values if (cents := self._amount(key, value)) is not None]
        if len(amounts) > 1:
            self._account.ignore("several-amounts", key, " · ".join(values))
        elif amounts and self._cents.setdefault(key, amounts[0]) != amounts[0]:
            self._account.ignore("contradiction", key, " · ".join(values))
        elif not amounts and not single and values:
            self._account.ignore("unknown-value", key, " · ".join(values))

    def _amount(self, key: str, value: str) -> int | None:
        text = _BRACKETS.sub("", value).strip()
        try:
            return parse_euro(text)
        except InputError as error:
            if error.code == "money.not-an-amount":
                return None
            return self._account.amount(key, text)

    def _held(self, holds: Holds) -> str:
        """The text of the section that holds the fact HOLDS."""
        section = next((part for part in self._programme.sections if part.holds == holds), None)
        return self._found.text(section.key) if section else ""

    def _title(self) -> str:
        section = self._held("title").strip().split("\n", 1)[0]
        return self._account.line("title", section or self._facts.get("title", "") or self._found.title)

    def _applicant(self) -> Applicant:
        first = self._held("applicant").strip().split("\n", 1)[0]
        name = self._facts.get("applicant", "")
        if (
            not name
            and len(first) <= _NAME_LIMIT
            and (not first.endswith(".") or first.endswith(_REGISTERED))
        ):
            name = first.split(":", 1)[-1].strip()
        return Applicant(
            name=self._account.line("applicant", name),
            kind=self._kind(name),
            place=self._account.line("place", self._facts.get("place", "")),
            region=self._account.line("region", self._facts.get("region", "")),
        )

    def _kind(self, name: str) -> str:
        written = self._facts.get("applicant_kind", "")
        stated = self._programme.applicant_kind_for(_BRACKETS.sub("", written))
        if stated:
            return stated.key
        # Only the words of one kind may occur: "Zweckverband der Stadt X" says nothing certain.
        kinds = {
            kind.key
            for kind in self._programme.applicant_kinds
            for alias in names_of(kind.name, kind.aliases)
            if f" {alias} " in f" {comparable(written or name)} "
        }
        if len(kinds) == 1:
            self._account.altered.append(Note("derived", "applicant_kind", written or name))
            return kinds.pop()
        if written:
            self._account.ignore("unknown-value", "applicant_kind", written)
        return ""

    def _duration(self) -> tuple[dt.date | None, dt.date | None, int | None]:
        period = dates_in(self._facts.get("months", ""))
        start, end = period if len(period) == _PERIOD_LENGTH else (None, None)
        for key in ("start", "end"):
            written = self._facts.get(key, "")
            days = dates_in(written)
            if written and len(days) != 1:
                self._account.ignore("unknown-value", key, written)
            elif days:
                start, end = (days[0], end) if key == "start" else (start, days[0])
        return start, end, months_in(self._facts.get("months", ""))

    def _fields(self) -> tuple[str, ...]:
        keys: list[str] = []
        written = self._facts.get("fields", "")
        whole = self._programme.field_for(written)
        for part in [written] if whole else [part for part in re.split(r"[;,\n•]", written) if part.strip()]:
            field = self._programme.field_for(part)
            if field is None:
                self._account.ignore("unknown-value", "fields", part)
            elif field.key not in keys:
                keys.append(field.key)
        return tuple(keys)

    def _partners(self) -> tuple[str, ...]:
        section = next((part for part in self._programme.sections if part.holds == "partners"), None)
        items = self._found.items.get(section.key, []) if section else []
        names = [_EXPLANATION.sub("", item) for item in items]
        if not names:
            names = _SEPARATOR.split(self._facts.get("partners", ""))
        return tuple(line for text in names if (line := self._account.line("partners", text)))

    def _sections(self) -> dict[str, str]:
        texts = {}
        for part in self._programme.sections:
            if part.holds not in FACTS_ONLY:
                texts[part.key] = self._account.text(f"sections.{part.key}", self._found.text(part.key))
        return {key: text for key, text in texts.items() if text}

    def _early_start(self) -> bool | None:
        return yes_or_no(self._facts.get("early_start", "") or self._held("early_start"))

    def _council_resolution(self) -> dt.date | None:
        days = dates_in(self._facts.get("council_resolution", "") or self._held("council_resolution"))
        return days[0] if days else None
