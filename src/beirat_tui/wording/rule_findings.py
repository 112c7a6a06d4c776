"""What is wrong with a rule file, or worth a look, in one sentence that also says what would be allowed."""

from beirat_tui.domain.rules.finding import Finding
from beirat_tui.wording.catalogue import N_, _, pgettext

_SENTENCES = {
    "rules.not-toml": N_("This is no TOML: {detail}."),
    "rules.too-deep": N_("This is no TOML: lists within lists, too many of them. Allowed: key = value."),
    "rules.key-twice": N_("This key stands here a second time. Allowed: once in its section."),
    "rules.section-twice": N_(
        "This section stands here a second time. Allowed: once, with all its keys below it."
    ),
    "rules.no-such-day": N_("There is no such day or time. Allowed: for example 2026-03-16."),
    "rules.no-value": N_(
        "This value cannot be read. Allowed: a text in quotation marks, a whole number, true, false, or a "
        "list in square brackets."
    ),
    "rules.no-quote": N_(
        "A text does not end. Allowed: a quotation mark before and after it, in the same line."
    ),
    "rules.odd-character": N_("An invisible character stands here. Allowed: signs that can be seen."),
    "rules.no-header": N_("The name of a section does not end. Allowed: [name], alone in its line."),
    "rules.no-statement": N_(
        "This is neither a section nor a key with its value. Allowed: [section], or key = value, one in a "
        "line."
    ),
    "rules.long-number": N_("This number is too long. Allowed: 0 … 999."),
    "rules.top-key": N_(
        "This key belongs to the top of the file, before the first section. Allowed here: {allowed}."
    ),
    "rules.misplaced-key": N_("This key belongs to {where}. Allowed here: {allowed}."),
    "rules.too-long": N_("The file is too long; at most {most} lines are read."),
    "rules.missing-key": N_("This key is missing. Allowed: {allowed}."),
    "rules.unknown-key": N_("There is no such key here. Allowed: {allowed}."),
    "rules.wrong-value": N_("{value} cannot stand here. Allowed: {allowed}."),
    "rules.other-language": N_("This version reads rule language {allowed}, the file says {value}."),
    "rules.no-votes-at-opening": N_(
        "At opening nobody has voted yet, so votes cast cannot be counted then. "
        'Allowed: checked = "at the vote", or another way of counting.'
    ),
    "rules.recused-both-ways": N_(
        "Those with a conflict of interest cannot count while only those entitled are counted. "
        'Allowed: "does not count", or counting = "present".'
    ),
    "rules.silent-consent": N_(
        "All must agree to the written vote, but silence would count as approval: nobody could tell the two "
        "apart. Allowed: one of them."
    ),
    "rules.forbidden-abstention": N_(
        "Abstentions are forbidden, so nothing can count as one. Allowed: another word."
    ),
    "rules.secret-both-ways": N_(
        "Secret votes are forbidden here and provided for in the same section. Allowed: one of them."
    ),
    "rules.no-proxies": N_("A limit on proxies needs proxies. Allowed: proxies = true, or no limit."),
    "rules.no-first-ballot": N_("An easier majority needs ballots before it. Allowed: 1 or more."),
    "rules.no-majority": N_('A motion must need something. Allowed: any amount except "none".'),
    "rules.no-region": N_('This is no country or state. Allowed: a name such as "DE-ST" or "AT".'),
    "rules.no-holidays": N_(
        "Without a country or state only weekends are left out of the deadline, unless the office "
        "notes holidays."
    ),
    "rules.no-seats": N_(
        "The number of seats by statute is not given: without `seats = …` at the top of the file no vote by "
        "these rules comes to a result."
    ),
    "rules.no-quorum": N_("These rules ask for no quorum at all: one member alone could decide."),
    "rules.not-easier": N_("This asks for no less than the ordinary quorum."),
    "rules.always-most-votes": N_("Most votes suffice in every ballot, so this has no effect."),
    "rules.unused-circulation": N_(
        "The written vote is not allowed, so what this section says has no effect."
    ),
    "rules.deputies-not-counted": N_(
        "Deputies and proxies vote, but the members they stand in for do not count towards the quorum."
    ),
    "rules.no-tie": N_("Only a simple majority (more than 1/2) knows a tie: this has no effect."),
    "rules.no-repeat": N_("The vote is not repeated, so this has no effect."),
    "rules.secret-chair": N_("In a secret vote the chair's vote must be recorded apart to decide a tie."),
    "rules.tie-can-carry": N_(
        "Paradox: one more no can carry a motion, because it makes the tie that the chair may decide for it."
    ),
    "rules.abstaining-defeats": N_(
        "Paradox: one more no can carry a motion that an abstention would leave without a quorum. Opponents "
        "may do better to abstain."
    ),
    "rules.yes-can-defeat": N_(
        "Paradox: in a tie the chair may carry a motion that one more yes would defeat, because the majority "
        "is taken of more than the votes for and against. only_at_half = true avoids it."
    ),
    "rules.late-yes-can-defeat": N_(
        "Paradox: a late yes counts as abstention, while no answer at all would count as approval."
    ),
    "rules.no-can-carry": N_(
        "Paradox: one more no can carry a motion, because it counts towards the number that must vote. "
        "Opponents may do better to stay silent."
    ),
    "rules.unknown-member": N_("“{value}” is no member of this board. Allowed: {allowed}."),
    "rules.member-twice": N_("“{value}” stands here twice."),
    "rules.office-twice": N_("Somebody else holds that office already. Allowed: one member with it."),
    "rules.votes-or-counts": N_("There are votes by name and numbers of a count. Allowed: one of them."),
    "rules.counted-twice": N_(
        "The same bench, or the whole board, was counted already. Allowed: its numbers once."
    ),
    "rules.one-procedure": N_("A scenario has a meeting or a circulation. Allowed: one of them."),
    "rules.empty-bench": N_("No member of the board belongs to the bench “{bench}”."),
    "rules.bench-too-small": N_("The bench “{bench}” has {members} members, but {needed} are needed."),
    "rules.no-benches": N_("No member of the board belongs to a bench."),
    "rules.board-too-small": N_("The board has {members} voting members, but {needed} are needed."),
    "rules.no-chair": N_("The board has nobody in that office."),
    "rules.chair-without-vote": N_("The chair of the board has no vote, so a tie is a rejection."),
}


def finding_text(finding: Finding) -> str:
    """Return the sentence for FINDING, in the language in use."""
    return _(_SENTENCES[finding.code]).format_map(finding.params)


def finding_line(finding: Finding) -> str:
    """Return FINDING with its line and key, as a command prints it."""
    severity = pgettext("rules", "error") if finding.severity == "error" else pgettext("rules", "warning")
    text = finding_text(finding)
    if not finding.line:
        return _("{severity}, {key}: {text}").format(severity=severity, key=finding.key, text=text)
    return _("line {line}, {severity}, {key}: {text}").format(
        line=finding.line, severity=severity, key=finding.key or "–", text=text
    )
