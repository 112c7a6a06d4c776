"""Rules of procedure: listed, described, checked, compared, tried."""

from beirat_tui.cli.answers.base import Answer, Part
from beirat_tui.cli.answers.rounds import OutcomePart


class PresetPart(Part, frozen=True):
    """A rule set that comes with the program, or one's own draft; ``adopted`` where it is the board's."""

    preset: str
    name: str
    source: str
    adopted: bool
    draft: bool


class RulesListAnswer(Answer, frozen=True, tag="rules-list-v1"):
    """The rule sets that come with the program."""

    presets: tuple[PresetPart, ...]


class ParagraphPart(Part, frozen=True):
    """What a rule set says about one matter, in the user's language."""

    title: str
    sentences: tuple[str, ...]
    cite: str


class RulesShowAnswer(Answer, frozen=True, tag="rules-show-v1"):
    """A rule set in sentences, and as the text of its file."""

    name: str
    source: str
    paragraphs: tuple[ParagraphPart, ...]
    toml: str


class FindingPart(Part, frozen=True):
    """A remark on a file; line 0 where it is about no line."""

    severity: str
    code: str
    line: int
    key: str
    sentence: str


class RulesCheckAnswer(Answer, frozen=True, tag="rules-check-v1"):
    """Whether a rule file can be used, and all remarks on it."""

    usable: bool
    findings: tuple[FindingPart, ...]


class DifferencePart(Part, frozen=True):
    """A key in which two rule sets differ, with its value in each."""

    key: str
    left: str
    right: str


class RulesDiffAnswer(Answer, frozen=True, tag="rules-diff-v1"):
    """The differences of two rule sets, names and citations left out."""

    left: str
    right: str
    differences: tuple[DifferencePart, ...]


class RulesTryAnswer(Answer, frozen=True, tag="rules-try-v1"):
    """What a rule set makes of a scenario; ``as_expected`` is null where the scenario expects nothing."""

    rules: str
    scenario: str
    outcome: OutcomePart
    expected: str | None
    as_expected: bool | None


class AlternativePart(Part, frozen=True):
    """A vote under another rule set; ``draft`` where that is one of one's own drafts."""

    name: str
    draft: bool
    differs: bool
    result: str
    votum: str
    elected: str


class HingePart(Part, frozen=True):
    """A single change that would give another result: of a key of the rules, or of a member's recusal."""

    key: str | None
    member: str
    now: str
    other: str
    result: str
    sentence: str


class RulesWhatIfAnswer(Answer, frozen=True, tag="rules-what-if-v1"):
    """One closed vote under other rules, and what its result hangs on."""

    sketch: str
    rules: str
    outcome: OutcomePart
    others: tuple[AlternativePart, ...]
    hinges: tuple[HingePart, ...]
