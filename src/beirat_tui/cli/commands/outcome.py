"""`beirat tally` and `beirat why`: figures and derivation of a vote."""

import datetime as dt

from beirat_tui.cli.answers.rounds import TallyAnswer, naming, outcome_part, round_part
from beirat_tui.cli.arguments import sketch_argument
from beirat_tui.cli.choosing import find_round
from beirat_tui.cli.commands.round_next import say_affected
from beirat_tui.cli.commands.rounds import say_next
from beirat_tui.cli.derivation import say_steps
from beirat_tui.cli.framework import command
from beirat_tui.cli.output import answer, facts, say
from beirat_tui.cli.place import Place
from beirat_tui.cli.sketch_text import say_attention
from beirat_tui.cli.table import COMMANDS
from beirat_tui.services import closing, delivery, outlook, rounds
from beirat_tui.services.round_minutes import earlier_text, lot_lines
from beirat_tui.services.round_views import OutcomeView, QuorumView, RoundState, RoundView
from beirat_tui.services.session import Session
from beirat_tui.wording import N_, _
from beirat_tui.wording.attention import ROUND_WARNINGS
from beirat_tui.wording.delivery import outstanding_lines
from beirat_tui.wording.derivation import counts_text, next_text, result_text
from beirat_tui.wording.format import date, moment
from beirat_tui.wording.states import COUNT_STATES, MOTIONS, PROCEDURES, ROUND_STATES, VOTA, sign, word
from beirat_tui.wording.whatif import foresight_text


@command("tally", COMMANDS["tally"].about, examples=["beirat tally 2026-07"], answer="tally-v1")
@sketch_argument
def tally(place: Place, *, sketch: str) -> None:
    """Show a vote's figures."""
    with place.session() as session:
        view = rounds.round_view(session, find_round(session, sketch))
        provisional = _now(session, view)
        left = delivery.outstanding(session, view)
        ahead = outlook.still_possible(session, view.id) if view.state == RoundState.OPEN else None
    if _answered(place, view, provisional):
        return
    facts(_figures(view))
    say_attention(ROUND_WARNINGS, view.warnings)
    for line in outstanding_lines(left):
        say(f"! {line}")
    outcome = view.outcome or provisional
    if outcome is None:
        say(_("The votes stay hidden until the vote is closed."))
        return
    if view.outcome is None:
        say(_("If it were closed now:"))
    _say_result(view, outcome)
    for line in () if ahead is None else foresight_text(ahead, naming(view)):
        say(line)


@command(
    "why",
    COMMANDS["why"].about,
    more=[N_("While a vote runs, this is what closing it now would give.")],
    examples=["beirat why 2026-07"],
    answer="tally-v1",
)
@sketch_argument
def why(place: Place, *, sketch: str) -> None:
    """Derive an outcome."""
    with place.session() as session:
        view = rounds.round_view(session, find_round(session, sketch))
        provisional = _now(session, view)
    if _answered(place, view, provisional):
        return
    outcome = view.outcome or provisional
    say(f"{view.number} {view.title}")
    if not view.candidates:
        say(_("Motion: {motion}").format(motion=word(MOTIONS, view.motion)))
    for each in view.earlier:
        say(earlier_text(each, naming(view)))
    if view.count is not None:
        say(word(COUNT_STATES, view.count.state))
    say_attention(ROUND_WARNINGS, view.warnings)
    if outcome is None:
        say(_("The votes stay hidden until the vote is closed."))
        return
    if view.outcome is None:
        say(_("If it were closed now:"))
    say_steps(outcome.derived, naming(view))
    for line in lot_lines(view):
        say(line)
    _say_result(view, outcome)
    if view.corrected is not None:
        say_affected([view])


def _now(session: Session, view: RoundView) -> OutcomeView | None:
    """What closing an open vote now would give; nothing where single votes are hidden.

    In a meeting whoever is noted as present counts, whatever this machine's clock says.
    """
    if view.state != RoundState.OPEN or view.hidden:
        return None
    now = None if view.meeting is not None else dt.datetime.now()  # noqa: DTZ005  (local time)
    return closing.preview_closing(session, view.id, at=now)


def _answered(place: Place, view: RoundView, provisional: OutcomeView | None) -> bool:
    if place.json:
        answer(TallyAnswer(round=round_part(view), provisional=outcome_part(provisional, naming(view))))
    return place.json


def _figures(view: RoundView) -> list[tuple[str, str | None]]:
    until = date(view.deadline) if view.deadline else view.meeting_title
    present = None if view.present is None else str(view.present)
    return [
        (_("Vote") if view.candidates else _("Sketch"), f"{view.number} {view.title}"),
        (_("Motion"), None if view.candidates else word(MOTIONS, view.motion)),
        (_("Candidates"), ", ".join(map(naming(view), view.candidates))),
        (_("Ballot no."), str(view.ballot) if view.ballot > 1 else None),
        (_("Count"), None if view.count is None else word(COUNT_STATES, view.count.state)),
        (_("Procedure"), f"{word(PROCEDURES, view.procedure)} {until}".strip()),
        (_("Opened"), moment(view.opened_at)),
        (_("State"), str(sign(ROUND_STATES, view.state))),
        (_("Voted"), _("{voted} of {entitled}").format(voted=view.voted, entitled=view.entitled)),
        (_("Present"), present),
        (_("Quorum"), _quorum(view.quorum)),
    ]


def _quorum(quorum: QuorumView) -> str:
    if quorum.met is None:
        return _("not known yet")
    told = _("✓ {counted} of {needed} needed") if quorum.met else _("✗ {counted} of {needed} needed")
    return told.format(counted=quorum.counted, needed=quorum.needed)


def _say_result(view: RoundView, outcome: OutcomeView) -> None:
    if not view.candidates:
        say(counts_text(outcome.derived.counts))
    say(result_text(outcome.derived, naming(view)))
    if not view.candidates:
        say(_("Outcome: {votum}").format(votum=sign(VOTA, outcome.votum)))
    if view.outcome is not None:
        say_next(view)
    elif next_text(outcome.derived):
        say(_("Next: {step}").format(step=next_text(outcome.derived)))
