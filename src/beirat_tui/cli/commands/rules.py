"""`beirat rules`: rules of procedure to read, check, compare and try."""

from pathlib import Path

from beirat_tui import presets
from beirat_tui.cli.answers.rounds import outcome_part
from beirat_tui.cli.answers.rules import (
    DifferencePart,
    FindingPart,
    ParagraphPart,
    PresetPart,
    RulesCheckAnswer,
    RulesDiffAnswer,
    RulesListAnswer,
    RulesShowAnswer,
    RulesTryAnswer,
)
from beirat_tui.cli.asking import read_text
from beirat_tui.cli.boundary import FoundWrong
from beirat_tui.cli.derivation import say_steps
from beirat_tui.cli.framework import Group, argument, command
from beirat_tui.cli.output import Column, answer, note, say, table
from beirat_tui.cli.place import Place
from beirat_tui.cli.root_key import FILE
from beirat_tui.cli.scenario_keys import missing_keys
from beirat_tui.cli.table import COMMANDS
from beirat_tui.domain.errors import Refused
from beirat_tui.domain.rules.diff import differences, written
from beirat_tui.domain.rules.finding import Finding, RulesError
from beirat_tui.domain.rules.model import RuleSet
from beirat_tui.domain.rules.read import check_rules, read_rules
from beirat_tui.domain.rules.scenario import ScenarioError, read_scenario
from beirat_tui.domain.tally import tally
from beirat_tui.domain.text import clean_line
from beirat_tui.domain.votum import votum
from beirat_tui.paths import is_there
from beirat_tui.services.own_rules import draft_rules, folder
from beirat_tui.services.round_views import OutcomeView
from beirat_tui.services.trying import unknown_region, with_known_holidays
from beirat_tui.wording import N_, _
from beirat_tui.wording.derivation import counts_text, next_text, result_text
from beirat_tui.wording.rule_findings import finding_line, finding_text
from beirat_tui.wording.rules_prose import describe

rules = Group("rules", help=COMMANDS["rules"].about)
_RULES = N_("name of a rule set that comes with the program, or a file")


def text_of(named: str) -> str:
    """The text of the rule set NAMED: a preset's name, or a file.

    Raises:
        InputError: ``preset.unknown``, ``cli.cannot-read``.
    """
    if named in presets.rule_presets():
        return presets.read_rules(named)
    path = Path(named)
    if path.suffix or is_there(path) or len(path.parts) > 1:
        return read_text(path)
    return presets.read_rules(named)


def _read(named: str) -> RuleSet:
    """The rule set NAMED; what is wrong with its file is told line by line."""
    try:
        return read_rules(text_of(named))
    except RulesError as error:
        _tell(error.findings)
        raise


def _tell(findings: tuple[Finding, ...]) -> None:
    for finding in findings:
        note(finding_line(finding))


def _adopted(place: Place) -> str | None:
    """The text of the rules that the board has adopted; None where there is no board."""
    from beirat_tui.domain.errors import StoreError  # noqa: PLC0415  (kept with its only use)
    from beirat_tui.services.adoption import adopted  # noqa: PLC0415  (rules are read without a board, too)

    try:
        with place.session() as session:
            return adopted(session)[1] or None
    except StoreError as error:
        if error.code == "store.no-board":
            return None
        raise


@command(
    "list",
    N_("List the rule sets that come with the program, and your drafts."),
    examples=["beirat rules list"],
    answer="rules-list-v1",
    group=rules,
)
def list_(place: Place) -> None:
    """List presets."""
    own = _adopted(place)
    found = []
    for name in presets.rule_presets():
        text = presets.read_rules(name)
        known = read_rules(text)
        found.append(
            PresetPart(
                preset=name,
                name=clean_line(known.name),
                source=clean_line(known.source),
                adopted=text == own,
                draft=False,
            )
        )
    found += [
        PresetPart(
            preset=clean_line(str(folder(place.private()) / each.file), 1_000),
            name="" if each.rules is None else clean_line(each.rules.name),
            source=_("cannot be used") if each.rules is None else clean_line(each.rules.source),
            adopted=each.text == own,
            draft=True,
        )
        for each in draft_rules(place.private())
    ]
    if place.json:
        answer(RulesListAnswer(presets=tuple(found)))
        return
    columns = [
        Column(_("Rules")),
        Column(_("Title"), flexible=True),
        Column(_("Source"), flexible=True),
        Column(""),
    ]
    rows = [(each.preset, each.name, each.source, _state(each)) for each in found]
    table(columns, rows)


def _state(each: PresetPart) -> str:
    words = [_("your draft")] if each.draft else []
    return ", ".join([*words, *([_("adopted")] if each.adopted else [])])


@command(
    "show",
    N_("Say a rule set in plain sentences; without a name that of the board."),
    examples=["beirat rules show vwvfg", "beirat rules show"],
    answer="rules-show-v1",
    group=rules,
)
@argument("named", _RULES, required=False, metavar=N_("RULES"))
def show(place: Place, *, named: str | None) -> None:
    """Describe a rule set."""
    if named is None:
        with place.session() as session:
            from beirat_tui.services.adoption import adopted  # noqa: PLC0415  (rules are read without a board, too)

            _name, text, _programmes = adopted(session)
        if not text:
            raise Refused("round.no-rules")
        found = read_rules(text)
    else:
        found, text = _read(named), text_of(named)
    paragraphs = describe(found)
    name, source = clean_line(found.name), clean_line(found.source)
    if place.json:
        parts = tuple(ParagraphPart(**paragraph._asdict()) for paragraph in paragraphs)
        answer(RulesShowAnswer(name=name, source=source, paragraphs=parts, toml=text))
        return
    say(name)
    say(source)
    for paragraph in paragraphs:
        say()
        cite = f" [{clean_line(paragraph.cite)}]" if paragraph.cite else ""
        say(f"{paragraph.title}{cite}")
        for sentence in paragraph.sentences:
            say(f"  {sentence}")


@command(
    "check",
    N_("Check a rule file line by line; ends with 1 if it cannot be used."),
    examples=["beirat rules check our-rules.toml"],
    answer="rules-check-v1",
    group=rules,
)
@argument("named", _RULES, metavar=N_("RULES"))
def check(place: Place, *, named: str) -> None:
    """Check a rule file."""
    text = text_of(named)
    found, findings = check_rules(text)
    if found is not None and (unknown := unknown_region(found, text)):
        found, findings = None, (*findings, *unknown)
    if place.json:
        parts = tuple(_finding_part(finding) for finding in findings)
        answer(RulesCheckAnswer(usable=found is not None, findings=parts))
    else:
        for finding in findings:
            say(finding_line(finding))
        say(_("These rules can be used.") if found is not None else _("These rules cannot be used."))
    if found is None:
        raise FoundWrong


def _finding_part(finding: Finding) -> FindingPart:
    return FindingPart(
        severity=finding.severity,
        code=finding.code,
        line=finding.line,
        key=clean_line(finding.key),
        sentence=clean_line(finding_text(finding), 1_000),
    )


@command(
    "diff",
    N_("Say in what two rule sets differ."),
    examples=["beirat rules diff vwvfg our-rules.toml"],
    answer="rules-diff-v1",
    group=rules,
)
@argument("left", _RULES, metavar=N_("RULES"))
@argument("right", N_("the other one"), metavar=N_("RULES"))
def diff(place: Place, *, left: str, right: str) -> None:
    """Compare two rule sets."""
    one, other = _read(left), _read(right)
    found = [
        DifferencePart(
            key=f"{each.key.section}.{each.key.name}".strip("."),
            left=clean_line(written(each.key, each.left)),
            right=clean_line(written(each.key, each.right)),
        )
        for each in differences(one, other)
    ]
    if place.json:
        answer(
            RulesDiffAnswer(left=clean_line(one.name), right=clean_line(other.name), differences=tuple(found))
        )
        return
    if not found:
        say(_("They say the same."))
        return
    columns = [
        Column(_("Key")),
        Column(clean_line(one.name), flexible=True),
        Column(clean_line(other.name), flexible=True),
    ]
    table(columns, [(each.key, each.left, each.right) for each in found])


@command(
    "try",
    N_("Try a rule set on a scenario file: outcome and derivation."),
    more=[N_("docs/rules.md describes the file. Ends with 1 if the file expects another result.")],
    examples=["beirat rules try vwvfg scenario.toml"],
    answer="rules-try-v1",
    group=rules,
)
@argument("named", _RULES, metavar=N_("RULES"))
@argument("scenario", N_("the scenario file"), type=FILE, metavar=N_("FILE"))
def try_(place: Place, *, named: str, scenario: Path) -> None:
    """Try a rule set."""
    chosen = _read(named)
    try:
        tried = read_scenario(read_text(scenario))
    except ScenarioError as error:
        _tell(error.findings)
        raise
    outcome = tally(with_known_holidays(tried.case, chosen), chosen)
    fitting = None if tried.expect is None else tried.expect == outcome.result
    if place.json:
        view = OutcomeView(outcome, votum(tried.case.motion, outcome.result), final=False)
        part = outcome_part(view, str)
        if part is not None:
            answer(
                RulesTryAnswer(
                    rules=clean_line(chosen.name),
                    scenario=clean_line(tried.title),
                    outcome=part,
                    expected=tried.expect,
                    as_expected=fitting,
                )
            )
    else:
        say(clean_line(tried.title))
        say_steps(outcome, clean_line)
        if tried.case.election is None:
            say(counts_text(outcome.counts))
        say(result_text(outcome, clean_line))
        if keys := missing_keys(outcome):
            say(_("Missing in the scenario: {keys}.").format(keys=keys))
        if next_text(outcome):
            say(_("Next: {step}").format(step=next_text(outcome)))
        if fitting is False:
            say(_("The scenario expects another result: {result}.").format(result=tried.expect))
    if fitting is False:
        raise FoundWrong
