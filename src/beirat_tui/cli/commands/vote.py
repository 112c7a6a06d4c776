"""`beirat vote` and what else a member says on a sketch: plain lines, one fact each, nothing but words."""

from pathlib import Path

import click

from beirat_tui.cli.answers.rounds import CastAnswer
from beirat_tui.cli.arguments import file_option, sketch_argument, text_argument, yes_option
from beirat_tui.cli.asking import confirmed, long_text
from beirat_tui.cli.choosing import find_round, find_sketch
from beirat_tui.cli.framework import argument, command, option
from beirat_tui.cli.output import answer, note, say, told
from beirat_tui.cli.own_clock import mind_the_clock
from beirat_tui.cli.place import Place
from beirat_tui.cli.table import COMMANDS
from beirat_tui.cli.words import CHOICE
from beirat_tui.domain.errors import Refused
from beirat_tui.services import comments, drafts, roster, rounds, voting
from beirat_tui.services.queue_views import QueueRow
from beirat_tui.services.session import Session
from beirat_tui.wording import N_, _
from beirat_tui.wording.states import CHOICES, DELIVERIES, MOTIONS, sign, word


@command(
    "vote",
    COMMANDS["vote"].about,
    more=[
        N_(
            "The sketch, the motion and your choice are repeated, and you confirm. Voting again changes "
            "your vote as long as the vote is open. In a meeting only those present vote; before it, "
            "--draft keeps a private draft vote, which `beirat vote SKETCH` casts once you are in the room."
        )
    ],
    examples=["beirat vote 2026-07 yes", 'beirat vote Salzlandkreis no --remark "No own share yet." --yes'],
    answer="vote-v1",
)
@sketch_argument
@argument("choice", N_("your choice; otherwise that of your draft vote"), type=CHOICE, required=False)
@option("--remark", metavar=N_("TEXT"), help=N_("a remark, which everybody on the board can read"))
@option("--draft", "as_draft", is_flag=True, help=N_("keep a private draft vote, cast nothing"))
@option("--for", "on_behalf", metavar=N_("MEMBER"), help=N_("vote as deputy for this member"))
@yes_option
def vote(
    place: Place,
    *,
    sketch: str,
    choice: str | None,
    remark: str | None,
    as_draft: bool,
    on_behalf: str | None,
    assume_yes: bool,
) -> None:
    """Vote."""
    with place.session() as session:
        row = find_sketch(session, sketch)
        kept = drafts.draft_of(session, row.sketch)
        if choice is None:
            if kept is None:
                raise click.UsageError(_("Say yes, no or abstain."), click.get_current_context())
            choice, remark = kept[0], kept[1] if remark is None else remark
        if as_draft:
            drafts.draft(session, row.sketch, choice, remark or "")
            _done(place, row, choice, None)
            return
        mind_the_clock(place, session)
        member = None if on_behalf is None else roster.find(session, on_behalf).member
        if member is None:
            permission = voting.may_vote(session, row.sketch)
            if not permission.ballot:
                raise Refused(permission.reason or "vote.closed")
        if row.round is None:
            raise Refused("vote.no-round")
        if not (place.json and assume_yes):
            _repeat(session, row, choice, remark or "", on_behalf)
        if not assume_yes and not confirmed(_("Cast this vote?")):
            raise Refused("cli.not-confirmed")
        delivery = voting.cast(session, row.round, choice, remark or "", on_behalf_of=member)
        if kept is not None and member is None:
            drafts.drop_draft(session, row.sketch)
    _done(place, row, choice, delivery.value)


def _repeat(session: Session, row: QueueRow, choice: str, remark: str, on_behalf: str | None) -> None:
    """Say what is about to be cast."""
    view = rounds.round_view(session, row.round or "")
    note(_("Sketch: {number} {title}").format(number=row.number, title=row.title))
    note(_("Motion: {motion}").format(motion=word(MOTIONS, view.motion)))
    if on_behalf is not None:
        note(_("You vote for: {member}").format(member=on_behalf))
    elif view.my_choice is not None:
        note(_("Your vote so far: {choice}").format(choice=sign(CHOICES, view.my_choice).word))
    note(_("Your vote: {choice}").format(choice=sign(CHOICES, choice).word))
    if remark:
        note(_("Remark: {remark}").format(remark=remark))


def _done(place: Place, row: QueueRow, choice: str, delivery: str | None) -> None:
    draft = delivery is None
    if place.json:
        answer(
            CastAnswer(sketch=row.sketch, number=row.number, choice=choice, draft=draft, delivery=delivery)
        )
    elif draft:
        say(_("Kept as your private draft vote: {choice}.").format(choice=sign(CHOICES, choice).word))
    else:
        told = _("Your vote has been cast: {choice}, {delivery}.")
        where = sign(DELIVERIES, delivery or "").word
        say(told.format(choice=sign(CHOICES, choice).word, delivery=where))


@command(
    "recuse",
    COMMANDS["recuse"].about,
    more=[N_("The office may note it for a member with --member.")],
    examples=['beirat recuse 2026-07 --reason "I sit on the applicant\'s council."'],
    answer="done-v1",
)
@sketch_argument
@option("--reason", default="", metavar=N_("TEXT"), help=N_("the reason, which goes into the minutes"))
@option("--withdraw", is_flag=True, help=N_("take the declaration back"))
@option("--member", metavar=N_("MEMBER"), help=N_("the office notes it for this member"))
def recuse(place: Place, *, sketch: str, reason: str, withdraw: bool, member: str | None) -> None:
    """Declare a conflict of interest."""
    with place.session() as session:
        round_ = find_round(session, sketch)
        whom = None if member is None else roster.find(session, member).member
        if withdraw:
            voting.withdraw_recusal(session, round_, member=whom)
        else:
            voting.recuse(session, round_, reason, member=whom)
        view = rounds.round_view(session, round_)
    told(
        place,
        _("The declaration has been taken back.")
        if withdraw
        else _("The conflict of interest has been noted."),
    )
    if view.corrected is not None and not place.json:
        from beirat_tui.cli.commands.round_next import say_affected  # noqa: PLC0415  (seldom)

        say_affected([view])


@command(
    "object",
    COMMANDS["object"].about,
    examples=['beirat object 2026-07 --reason "This needs to be discussed."'],
    answer="done-v1",
)
@sketch_argument
@option("--reason", default="", metavar=N_("TEXT"), help=N_("the reason"))
@option("--withdraw", is_flag=True, help=N_("take the objection back"))
def object_to(place: Place, *, sketch: str, reason: str, withdraw: bool) -> None:
    """Object to the written procedure."""
    with place.session() as session:
        voting.object_to_circulation(session, find_round(session, sketch), reason, raised=not withdraw)
    told(place, _("The objection has been taken back.") if withdraw else _("The objection has been noted."))


@command(
    "comment",
    COMMANDS["comment"].about,
    examples=['beirat comment 2026-07 "Who keeps the bus stops running after two years?"'],
    answer="done-v1",
)
@sketch_argument
@text_argument
@file_option
def comment(place: Place, *, sketch: str, text: str | None, file: Path | None) -> None:
    """Write a comment."""
    said = long_text(text, file)
    with place.session() as session:
        comments.write_comment(session, find_sketch(session, sketch).sketch, said)
    told(place, _("The comment has been written."))


@command(
    "dissent",
    COMMANDS["dissent"].about,
    examples=["beirat dissent 2026-07 --file opinion.txt"],
    answer="done-v1",
)
@sketch_argument
@text_argument
@file_option
def dissent(place: Place, *, sketch: str, text: str | None, file: Path | None) -> None:
    """File a dissenting opinion."""
    said = long_text(text, file)
    with place.session() as session:
        voting.dissent(session, find_round(session, sketch), said)
    told(place, _("The dissenting opinion has been filed."))
