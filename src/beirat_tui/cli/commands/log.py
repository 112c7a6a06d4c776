"""`beirat log`: every entry of the board with its author and effect, and one of them down to its bytes."""

import json
from collections.abc import Iterator

from beirat_tui.cli.answers.base import made
from beirat_tui.cli.answers.log import EntryAnswer, EntryPart, LogAnswer
from beirat_tui.cli.framework import argument, command, option
from beirat_tui.cli.output import Column, answer, facts, say, table
from beirat_tui.cli.place import Place
from beirat_tui.cli.table import COMMANDS
from beirat_tui.services import history
from beirat_tui.services.history_views import LogDetail, LogEntry
from beirat_tui.services.session import Session
from beirat_tui.wording import N_, _
from beirat_tui.wording.format import moment
from beirat_tui.wording.kinds import effect_name, kind_name

_PAGE = 1_000
_ID_SHOWN = 12


@command(
    "log",
    COMMANDS["log"].about,
    more=[N_("The filter looks at kind, place, author and effect. Times are those of the authors' clocks.")],
    examples=["beirat log --limit 20", "beirat log ballot M07", "beirat log --entry 63b1ad0f1a79 --json"],
    answer="log-v1 entry-v1",
)
@argument("terms", N_("what to look for; everything together must hold"), nargs=-1, metavar=N_("FILTER"))
@option("--limit", type=int, metavar=N_("NUMBER"), help=N_("at most so many; otherwise all"))
@option(
    "--entry",
    metavar=N_("ID"),
    help=N_("one entry in full: bytes, signature, effect; beginning of its id"),
)
def log(place: Place, *, terms: tuple[str, ...], limit: int | None, entry: str | None) -> None:
    """Show the log."""
    query = " ".join(terms)
    with place.session() as session:
        if entry is not None:
            _say_entry(place, history.entry(session, entry))
            return
        total = history.count(session, query)
        end = total if limit is None else min(total, max(0, limit))
        found = list(_entries(session, query, end))
    if place.json:
        parts = tuple(made(each, EntryPart) for each in found)
        answer(LogAnswer(filter=query, total=total, first=1, entries=parts))
        return
    columns = [
        Column(_("Entry")),
        Column(_("Time")),
        Column(_("Author")),
        Column(_("What"), flexible=True),
        Column(_("Effect"), flexible=True),
    ]
    table(columns, [_line(each) for each in found])


def _entries(session: Session, query: str, end: int) -> Iterator[LogEntry]:
    for first in range(0, end, _PAGE):
        yield from history.entries(session, query, first, min(_PAGE, end - first))


def _line(entry: LogEntry) -> tuple[str, ...]:
    author = f"{entry.author_label} {entry.author_name}".strip()
    effect = effect_name(entry.effect, entry.reason)
    return entry.id[:_ID_SHOWN], moment(entry.at), author, kind_name(entry.kind), effect


def _say_entry(place: Place, detail: LogDetail) -> None:
    """Print one entry in full."""
    entry = detail.entry
    if place.json:
        answer(_entry_answer(detail))
        return
    facts(
        [
            (_("Entry"), entry.id),
            (_("What"), f"{kind_name(entry.kind)} ({entry.kind})"),
            (_("Place"), entry.slot),
            (_("Author"), f"{entry.author_label} {entry.author_name}".strip()),
            (_("Key"), detail.author),
            (_("Certificate"), detail.by),
            (_("Number in the author's chain"), str(detail.seq)),
            (_("Before it"), detail.prev),
            (_("Time"), moment(entry.at)),
            (_("Replaces"), ", ".join(detail.replaces)),
            (_("Replaced by"), ", ".join(detail.replaced_by)),
            (_("Effect"), effect_name(entry.effect, entry.reason)),
            (_("Cause"), detail.cause),
            (_("Signature"), detail.signature),
            (_("Signature check"), _("right") if detail.signature_ok else _("wrong")),
            (_("Text or file"), detail.payload),
            (_("Its state"), _payload_state(detail)),
        ]
    )
    if detail.texts:
        say(json.dumps(detail.texts, ensure_ascii=False, indent=1))
    say(_("Signed bytes:"))
    say(detail.raw.decode("utf-8", errors="replace"))


def _payload_state(detail: LogDetail) -> str | None:
    states = {"here": _("here"), "erased": _("erased"), "missing": _("not here yet")}
    return states.get(detail.payload_state)


def _entry_answer(detail: LogDetail) -> EntryAnswer:
    same = ("signature", "signature_ok", "author", "by", "seq", "prev", "replaces", "replaced_by", "cause")
    rest = ("payload", "payload_state", "payload_size")
    return EntryAnswer(
        entry=made(detail.entry, EntryPart),
        raw=detail.raw.decode("utf-8", errors="replace"),
        body=dict(detail.body),
        texts=dict(detail.texts),
        **{key: getattr(detail, key) for key in (*same, *rest)},
    )
