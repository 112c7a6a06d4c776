"""`beirat adopt`: the office puts rules of procedure or a programme into force."""

from pathlib import Path

from beirat_tui import presets
from beirat_tui.cli.asking import read_text
from beirat_tui.cli.commands.rules import text_of
from beirat_tui.cli.framework import Group, argument, command
from beirat_tui.cli.output import note, told
from beirat_tui.cli.place import Place
from beirat_tui.cli.table import COMMANDS
from beirat_tui.domain.rules.finding import RulesError
from beirat_tui.services import adoption
from beirat_tui.wording import N_, _
from beirat_tui.wording.rule_findings import finding_line

adopt = Group("adopt", help=COMMANDS["adopt"].about)


@command(
    "rules",
    N_("Adopt rules of procedure; votes that are open keep theirs."),
    examples=["beirat adopt rules vwvfg", "beirat adopt rules our-rules.toml"],
    group=adopt,
    answer="done-v1",
)
@argument("named", N_("name of a rule set that comes with the program, or a file"), metavar=N_("RULES"))
def rules(place: Place, *, named: str) -> None:
    """Adopt rules."""
    text = text_of(named)
    try:
        with place.session() as session:
            name = adoption.adopt_rules(session, text)
    except RulesError as error:
        for finding in error.findings:
            note(finding_line(finding))
        raise
    told(place, _("The rules “{name}” are in force.").format(name=name))


@command(
    "programme",
    N_("Adopt a programme, or a newer text of one."),
    examples=["beirat adopt programme sachsen-anhalt-digital"],
    group=adopt,
    answer="done-v1",
)
@argument("named", N_("name of a programme that comes with the program, or a file"), metavar=N_("PROGRAMME"))
def programme(place: Place, *, named: str) -> None:
    """Adopt a programme."""
    known = named in presets.programme_presets()
    text = presets.read_programme(named) if known else read_text(Path(named))
    with place.session() as session:
        name = adoption.adopt_programme(session, text)
    told(place, _("The programme “{name}” has been adopted.").format(name=name))
