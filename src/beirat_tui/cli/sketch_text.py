"""One sketch in plain lines, one fact each: nothing that a screen reader stumbles over."""

from collections.abc import Iterator, Mapping, Sequence

from beirat_tui.cli.output import facts, say
from beirat_tui.services.reading_views import SketchView
from beirat_tui.services.round_views import RoundView
from beirat_tui.wording import _
from beirat_tui.wording.attention import SKETCH_FLAGS, attention
from beirat_tui.wording.format import date, euro, moment, months, percent
from beirat_tui.wording.states import (
    CHECKS,
    CHOICES,
    DECISIONS,
    DELIVERIES,
    MOTIONS,
    MY_VOTES,
    PROCEDURES,
    REASONS,
    ROUND_STATES,
    STAGES,
    VOTA,
    Sign,
    sign,
    word,
)


def say_figures(view: SketchView) -> None:
    """Print who asks for how much, and where the sketch stands."""
    row = view.row
    reason = f", {sign(REASONS, row.reason).word}" if row.reason and row.reason in REASONS else ""
    share = None if view.share is None else percent(view.share)
    third = None if not view.third_party_cents else euro(view.third_party_cents)
    facts(
        [
            (_("Sketch"), f"{view.number} {view.title}"),
            (
                _("Applicant"),
                ", ".join(part for part in (view.applicant, view.applicant_kind, view.place) if part),
            ),
            (_("Programme"), view.programme_title),
            (_("Received"), date(view.received)),
            (_("State"), sign(STAGES, row.stage).word + reason),
            (_("Your vote"), sign(MY_VOTES, row.my_vote).word + _delivery(view)),
            (_("Meeting"), None if row.meeting_date is None else date(row.meeting_date)),
            (_("Deadline"), None if row.deadline is None else date(row.deadline)),
            (_("Grant"), None if view.grant_cents is None else euro(view.grant_cents)),
            (_("Share of the total"), share),
            (_("Own share"), None if view.own_share_cents is None else euro(view.own_share_cents)),
            (_("Third-party funds"), third),
            (_("Total"), None if view.total_cents is None else euro(view.total_cents)),
            (_("Duration"), None if view.months is None else months(view.months)),
            (_("Start"), None if view.start is None else date(view.start)),
            (_("End"), None if view.end is None else date(view.end)),
            (_("Fields of action"), ", ".join(view.fields)),
            (_("Partners"), ", ".join(view.partners)),
        ]
    )
    say_attention(SKETCH_FLAGS, view.flags)


def _delivery(view: SketchView) -> str:
    """How far one's own vote has travelled; empty where there is none."""
    delivery = None if view.round is None else view.round.my_delivery
    return "" if delivery is None else f", {sign(DELIVERIES, delivery).word}"


def say_attention(table: Mapping[str, str], codes: Sequence[str]) -> None:
    """Print what deserves attention, a sentence a line."""
    for text in attention(table, codes):
        say(_("Attention: {what}").format(what=text))


def say_summary(view: SketchView) -> None:
    """Print what members read first."""
    _title(_("Summary by the office") if view.summary_is_office else _("Short description"))
    say(view.summary or _("There is none."))


def say_checklist(view: SketchView) -> None:
    """Print the formal check, an item a line."""
    _title(_("Formal check"))
    for item in view.checklist:
        detail = f": {item.detail}" if item.detail else ""
        say(_("{item}, {state}").format(item=item.title, state=sign(CHECKS, item.state).word) + detail)


def say_sections(view: SketchView) -> None:
    """Print the sketch's text."""
    for section in view.sections:
        _title(section.title)
        say(section.text)


def say_rounds(view: SketchView) -> None:
    """Print the votes on the sketch, and what the ministry decided."""
    rounds = view.rounds or ((view.round,) if view.round is not None else ())
    if rounds:
        _title(_("Votes on this sketch"))
    for each in rounds:
        for line in _round(each):
            say(line)
    decision = view.decision
    if decision is not None:
        _title(_("The ministry's decision"))
        amount = f", {euro(decision.amount_cents)}" if decision.amount_cents is not None else ""
        say(f"{sign(DECISIONS, decision.granted).word}{amount}, {date(decision.date)}")
        if decision.differs:
            say(_("The ministry decided otherwise than the board recommended."))
        if decision.reasons:
            say(decision.reasons)


def _round(view: RoundView) -> Iterator[str]:
    motion, procedure = word(MOTIONS, view.motion), word(PROCEDURES, view.procedure)
    yield _("Motion: {motion}, {procedure}").format(motion=motion, procedure=procedure)
    yield _("State of the vote: {state}").format(state=sign(ROUND_STATES, view.state).word)
    yield _("{voted} of {entitled} have voted").format(voted=view.voted, entitled=view.entitled)
    if view.my_choice is not None:
        yield _("Your vote: {choice}").format(choice=sign(CHOICES, view.my_choice).word)
    if view.outcome is not None:
        yield _("Outcome: {votum}").format(votum=spoken(sign(VOTA, view.outcome.votum)))


def spoken(state: Sign) -> str:
    """The word of a state alone."""
    return state.word


def say_comments(view: SketchView) -> None:
    """Print what members wrote about it, and the files that belong to it."""
    if view.comments:
        _title(_("Comments"))
    for each in view.comments:
        author = f"{each.author_label} {each.author_name}".strip()
        say(_("{author}, {at}: {text}").format(author=author, at=moment(each.at), text=each.text))
    if view.attachments:
        _title(_("Attached files"))
    for file in view.attachments:
        say(file.name)


def _title(text: str) -> None:
    say()
    say(text)
