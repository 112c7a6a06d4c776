"""The formal check of a sketch against its programme.

Every item is computed where the data allow, else it waits for the office to tick it. A failing item is shown
with its numbers; it never hides a sketch and stops nothing.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from beirat_tui.domain.programme import Check, ChecklistItem, Label, Programme
from beirat_tui.domain.sketch import Sketch

State = Literal["met", "failed", "warning", "open"]
"""``open`` waits for the office: nothing is computed, or the text it needs has been erased."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of one item.

    `reason` is a code, `figures` the numbers and names that its sentence needs (amounts in cents under names
    that end in ``_cents``, dates as ``2026-03-16``). `computed` is False for an item that the office ticks.
    """

    key: str
    title: Label
    state: State
    reason: str
    figures: Mapping[str, int | str] = field(default_factory=dict)
    computed: bool = True


_Verdict = tuple[State, str, dict[str, int | str]]


def evaluate(programme: Programme, sketch: Sketch, ticks: Mapping[str, bool]) -> tuple[Finding, ...]:
    """Return what every item of PROGRAMME's checklist says about SKETCH, in the programme's order.

    TICKS maps keys of items to what the office has found. It answers items that nothing computes, and
    computed ones that cannot be computed any more because the sketch's texts are erased.
    """
    return tuple(_finding(item, programme, sketch, ticks.get(item.key)) for item in programme.checklist)


def _finding(item: ChecklistItem, programme: Programme, sketch: Sketch, tick: bool | None) -> Finding:  # noqa: FBT001 (a tick is a truth value)
    state: State
    if item.check is not None:
        state, reason, figures = _CHECKS[item.check](item, programme, sketch)
        if state != "open":
            return Finding(item.key, item.title, state, reason, figures)
    else:
        reason, figures = "to-tick", {}
    if tick is None:
        return Finding(item.key, item.title, "open", reason, figures, computed=False)
    state = "met" if tick else "failed"
    return Finding(item.key, item.title, state, "ticked" if tick else "not-ticked", computed=False)


def _missing(*keys: str) -> _Verdict:
    return "failed", "not-stated", {"missing": ", ".join(keys)}


def _applicant_kind(_item: ChecklistItem, programme: Programme, sketch: Sketch) -> _Verdict:
    if not sketch.applicant.kind:
        return _missing("applicant_kind")
    kind = programme.applicant_kind(sketch.applicant.kind)
    if kind is None:
        return "failed", "kind-not-entitled", {"kind": sketch.applicant.kind}
    return "met", "kind-entitled", {"kind": kind.key, "law": kind.law}


def _grant_limit(_item: ChecklistItem, programme: Programme, sketch: Sketch) -> _Verdict:
    grant, total = sketch.grant_cents, sketch.total_cents
    if grant is None:
        return _missing("grant")
    figures: dict[str, int | str] = {
        "grant_cents": grant,
        "cap_cents": programme.cap_cents,
        "share": f"{programme.share.numerator}/{programme.share.denominator}",
    }
    if total is None:
        over = grant > programme.cap_cents
        return ("failed", "grant-over-cap", figures) if over else _missing("total")
    figures |= {"total_cents": total, "limit_cents": programme.grant_limit(total)}
    if grant > programme.cap_cents:
        return "failed", "grant-over-cap", figures
    if grant > programme.share * total:
        return "failed", "grant-over-share", figures
    return "met", "grant-within", figures


def _financing_closed(_item: ChecklistItem, _programme: Programme, sketch: Sketch) -> _Verdict:
    parts = {"grant": sketch.grant_cents, "own_share": sketch.own_share_cents, "total": sketch.total_cents}
    missing = [name for name, cents in parts.items() if cents is None]
    if missing:
        return _missing(*missing)
    total = sketch.total_cents or 0
    found = (sketch.grant_cents or 0) + (sketch.own_share_cents or 0) + (sketch.third_party_cents or 0)
    figures: dict[str, int | str] = {
        "sum_cents": found,
        "total_cents": total,
        "difference_cents": abs(total - found),
    }
    if found == total:
        return "met", "financing-closed", figures
    return "failed", "financing-short" if found < total else "financing-over", figures


def _months(_item: ChecklistItem, programme: Programme, sketch: Sketch) -> _Verdict:
    if sketch.months is None:
        return _missing("months")
    figures: dict[str, int | str] = {"months": sketch.months, "limit": programme.months}
    if sketch.months > programme.months:
        return "failed", "months-over", figures
    if sketch.start and sketch.end and sketch.end >= _after(sketch.start, sketch.months):
        days = {"start": sketch.start.isoformat(), "end": sketch.end.isoformat()}
        return "warning", "months-and-dates-differ", figures | days
    return "met", "months-within", figures


def _after(day: dt.date, months: int) -> dt.date:
    """The first day after a period of MONTHS that begins on DAY."""
    year, month = divmod(day.month - 1 + months, 12)
    last = (dt.date(day.year + year, month + 1, 28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(
        days=1
    )
    return last.replace(day=min(day.day, last.day))


def _latest_end(_item: ChecklistItem, programme: Programme, sketch: Sketch) -> _Verdict:
    if programme.latest_end is None:
        return "met", "no-latest-end", {}
    if sketch.end is None:
        return _missing("end")
    figures: dict[str, int | str] = {
        "end": sketch.end.isoformat(),
        "latest": programme.latest_end.isoformat(),
    }
    if sketch.end > programme.latest_end:
        return "warning", "end-late", figures
    return "met", "end-in-time", figures


def _fields(item: ChecklistItem, programme: Programme, sketch: Sketch) -> _Verdict:
    known = [key for key in sketch.fields if programme.field(key)]
    state: State = "met" if len(known) >= item.minimum else "failed"
    return state, "fields", {"number": len(known), "minimum": item.minimum}


def _partners(item: ChecklistItem, _programme: Programme, sketch: Sketch) -> _Verdict:
    if sketch.erased:
        return "open", "erased", {}
    number = len(sketch.partners)
    return (
        "met" if number >= item.minimum else "failed",
        "partners",
        {"number": number, "minimum": item.minimum},
    )


def _section_written(item: ChecklistItem, _programme: Programme, sketch: Sketch) -> _Verdict:
    if sketch.erased:
        return "open", "erased", {}
    length = len(sketch.sections.get(item.section, "").strip())
    figures: dict[str, int | str] = {"section": item.section, "number": length, "minimum": item.minimum}
    if length == 0:
        return "failed", "section-missing", figures
    if length < item.minimum:
        return "failed", "section-short", figures
    return "met", "section-written", figures


def _sections_written(_item: ChecklistItem, programme: Programme, sketch: Sketch) -> _Verdict:
    if sketch.erased:
        return "open", "erased", {}
    required = [section.key for section in programme.sections if section.required]
    missing = [key for key in required if not sketch.sections.get(key, "").strip()]
    figures: dict[str, int | str] = {"number": len(required) - len(missing), "of": len(required)}
    if missing:
        return "failed", "sections-missing", figures | {"sections": ", ".join(missing)}
    return "met", "sections-written", figures


_CHECKS: Mapping[Check, Callable[[ChecklistItem, Programme, Sketch], _Verdict]] = {
    "applicant_kind": _applicant_kind,
    "fields": _fields,
    "financing_closed": _financing_closed,
    "grant_limit": _grant_limit,
    "latest_end": _latest_end,
    "months": _months,
    "partners": _partners,
    "section_written": _section_written,
    "sections_written": _sections_written,
}
