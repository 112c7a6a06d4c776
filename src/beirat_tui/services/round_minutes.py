"""What the minutes say of one vote (§ 93 VwVfG): subject, motion, who took part, figures, result and why.

Plain paragraphs in the language in use. Zero rows are written out; of a secret vote only numbers are told.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from beirat_tui.domain.tally.election import draw
from beirat_tui.domain.text import clean
from beirat_tui.log.bodies.rounds import OfMember
from beirat_tui.services.round_views import EarlierView, RoundView
from beirat_tui.services.session import Session
from beirat_tui.store.board_file import Reading
from beirat_tui.wording.catalogue import _, ngettext
from beirat_tui.wording.derivation import counts_text, next_text, outcome_word, result_text, sentence
from beirat_tui.wording.format import date
from beirat_tui.wording.states import MOTIONS, PROCEDURES, SECRECY, VOTA, sign, word

Naming = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Stated:
    """What members wrote that belongs in the minutes, by member id.

    Attributes:
        reasons: why members say that they are biased.
        dissents: dissenting opinions.
    """

    reasons: Mapping[str, str] = field(default_factory=dict)
    dissents: Mapping[str, str] = field(default_factory=dict)


NOTHING_SAID = Stated()


def stated(session: Session, round_id: str) -> Stated:
    """Return what members wrote about the vote ROUND_ID; erased texts are left out."""
    with session.reading() as reading:
        return Stated(
            _texts(reading, f"recusal/{round_id}/", "reason"), _texts(reading, f"dissent/{round_id}/", "text")
        )


def _texts(reading: Reading, prefix: str, key: str) -> dict[str, str]:
    """The texts called KEY in the slots below PREFIX; where somebody wrote two at once, both."""
    found: dict[str, list[str]] = {}
    for values in reading.view.each(prefix):
        for record in values:
            text = reading.texts(record).get(key)
            if isinstance(record.body, OfMember) and isinstance(text, str) and clean(text).strip():
                found.setdefault(record.body.member, []).append(" ".join(clean(text).split()))
    return {member: " / ".join(sorted(texts)) for member, texts in found.items()}


def minutes_lines(view: RoundView, name: Naming, said: Stated = NOTHING_SAID) -> list[str]:
    """Return the paragraphs on the vote VIEW, with what was SAID; NAME turns an id into label and name."""
    where = word(PROCEDURES, view.procedure)
    if view.meeting_title:
        where = _("meeting {title}").format(title=view.meeting_title)
    lines = [f"{view.number} {view.title}".strip()]
    if view.candidates:
        lines.append(_("Candidates: {names}.").format(names=", ".join(map(name, view.candidates))))
    else:
        lines.append(_("Motion: {motion}.").format(motion=word(MOTIONS, view.motion)))
    if view.conditions:
        lines.append(_("Conditions moved: {text}").format(text=view.conditions))
    kind = word(SECRECY, view.secrecy)
    lines.append(_("{kind}, {where}.").format(kind=kind[:1].upper() + kind[1:], where=where))
    lines += _history(view, name)
    lines += _people(view, name, said)
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
    lines += _dissents(said, name)
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


def _people(view: RoundView, name: Naming, said: Stated) -> list[str]:
    """Who was there, who took no part, and why."""
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
    lines += [
        _("Reason of {name}: {text}").format(name=name(member), text=said.reasons[member])
        for member in recused
        if member in said.reasons
    ]
    return lines


def _dissents(said: Stated, name: Naming) -> list[str]:
    """The dissenting opinions, by name."""
    return [
        _("Dissenting opinion of {name}: {text}").format(name=name(member), text=text)
        for member, text in sorted(said.dissents.items(), key=lambda each: name(each[0]))
    ]


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
