"""A rule set in plain sentences, generated from its data, for `beirat rules show` and the board's screen.

A paragraph a section; a section whose rules say nothing beyond the ordinary is left out.
"""

from collections.abc import Iterator
from typing import NamedTuple

from beirat_tui.domain.rules.amount import Amount
from beirat_tui.domain.rules.model import Majority, Quorum, RuleSet
from beirat_tui.wording import rule_phrases as phrases
from beirat_tui.wording.catalogue import _, ngettext, pgettext


class Paragraph(NamedTuple):
    """What a rule set says about one matter.

    Attributes:
        title: the matter.
        sentences: what holds.
        cite: the passages it comes from, "" if the file names none.
    """

    title: str
    sentences: tuple[str, ...]
    cite: str


def describe(rules: RuleSet) -> tuple[Paragraph, ...]:
    """Return RULES in plain sentences, in the language in use."""
    again, reduced, later = rules.second_try, rules.reduced_quorum, rules.later_ballots
    drafts = (
        (pgettext("rules", "Quorum"), [*_seats(rules), *_quorum(rules.quorum)], rules.quorum.cite),
        (pgettext("rules", "Second attempt"), _second_try(rules), again.cite if again else ""),
        (pgettext("rules", "Reduced quorum"), _reduced(rules), reduced.cite if reduced else ""),
        (pgettext("rules", "Majority"), _majority(rules), rules.majority.cite),
        (pgettext("rules", "Further ballots"), _later(rules), later.cite if later else ""),
        (pgettext("rules", "Abstentions"), _abstentions(rules), rules.abstention.cite),
        (pgettext("rules", "Equal votes"), phrases.tie(rules.tie), rules.tie.cite),
        (pgettext("rules", "Votes in advance"), phrases.advance(rules.ballots), rules.ballots.cite),
        (pgettext("rules", "Written vote"), _circulation(rules), rules.circulation.cite),
        (pgettext("rules", "Deputies and proxies"), phrases.deputies(rules.deputies), rules.deputies.cite),
        (pgettext("rules", "Open or secret"), phrases.secrecy(rules.secrecy), rules.secrecy.cite),
        (pgettext("rules", "Conflicts of interest"), phrases.recusal(rules.recusal), rules.recusal.cite),
        (pgettext("rules", "Elections"), phrases.elections(rules.elections), rules.elections.cite),
    )
    made = (Paragraph(title, tuple(sentences), cite) for title, sentences, cite in drafts)
    return tuple(paragraph for paragraph in made if paragraph.sentences)


def _seats(rules: RuleSet) -> Iterator[str]:
    if rules.seats:
        yield ngettext(
            "By statute the board has {number} seat.", "By statute the board has {number} seats.", rules.seats
        ).format(number=rules.seats)


def _quorum(quorum: Quorum) -> Iterator[str]:
    if quorum.all_invited:
        yield _("All members must have been invited in due form.")
    if quorum.need or quorum.minimum:
        need = phrases.needed(quorum.need, phrases.members(quorum.of), quorum.minimum)
        yield _("Needed for a quorum: {need}.").format(need=need)
    elif not (quorum.in_bench or quorum.in_each_bench):
        yield _("No particular number is needed for a quorum.")
    for bench, amount in sorted(quorum.in_bench.items()):
        yield _("Of the bench “{bench}”: {need}.").format(bench=bench, need=_of_bench(amount))
    if quorum.in_each_bench:
        yield _("Of each bench: {need}.").format(need=_of_bench(quorum.in_each_bench))
    yield phrases.counting(quorum.counting)
    yield from phrases.chair_needed(quorum.chair)
    if quorum.checked == "at opening":
        yield _("It is counted when the meeting opens and presumed from then on, until somebody doubts it.")
    elif quorum.checked == "when challenged":
        yield _("It is presumed and counted only when somebody doubts it, then at the vote.")
    else:
        yield _("It is counted at each vote.")
    if quorum.failing == "lapsed":
        yield _("Without a quorum the item lapses.")


def _of_bench(amount: Amount) -> str:
    return phrases.needed(amount, _("its members"), 0)


def _second_try(rules: RuleSet) -> Iterator[str]:
    again = rules.second_try
    if again is None:
        return
    if again.invitation == "with notice":
        yield _("It needs a second invitation for the same item that says what will suffice then.")
    elif again.invitation == "needed":
        yield _("It needs a second invitation for the same item.")
    if again.after_minutes:
        yield ngettext(
            "It is possible {number} minute after the time the meeting was called for.",
            "It is possible {number} minutes after the time the meeting was called for.",
            again.after_minutes,
        ).format(number=again.after_minutes)
    if again.after_days:
        yield ngettext(
            "It is possible {number} day after the failed meeting.",
            "It is possible {number} days after the failed meeting.",
            again.after_days,
        ).format(number=again.after_days)
    need = phrases.needed(again.need, phrases.members(rules.quorum.of), again.minimum)
    yield _("Then needed for a quorum: {need}.").format(need=need)
    yield from phrases.chair_needed(again.chair)


def _reduced(rules: RuleSet) -> Iterator[str]:
    rule = rules.reduced_quorum
    if rule is not None:
        share = phrases.needed(rule.if_excluded, phrases.members("voting members"), 0)
        need = phrases.needed(rule.need, phrases.members(rules.quorum.of), 0)
        yield _("Excluded by conflicts of interest: {share}. Then needed for a quorum: {need}.").format(
            share=share, need=need
        )


def _majority(rules: RuleSet) -> Iterator[str]:
    majority = rules.majority
    need = phrases.needed(majority.need, phrases.votes(majority.of), 0)
    yield _("Needed for a motion: {need}.").format(need=need)
    yield from _limits(majority)


def _limits(majority: Majority) -> Iterator[str]:
    if majority.minimum_yes:
        need = phrases.needed(majority.minimum_yes, phrases.votes("voting members"), 0)
        yield _("Beside that, yes votes needed: {need}.").format(need=need)
    if majority.members_yes:
        need = phrases.needed(majority.members_yes, phrases.members("voting members"), 0)
        yield _("Beside that, whatever their votes weigh, members who vote yes: {need}.").format(need=need)
    if majority.fewer_no_than:
        yield _("There must be fewer than {number} no votes.").format(number=majority.fewer_no_than)
    for bench, amount in sorted(majority.in_bench.items()):
        yield _("In the bench “{bench}”: {need}.").format(bench=bench, need=_of_bench_votes(amount))
    if majority.in_each_bench:
        yield _("In each bench: {need}.").format(need=_of_bench_votes(majority.in_each_bench))


def _of_bench_votes(amount: Amount) -> str:
    return phrases.needed(amount, _("its votes, counted alike"), 0)


def _later(rules: RuleSet) -> Iterator[str]:
    later = rules.later_ballots
    if later is not None:
        yield ngettext(
            "If the first ballot does not reach that, another ballot needs only: {need}.",
            "If the first {number} ballots do not reach that, another ballot needs only: {need}.",
            later.after_ballots,
        ).format(number=later.after_ballots, need=phrases.needed(later.need, phrases.votes(later.of), 0))


def _abstentions(rules: RuleSet) -> Iterator[str]:
    yield phrases.abstention(rules.abstention.counts_as)
    if rules.abstention.missing == "abstention":
        yield _("Whoever is present and does not vote counts as abstaining.")


def _circulation(rules: RuleSet) -> Iterator[str]:
    written = rules.circulation
    if not written.allowed:
        yield _("There is no vote in writing.")
        return
    yield from phrases.objections(written)
    if written.participation:
        need = phrases.needed(written.participation, phrases.members(written.participation_of), 0)
        yield _("An answer in time is needed from: {need}.").format(need=need)
    if written.chair != "not needed":
        yield _("Among the answers must be that of {chair}.").format(chair=phrases.chair_of(written.chair))
    if written.participation or written.chair != "not needed":
        yield phrases.too_few(written.too_few)
    if written.need is not None or written.of is not None:
        of = phrases.votes(written.of or rules.majority.of)
        need = phrases.needed(written.need or rules.majority.need, of, 0)
        yield _("Needed for a motion in writing: {need}.").format(need=need)
    yield from phrases.deadline(written)
    yield phrases.silence(written.silence)
    yield phrases.late(written.late)
