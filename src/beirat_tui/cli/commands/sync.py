"""`beirat sync`: exchanging the board with shared folders and servers."""

from collections.abc import Sequence

import click

from beirat_tui.cli.answers.imports import refusal_part
from beirat_tui.cli.answers.sync import (
    ExchangedPart,
    HeardAnswer,
    HeardPart,
    PlacePart,
    PlacesAnswer,
    SyncAnswer,
)
from beirat_tui.cli.boundary import FoundWrong
from beirat_tui.cli.commands.login import asked_again, login
from beirat_tui.cli.framework import Group, argument, command
from beirat_tui.cli.logging_in import tell_unkept
from beirat_tui.cli.merge_report import file_part, refused_line, report_warnings
from beirat_tui.cli.output import Column, answer, note, say, table, told
from beirat_tui.cli.own_clock import mind_the_clock
from beirat_tui.cli.place import Place as Asked
from beirat_tui.cli.progress import shown
from beirat_tui.cli.table import COMMANDS
from beirat_tui.domain.errors import Refused
from beirat_tui.services import delivery, exchanging, passwords, places
from beirat_tui.services.delivery import Undelivered
from beirat_tui.services.exchanging import PlaceReport, SyncReport
from beirat_tui.services.merging_views import FileState
from beirat_tui.services.places import Place
from beirat_tui.wording import N_, _, ngettext
from beirat_tui.wording.delivery import amount, not_handed_over
from beirat_tui.wording.errors import explain
from beirat_tui.wording.format import moment
from beirat_tui.wording.merging import brought_text
from beirat_tui.wording.places import kind_name, state_text

_NOW = "now"
_PLACE = N_("number of the place in the list, its address, or a part of it")


class _Sync(Group):
    """Without the word of a command, what follows are places to exchange with now."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put in the command that need not be said."""
        if not args or (args[0] not in self.commands and args[0] != "--help"):
            args = [_NOW, *args]
        return super().parse_args(ctx, args)


sync = _Sync(
    "sync",
    help=COMMANDS["sync"].about,
    more=[
        N_(
            "Without a command: exchange now with all places that are not paused, or with those named. Every "
            "entry found there is checked; your own entries are handed over. Where a place cannot be read or "
            "written, the others are exchanged with nevertheless, and the command ends with 1."
        )
    ],
    examples=["beirat sync add ~/Nextcloud/Beirat", "beirat sync"],
)


@command(
    _NOW,
    N_("Exchange now; the word may be left out."),
    examples=["beirat sync now", "beirat sync now Nextcloud"],
    answer="sync-v1",
    group=sync,
)
@argument("named", _PLACE, nargs=-1, metavar=N_("PLACE"))
def now(asked: Asked, *, named: tuple[str, ...]) -> None:
    """Exchange now."""
    with asked.session() as session:
        chosen = [places.find(session, each) for each in named] or None
        if not places.places(session):
            raise Refused("place.none")
        with shown(_("Exchanging")) as progress:
            report = exchanging.sync(session, chosen, progress)
        if again := asked_again([each.place for each in report.places]):
            report = report.with_newer(exchanging.sync(session, again))
        left = delivery.undelivered(session)
        mind_the_clock(asked, session)
    if asked.json:
        answer(_sync_answer(report, left))
    else:
        _tell(report, left)
    if not report.clean:
        raise FoundWrong


def _tell(report: SyncReport, left: Undelivered) -> None:
    for each in report.places:
        say(f"{each.place.title}: {_what(each)}")
        for file in each.taken.files:
            if file.error is not None:
                text = explain(file.error)
                say(f"  ! {file.path.name}: {text.happened} {text.do}")
            elif file.state is FileState.MERGED and len(each.taken.files) > 1:
                say(f"  {file.path.name}: {brought_text(file, known=False)}")
            for reason, number in file.refused.items():
                say("  ✗ " + refused_line(reason, number))
        for line in report_warnings(each.taken):
            note(line)
        if each.problem is not None:
            text = explain(each.problem)
            note(f"! {text.happened} {text.unchanged} {text.do}")
    if left:
        say(not_handed_over(left.votes, left.entries))


def _what(report: PlaceReport) -> str:
    if report.problem is not None and not report.taken.changed and not report.handed:
        return _("not exchanged")
    told = [brought_text(report.taken, known=False)] if report.taken.changed else []
    if report.handed:
        text = ngettext("{number} entry handed over", "{number} entries handed over", report.handed)
        told.append(text.format(number=report.handed))
    return ", ".join(told) or _("nothing new")


@command(
    "add",
    N_("Exchange with a shared folder or a server from now on."),
    more=[
        N_(
            "A folder that several people share, whatever program keeps it in step: Nextcloud, Syncthing, "
            "Dropbox, a network drive, a stick. Every device writes one file there and reads all others; the "
            "board's own file may lie anywhere."
        )
    ],
    examples=["beirat sync add ~/Nextcloud/Beirat"],
    answer="done-v1",
    group=sync,
)
@argument("address", N_("a folder, or the address of a server"), metavar=N_("PLACE"))
def add(asked: Asked, *, address: str) -> None:
    """Add a place."""
    with asked.session() as session:
        place, problem = passwords.add(session, address)
    if problem is not None:
        tell_unkept(problem)
    told(asked, _("This board is exchanged with {place} from now on.").format(place=place.title))


@command(
    "remove",
    N_("Exchange with a place no longer; what lies there stays."),
    examples=["beirat sync remove 2"],
    answer="done-v1",
    group=sync,
)
@argument("named", _PLACE, metavar=N_("PLACE"))
def remove(asked: Asked, *, named: str) -> None:
    """Remove a place."""
    with asked.session() as session:
        place = places.remove(session, named)
    passwords.forget(place)
    told(asked, _("This board is no longer exchanged with {place}.").format(place=place.title))


@command(
    "pause",
    N_("Leave a place alone for a while."),
    examples=["beirat sync pause 1"],
    answer="done-v1",
    group=sync,
)
@argument("named", _PLACE, metavar=N_("PLACE"))
def pause(asked: Asked, *, named: str) -> None:
    """Pause a place."""
    with asked.session() as session:
        place = places.pause(session, named, paused=True)
    told(asked, _("{place} is left alone until you take it up again.").format(place=place.title))


@command(
    "resume",
    N_("Take up a place again that was paused."),
    examples=["beirat sync resume 1"],
    answer="done-v1",
    group=sync,
)
@argument("named", _PLACE, metavar=N_("PLACE"))
def resume(asked: Asked, *, named: str) -> None:
    """Take up a place again."""
    with asked.session() as session:
        place = places.pause(session, named, paused=False)
    told(asked, _("This board is exchanged with {place} again.").format(place=place.title))


@command(
    "list",
    N_("List the places, and what has not been handed over yet."),
    examples=["beirat sync list"],
    answer="places-v1",
    group=sync,
)
def list_(asked: Asked) -> None:
    """List the places."""
    with asked.session() as session:
        found = places.places(session)
        lacking = [delivery.undelivered(session, each.through) for each in found]
        left = delivery.undelivered(session)
    if asked.json:
        answer(_places_answer(found, lacking, left))
        return
    if found:
        columns = [
            Column(_("No."), right=True),
            Column(_("Place"), flexible=True),
            Column(_("Kind")),
            Column(_("Last exchanged")),
            Column(_("Not handed over")),
            Column(_("State")),
        ]
        table(
            columns,
            [
                (
                    str(number),
                    each.title,
                    kind_name(each.kind),
                    moment(places.local(each.at)) if each.at is not None else "–",
                    amount(open_.votes, open_.entries) or "–",
                    state_text(each),
                )
                for number, (each, open_) in enumerate(zip(found, lacking, strict=True), 1)
            ],
        )
    else:
        say(_("No place is set up yet. Add one with `beirat sync add FOLDER`."))
    if left:
        say(not_handed_over(left.votes, left.entries))


@command(
    "devices",
    N_("Show when each device was last heard of, and what of its entries is not here."),
    examples=["beirat sync devices"],
    answer="heard-v1",
    group=sync,
)
def devices(asked: Asked) -> None:
    """Show devices."""
    with asked.session() as session:
        found = delivery.devices(session)
    if asked.json:
        parts = [
            HeardPart(
                label=each.label,
                name=each.name,
                key=each.key,
                at=None if each.at is None else each.at.isoformat(),
                missing=each.missing,
                own=each.own,
            )
            for each in found
        ]
        answer(HeardAnswer(devices=tuple(parts)))
        return
    columns = [
        Column(_("Label")),
        Column(_("Name"), flexible=True),
        Column(_("Device")),
        Column(_("Last heard of")),
        Column(_("Not here yet"), right=True),
    ]
    table(
        columns,
        [
            (
                each.label,
                each.name,
                each.key[:12],
                "–" if each.at is None else moment(each.at),
                str(each.missing) if each.missing else "–",
            )
            for each in found
        ],
    )


def _places_answer(found: Sequence[Place], lacking: Sequence[Undelivered], left: Undelivered) -> PlacesAnswer:
    return PlacesAnswer(
        places=tuple(
            PlacePart(
                address=each.address,
                kind=each.kind.value,
                paused=each.paused,
                at=None if each.at is None else places.local(each.at).isoformat(),
                problem=None if each.problem is None else refusal_part(each.problem),
                not_handed_over=open_.entries,
                votes_not_handed_over=open_.votes,
            )
            for each, open_ in zip(found, lacking, strict=True)
        ),
        not_handed_over=left.entries,
        votes_not_handed_over=left.votes,
    )


def _sync_answer(report: SyncReport, left: Undelivered) -> SyncAnswer:
    return SyncAnswer(
        clean=report.clean,
        new=report.new,
        handed=report.handed,
        places=tuple(_exchanged(each) for each in report.places),
        not_handed_over=left.entries,
        votes_not_handed_over=left.votes,
    )


def _exchanged(report: PlaceReport) -> ExchangedPart:
    taken = report.taken
    return ExchangedPart(
        place=report.place.address,
        clean=report.clean,
        new=taken.new,
        known=taken.known,
        waiting=taken.waiting,
        requests=taken.requests,
        payloads=taken.payloads,
        handed=report.handed,
        refused=dict(taken.refused),
        files=tuple(file_part(each) for each in taken.files),
        problem=None if report.problem is None else refusal_part(report.problem),
    )


sync.add_command(login)
