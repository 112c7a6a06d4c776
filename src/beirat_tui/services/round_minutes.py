"""What the minutes say of one vote (§ 93 VwVfG): subject, motion, who took part, figures, result and why.

Plain paragraphs in the language in use. Zero rows are written out; of a secret vote only numbers are told.
"""

from collections.abc import Callable

from beirat_tui.domain.tally.election import draw
from beirat_tui.services.round_views import EarlierView, RoundView
from beirat_tui.wording.catalogue import _, ngettext
from beirat_tui.wording.derivation import counts_text, next_text, outcome_word, result_text, sentence
from beirat_tui.wording.format import date
from beirat_tui.wording.states import MOTIONS, PROCEDURES, SECRECY, VOTA, sign, word

Naming = Callable[[str], str]


def minutes_lines(view: RoundView, name: Naming) -> list[str]:
    """Return the paragraphs on the vote VIEW; NAME turns a member's id into label and name."""
    where = view.meeting_title or word(PROCEDURES, view.procedure)
    lines = [f"{view.number} {view.title}".strip()]
    if view.candidates:
        lines.append(_("Candidates: {names}.").format(names=", ".join(map(name, view.candidates))))
    else:
        lines.append(_("Motion: {motion}.").format(motion=word(MOTIONS, view.motion)))
    if view.conditions:
        lines.append(_("Conditions moved: {text}").format(text=view.conditions))
    lines.append(_("{kind}, {where}.").format(kind=word(SECRECY, view.secrecy).capitalize(), where=where))
    lines += _history(view, name)
    lines += _people(view, name)
    if view.outcome is None:
        return [*lines, _("There is no outcome yet.")]
    derived = view.outcome.derived
    if not view.candidates:
        lines.append(_("Votes: {counts}.").format(counts=counts_text(derived.counts)))
        lines += _by_name(view, name)
    lines += [f"{sentence(step, name)}{f' [{step.cite}]' if step.cite else ''}" for step in derived.steps]
    lines += lot_lines(view)
    lines.append(_("Result: {result}").format(result=result_text(derived, name)))
    if not view.candidates:
        lines.append(_("Votum: {votum}.").format(votum=sign(VOTA, view.outcome.votum).word))
    if view.outcome.note:
        lines.append(_("Note of the office: {note}").format(note=view.outcome.note))
    if next_text(derived):
        lines.append(_("What follows: {step}").format(step=next_text(derived)))
    if not view.outcome.final:
        lines.append(_("This outcome is provisional: the chair has not confirmed it yet."))
    return lines


def lot_lines(view: RoundView) -> list[str]:
    """Return how everybody can draw the lot of the election VIEW again; nothing where none was drawn."""
    steps = () if view.outcome is None else view.outcome.steps
    step = next((each for each in steps if each.rule == "election.lot" and each.verdict == "met"), None)
    if step is None:
        return []
    tied, inputs = step.facts["candidates"], step.facts["inputs"]
    if not isinstance(tied, tuple) or not isinstance(inputs, tuple):
        return []
    drawn = draw(tied, inputs)
    return [
        _("The lot can be drawn again by everybody. These lines, each ended by a line feed, in UTF-8:"),
        *(f"  {line}" for line in drawn.text.splitlines()),
        _("Their SHA-256: {digest}").format(digest=drawn.digest),
        _("As one number divided by {number} it leaves {remainder}: 0 is the first id, 1 the next.").format(
            number=len(tied), remainder=drawn.remainder
        ),
    ]


def _history(view: RoundView, name: Naming) -> list[str]:
    """The ballots before this one."""
    return [earlier_text(each, name) for each in view.earlier]


def earlier_text(before: EarlierView, name: Naming) -> str:
    """Return what became of a ballot before this one, with its figures where they are here."""
    text = outcome_word(before.result) if before.outcome is None else result_text(before.outcome, name)
    when = "" if before.day is None else f" ({date(before.day)})"
    figures = "" if before.outcome is None else f" {counts_text(before.outcome.counts)}."
    return _("Earlier vote on this motion{when}: {text}{figures}").format(
        when=when, text=text, figures=figures
    )


def _people(view: RoundView, name: Naming) -> list[str]:
    """Who was there and who took no part."""
    lines = []
    entitled = [seat for seat in view.electorate if seat.entitled]
    here = [seat.member for seat in entitled if seat.present]
    if view.present is not None:
        text = ngettext(
            "{number} of {all} members with a vote present: {names}.",
            "{number} of {all} members with a vote present: {names}.",
            len(here),
        )
        lines.append(
            text.format(number=len(here), all=len(entitled), names=", ".join(map(name, here)) or "–")
        )
    recused = [seat.member for seat in view.electorate if seat.recused]
    lines.append(
        _("Took no part because of a conflict of interest: {names}.").format(
            names=", ".join(map(name, recused)) or _("nobody")
        )
    )
    return lines


def _by_name(view: RoundView, name: Naming) -> list[str]:
    """Who voted how, in an open vote whose choices are shown."""
    if view.secrecy == "secret" or view.count is not None:
        return []
    lines = []
    for choice, template in (
        ("yes", _("Yes: {names}.")),
        ("no", _("No: {names}.")),
        ("abstain", _("Abstention: {names}.")),
    ):
        names = [name(seat.member) for seat in view.electorate if seat.voted and seat.choice == choice]
        lines.append(template.format(names=", ".join(names) or "–"))
    return lines
