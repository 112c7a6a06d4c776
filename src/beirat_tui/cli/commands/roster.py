"""`beirat roster`: who sits on the board, and which devices speak for whom."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from beirat_tui.cli.answers.base import made
from beirat_tui.cli.answers.roster import (
    AppointedAnswer,
    EnrolledAnswer,
    PlacePart,
    RequestPart,
    RequestsAnswer,
    RosterAnswer,
)
from beirat_tui.cli.commands.devices import devices, revoke
from beirat_tui.cli.framework import Group, argument, command, option
from beirat_tui.cli.output import Column, answer, say, table, told
from beirat_tui.cli.place import Place
from beirat_tui.cli.root_key import FILE, root_key, root_key_options
from beirat_tui.cli.table import COMMANDS
from beirat_tui.cli.words import DAY, ROLE, SEAT_ROLE
from beirat_tui.domain.errors import InputError
from beirat_tui.log.bodies.board import SeatRole
from beirat_tui.log.bodies.rights import Role
from beirat_tui.services import roster as service
from beirat_tui.services.people import Place as Seated
from beirat_tui.services.roster_file import Entry
from beirat_tui.wording import N_, _, ngettext
from beirat_tui.wording.format import date
from beirat_tui.wording.states import ROLES, word

roster = Group("roster", help=COMMANDS["roster"].about)


@command(
    "list",
    N_("List the members with their terms."),
    examples=["beirat roster list", "beirat roster list --all --json"],
    answer="roster-v1",
    group=roster,
)
@option("--all", "everybody", is_flag=True, help=N_("former members too"))
def list_(place: Place, *, everybody: bool) -> None:
    """List the roster."""
    with place.session() as session:
        found = [each for each in service.roster(session) if each.active or everybody]
    if place.json:
        answer(RosterAnswer(members=tuple(made(each, PlacePart) for each in found)))
        return
    columns = [
        Column(_("Label")),
        Column(_("Name"), flexible=True),
        Column(_("Role")),
        Column(_("Votes"), right=True),
        Column(_("Organisation"), flexible=True),
        Column(_("Until")),
    ]
    table(
        columns,
        [
            (
                each.label,
                each.name,
                word(ROLES, each.role) if each.active else _("former"),
                str(each.votes if each.entitled else 0),
                each.organisation,
                date(each.until) if each.until else "",
            )
            for each in found
        ],
    )


@command(
    "import",
    N_("Appoint everybody in a file whose label is new."),
    more=[N_("The file is TOML ([[members]]) or CSV with the same columns; docs/cli.md shows both.")],
    examples=["beirat roster import members.csv"],
    answer="appointed-v1",
    group=roster,
)
@argument("file", N_("the file"), type=FILE, metavar=N_("FILE"))
def import_(place: Place, *, file: Path) -> None:
    """Import a roster."""
    with place.session() as session:
        ids = service.import_roster(session, file)
        _say_appointed(place, set(ids), service.roster(session))


def _say_appointed(place: Place, ids: set[str], roster: Sequence[Seated]) -> None:
    """Say who of ROSTER was appointed, and where somebody of that name had a place before."""
    appointed = [each for each in roster if each.member in ids]
    if place.json:
        answer(AppointedAnswer(members=tuple(made(each, PlacePart) for each in appointed)))
        return
    for each in appointed:
        say(_("Appointed: {label} {name}").format(label=each.label, name=each.name))
        namesakes = [
            other.label
            for other in roster
            if other.active and other.member not in ids and other.name.casefold() == each.name.casefold()
        ]
        if namesakes:
            text = _(
                "! Somebody of this name is on the board already: {labels}. If it is the same person, "
                "`beirat roster release {label}` ends the new place."
            )
            say("  " + text.format(labels=", ".join(namesakes), label=each.label))
    number = len(appointed)
    say(ngettext("{number} person appointed.", "{number} persons appointed.", number).format(number=number))


@command(
    "appoint",
    N_("Give a person a place on the board."),
    examples=['beirat roster appoint "Ayşe Yıldırım" --role member --since 2026-03-01'],
    answer="appointed-v1",
    group=roster,
)
@argument("name", N_("the person's name"), metavar=N_("NAME"))
@option("--label", default="", metavar=N_("LABEL"), help=N_("the short name; otherwise the next free one"))
@option("--role", type=SEAT_ROLE, default="member", help=N_("the place on the board"))
@option(
    "--votes", type=int, metavar=N_("NUMBER"), help=N_("number of votes; advisers and the office have none")
)
@option("--organisation", default="", metavar=N_("TEXT"), help=N_("whom the person comes from"))
@option("--email", default="", metavar=N_("TEXT"), help=N_("their address"))
@option("--bench", metavar=N_("NAME"), help=N_("the group they sit for"))
@option("--since", type=DAY, metavar=N_("DAY"), help=N_("first day of the term"))
@option("--until", type=DAY, metavar=N_("DAY"), help=N_("last day of the term"))
def appoint(  # noqa: PLR0913  (one for each option)
    place: Place,
    *,
    name: str,
    label: str,
    role: SeatRole,
    votes: int | None,
    organisation: str,
    email: str,
    bench: str | None,
    since: dt.date | None,
    until: dt.date | None,
) -> None:
    """Appoint a person."""
    usual = 0 if role in {"adviser", "office"} else 1
    number = usual if votes is None else votes
    entry = Entry(
        name=name,
        label=label,
        role=role,
        entitled=number > 0,
        votes=number,
        organisation=organisation,
        email=email,
        bench=bench,
        since=since,
        until=until,
    )
    with place.session() as session:
        member = service.appoint(session, entry)
        _say_appointed(place, {member}, service.roster(session))


@command(
    "release",
    N_("End a person's place on the board; votes that are open already are not touched."),
    examples=["beirat roster release M07"],
    group=roster,
    answer="done-v1",
)
@argument("member", N_("label or name"), metavar=N_("MEMBER"))
def release(place: Place, *, member: str) -> None:
    """Release a person."""
    with place.session() as session:
        found = service.find(session, member)
        service.release(session, found.member)
    told(place, _("{label} {name} has left the board.").format(label=found.label, name=found.name))


@command(
    "deputies",
    N_("Say who may vote for a member that is prevented, in this order; nobody ends it."),
    examples=["beirat roster deputies M07 M11 M12"],
    group=roster,
    answer="done-v1",
)
@argument("member", N_("label or name"), metavar=N_("MEMBER"))
@argument("deputy", N_("label or name of the deputies"), nargs=-1, metavar=N_("DEPUTY"))
def deputies(place: Place, *, member: str, deputy: tuple[str, ...]) -> None:
    """Name deputies."""
    with place.session() as session:
        found = service.find(session, member)
        standing_in = [service.find(session, each) for each in deputy]
        service.name_deputies(session, found.member, [each.member for each in standing_in])
    names = ", ".join(each.label for each in standing_in) or _("nobody")
    told(place, _("Deputies of {label}: {names}").format(label=found.label, names=names))


@command(
    "requests",
    N_("List the devices that ask to be enrolled, each with its six words."),
    examples=["beirat roster requests"],
    answer="requests-v1",
    group=roster,
)
def requests(place: Place) -> None:
    """List join requests."""
    with place.session() as session:
        found = service.joins(session)
    if place.json:
        answer(RequestsAnswer(requests=tuple(made(each, RequestPart) for each in found)))
        return
    if not found:
        say(_("No device asks to be enrolled."))
    for each in found:
        say(_("{name}: {words}").format(name=each.name, words=" ".join(each.words)))


@command(
    "enrol",
    N_("Let a device speak for a member, after comparing the six words on its screen."),
    more=[
        N_(
            "A chair is appointed with the root key: name its file with --root-key, or the words with "
            "--root-words."
        )
    ],
    examples=[
        "beirat roster enrol M07 badge clay lunar moss orbit rifle",
        "beirat roster enrol M01 badge clay lunar moss orbit rifle --role chair --root-key root.key",
    ],
    answer="enrolled-v1",
    group=roster,
)
@argument("member", N_("label or name of the member"), metavar=N_("MEMBER"))
@argument("words", N_("the six words on the other screen"), nargs=6, metavar=N_("WORDS"))
@option(
    "--role",
    "roles",
    type=ROLE,
    multiple=True,
    default=("member",),
    help=N_("what the device may act as; may be given several times"),
)
@root_key_options
def enrol(
    place: Place,
    *,
    member: str,
    words: tuple[str, ...],
    roles: tuple[Role, ...],
    root_key_: Path | None,
    root_words: Path | None,
    passphrase_file: Path | None,
) -> None:
    """Enrol a device."""
    wanted = tuple(word_.casefold() for text in words for word_ in text.split())
    with place.session() as session:
        found = service.find(session, member)
        request = next((each for each in service.joins(session) if each.words == wanted), None)
        if request is None:
            raise InputError("cli.no-request", words=" ".join(wanted))
        root = root_key(root_key_, root_words, passphrase_file)
        certs = service.enrol(session, request.key, found.member, list(dict.fromkeys(roles)), root=root)
    if place.json:
        answer(EnrolledAnswer(member=found.member, key=request.key, certificates=tuple(certs)))
        return
    say(
        _("The device of {asking} now speaks for {label} {name}.").format(
            asking=request.name, label=found.label, name=found.name
        )
    )


roster.add_command(devices)
roster.add_command(revoke)
