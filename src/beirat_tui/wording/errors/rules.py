"""What the errors about rules of procedure, presets and stored outcomes say."""

from beirat_tui.wording.catalogue import N_
from beirat_tui.wording.errors import ErrorText

SENTENCES = {
    "rules.not-usable": ErrorText(
        N_("These rules of procedure cannot be used: line {line}, {key} (remarks in all: {number})."),
        N_("The rules in force stay as they are."),
        N_("`beirat rules check FILE` lists every line with what would be allowed."),
    ),
    "draft-rules.name": ErrorText(
        N_("“{name}” is no name for a file."), N_("Nothing was kept."), N_("Give another name with --as.")
    ),
    "draft-rules.unknown": ErrorText(
        N_("There is no draft called “{name}”."),
        N_("Nothing was changed."),
        N_("`beirat rules list` shows your drafts."),
    ),
    "scenario.not-usable": ErrorText(
        N_("This scenario cannot be used: line {line}, {key} (remarks in all: {number})."),
        N_("Nothing was tried and nothing changed."),
        N_("Correct the line; `docs/rules.md` shows every key of a scenario."),
    ),
    "holidays.unknown-region": ErrorText(
        N_("No public holidays are known for “{region}”."),
        N_("The round was not opened."),
        N_("Name a country or a state in the rules, for example DE-ST."),
    ),
    "preset.unknown": ErrorText(
        N_("Nothing called “{name}” comes with the program."),
        N_("Nothing was changed."),
        N_("Choose one of these: {allowed}."),
    ),
    "outcome.not-readable": ErrorText(
        N_("A stored outcome cannot be read."),
        N_("Nothing was changed; the votes are still there and can be counted again."),
        N_("Update the program, or let `beirat verify` say which record it is."),
    ),
}
