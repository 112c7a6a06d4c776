"""The filter of the queue as conditions in SQL: every value is bound, nothing of a filter becomes SQL.

Full text goes through the search index, whose two columns hold every text with *ä* as *ae* and as *a*.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from sqlalchemy import (
    ColumnElement,
    and_,
    false,
    func,
    not_,
    or_,
    select,
    true,
)

from beirat_tui.domain.filter import Amount, Choice, Named, Received, Term, Word
from beirat_tui.domain.programme import Label, Programme, comparable
from beirat_tui.domain.text import fold
from beirat_tui.store.queue import Asking, Selection, matching, my_vote
from beirat_tui.store.schema import ballot_row, sketch_field, sketch_row, sketch_text

_ESCAPE: Final = "\\"


def selection(terms: Iterable[Term], asking: Asking, programmes: Sequence[Programme]) -> Selection:
    """What TERMS ask of the queue.

    Args:
        terms: all must hold.
        asking: whose votes and conflicts are meant.
        programmes: those adopted, which know the names of topics and kinds of applicants.
    """
    words = [term for term in terms if isinstance(term, Word) and _findable(term)]
    wanted = " AND ".join(_phrase(word) for word in words if not word.negated)
    unwanted = [_phrase(word) for word in words if word.negated]
    found = []
    if wanted:
        wanted = " NOT ".join([f"({wanted})", *unwanted])
    else:
        found += [not_(matching(each)) for each in unwanted]
    for term in terms:
        if not isinstance(term, Word):
            condition = _condition(term, asking, programmes)
            found.append(func.coalesce(not_(condition), true()) if term.negated else condition)
    return Selection(wanted, tuple(found))


def _findable(word: Word) -> bool:
    """Whether the index would find anything to look for: signs alone are in no text, as it sees texts."""
    return any(letter.isalnum() for letter in fold(word.text))


def _phrase(word: Word) -> str:
    text = fold(word.text).replace('"', " ").replace("\0", " ")
    return f'"{text}"' if word.exact else f'"{text}"*'


def _condition(
    term: Choice | Named | Amount | Received, asking: Asking, programmes: Sequence[Programme]
) -> ColumnElement[bool]:
    if isinstance(term, Choice):
        return _CHOICES[term.key](term.value, asking)
    if isinstance(term, Named):
        find = _topic if term.key == "topic" else _applicant
        return find(term.text, programmes)
    if isinstance(term, Amount):
        return _between(sketch_row.c.grant_cents, term.low_cents, term.high_cents)
    first, last = (None if day is None else day.isoformat() for day in (term.first, term.last))
    return _between(sketch_row.c.received, first, last)


def _between(
    value: ColumnElement[int] | ColumnElement[str], low: int | str | None, high: int | str | None
) -> ColumnElement[bool]:
    limits = [value >= low] if low is not None else []
    return and_(true(), *limits, *([value <= high] if high is not None else []))


def _conflict(value: str, asking: Asking) -> ColumnElement[bool]:
    """Whether I, anybody or nobody is recused in the latest round."""
    recused = select(ballot_row.c.member).where(
        ballot_row.c.round == sketch_row.c.round, ballot_row.c.state == "recused"
    )
    if value == "me":
        recused = recused.where(ballot_row.c.member == (asking.member or ""))
    # Correlated by hand: the outer query joins the table of ballots too.
    there = recused.correlate(sketch_row).exists()
    return not_(there) if value == "none" else there


_CHOICES: Final[dict[str, Callable[[str, Asking], ColumnElement[bool]]]] = {
    "status": lambda value, _asking: sketch_row.c.stage == value,
    "vote": lambda value, asking: my_vote(asking) == value,
    "conflict": _conflict,
}


def _topic(text: str, programmes: Sequence[Programme]) -> ColumnElement[bool]:
    keys = {text}
    for programme in programmes:
        exact = programme.field_for(text)
        if exact is not None:
            keys.add(exact.key)
        else:
            keys |= {each.key for each in programme.fields if _named(text, each.name, each.aliases)}
    return sketch_row.c.n.in_(select(sketch_field.c.n).where(sketch_field.c.field.in_(sorted(keys))))


def _applicant(text: str, programmes: Sequence[Programme]) -> ColumnElement[bool]:
    kinds = {
        kind.key
        for programme in programmes
        for kind in programme.applicant_kinds
        if _named(text, kind.name, kind.aliases)
    }
    wanted = fold(text).replace(_ESCAPE, _ESCAPE * 2).replace("%", r"\%").replace("_", r"\_")
    named = select(sketch_text.c.n).where(sketch_text.c.applicant_words.like(f"%{wanted}%", escape=_ESCAPE))
    return or_(
        sketch_row.c.n.in_(named), sketch_row.c.applicant_kind.in_(sorted(kinds)) if kinds else false()
    )


def _named(text: str, name: Label, aliases: Iterable[str]) -> bool:
    wanted = comparable(text)
    return bool(wanted) and any(wanted in comparable(each) for each in (name.de, name.en, *aliases))
