"""`beirat rules what-if`, `keep` and `drop`: the same votes under other rules, and drafts of one's own."""

from pathlib import Path
from typing import TYPE_CHECKING

from beirat_tui.cli.answers.rounds import naming, outcome_part
from beirat_tui.cli.answers.rules import AlternativePart, HingePart, RulesWhatIfAnswer
from beirat_tui.cli.arguments import sketch_argument
from beirat_tui.cli.asking import read_text
from beirat_tui.cli.commands.rules import rules
from beirat_tui.cli.framework import argument, command, option
from beirat_tui.cli.output import answer, say, told
from beirat_tui.cli.place import Place
from beirat_tui.cli.root_key import FILE
from beirat_tui.domain.rules.diff import written
from beirat_tui.domain.rules.finding import RulesError
from beirat_tui.domain.text import clean_line
from beirat_tui.services import own_rules
from beirat_tui.services.round_views import OutcomeView, RoundView
from beirat_tui.wording import N_, _
from beirat_tui.wording.derivation import counts_text, result_text
from beirat_tui.wording.rule_findings import finding_line
from beirat_tui.wording.whatif import hinge_text

if TYPE_CHECKING:
    from beirat_tui.services.outlook import OtherRules

__all__ = ["rules"]


@command(
    "what-if",
    N_("Count a closed vote again under other rules, and say what its result hangs on."),
    more=[
        N_("Tried are the rule sets that come with the program and your drafts (`beirat rules keep`)."),
        N_("Nothing of this is recorded."),
    ],
    examples=["beirat rules what-if 2026-07"],
    answer="rules-what-if-v1",
    group=rules,
)
@sketch_argument
def what_if(place: Place, *, sketch: str) -> None:
    """Count again."""
    from beirat_tui.cli.choosing import find_round  # noqa: PLC0415  (rules are read without a board, too)
    from beirat_tui.services import outlook, rounds  # noqa: PLC0415  (the same)

    with place.session() as session:
        round_id = find_round(session, sketch)
        view = rounds.round_view(session, round_id)
        other = outlook.under_other_rules(session, round_id)
    if place.json:
        _answer(view, other)
        return
    name = naming(view)
    say(f"{view.number} {view.title}")
    if not view.candidates:
        say(counts_text(other.outcome.counts))
    say(f"{clean_line(other.own.name)}: {result_text(other.outcome, name)}")
    say()
    say(_("Under other rules (≠ marks another result):"))
    for each in sorted(other.others, key=lambda one: (not one.differs, one.name)):
        mark = "≠" if each.differs else "="
        draft = _("Draft: ") if each.name in other.drafts else ""
        say(f"  {mark} {draft}{clean_line(each.name)}: {result_text(each.outcome, name)}")
    for file, finding in other.unusable:
        told_ = _("The draft {file} cannot be used: {what}")
        say("  ! " + told_.format(file=clean_line(file), what=finding_line(finding)))
    say()
    say(_("What the result hangs on:"))
    for hinge in other.hinges:
        say("  · " + hinge_text(hinge, other.own, name))
    if not other.hinges:
        say("  " + _("No single rule and no recusal: changing any one of them gives the same result."))


def _answer(view: RoundView, other: "OtherRules") -> None:
    name = naming(view)
    own = outcome_part(OutcomeView(other.outcome, other.votum_of(other.outcome), final=False), name)
    if own is None:
        return
    others = tuple(
        AlternativePart(
            name=clean_line(each.name),
            draft=each.name in other.drafts,
            differs=each.differs,
            result=each.outcome.result,
            votum=other.votum_of(each.outcome),
            elected=each.outcome.elected,
        )
        for each in other.others
    )
    hinges = tuple(
        HingePart(
            key=None if hinge.key is None else hinge.key.path,
            member=hinge.member,
            now="" if hinge.key is None else written(hinge.key, hinge.now),
            other="" if hinge.key is None else written(hinge.key, hinge.other),
            result=hinge.outcome.result,
            sentence=hinge_text(hinge, other.own, name),
        )
        for hinge in other.hinges
    )
    answer(
        RulesWhatIfAnswer(
            sketch=view.sketch, rules=clean_line(other.own.name), outcome=own, others=others, hinges=hinges
        )
    )


@command(
    "keep",
    N_("Keep a rule file as a draft, to try it on votes; nobody else sees it."),
    more=[N_("Drafts are tried by `beirat rules what-if` and, with W, in the views Outcomes and Board.")],
    examples=["beirat rules keep our-rules.toml", "beirat rules keep our-rules.toml --as two-thirds"],
    answer="done-v1",
    group=rules,
)
@argument("file", N_("the rule file"), type=FILE, metavar=N_("FILE"))
@option("--as", "name", metavar=N_("NAME"), help=N_("what the draft is called; otherwise as the file"))
def keep(place: Place, *, file: Path, name: str | None) -> None:
    """Keep a draft."""
    try:
        path = own_rules.keep_draft(place.private(), name or file.name, read_text(file))
    except RulesError as error:
        for finding in error.findings:
            say(finding_line(finding))
        raise
    told(place, _("The draft is kept: {name}").format(name=clean_line(path.name)))


@command(
    "drop",
    N_("Delete a draft of yours."),
    examples=["beirat rules drop two-thirds"],
    answer="done-v1",
    group=rules,
)
@argument("name", N_("what the draft is called"), metavar=N_("NAME"))
def drop(place: Place, *, name: str) -> None:
    """Delete a draft."""
    own_rules.drop_draft(place.private(), name)
    told(place, _("The draft is deleted."))
