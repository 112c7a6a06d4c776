"""What a result hangs on, what can still change it, and which items can be decided: in sentences."""

from collections.abc import Callable

from beirat_tui.domain.rules.model import RuleSet
from beirat_tui.domain.tally.forecast import Forecast
from beirat_tui.domain.tally.foresight import Foresight, Way
from beirat_tui.domain.tally.outcome import Outcome
from beirat_tui.domain.tally.whatif import Hinge, changed
from beirat_tui.wording.catalogue import _, ngettext
from beirat_tui.wording.derivation import result_text
from beirat_tui.wording.rules_prose import Paragraph, describe

Naming = Callable[[str], str]


def hinge_text(hinge: Hinge, rules: RuleSet, name: Naming = str) -> str:
    """Return what the result hangs on: the rule as it is and as it could be, with what would follow."""
    result = result_text(hinge.outcome, name)
    if hinge.key is None:
        return _("Hangs on the recusal of {member}. Without it: {result}").format(
            member=name(hinge.member), result=result
        )
    before, after = describe(rules), describe(changed(rules, hinge.key, hinge.other))
    title, now, other = _difference(before, after)
    return _("Hangs on “{title}”: {now} If it were: {other} Then: {result}").format(
        title=title or hinge.key.path, now=now or "–", other=other or "–", result=result
    )


def _difference(before: tuple[Paragraph, ...], after: tuple[Paragraph, ...]) -> tuple[str, str, str]:
    """The first paragraph that differs: its title, and the sentences only one side has."""
    old = {paragraph.title: paragraph.sentences for paragraph in before}
    new = {paragraph.title: paragraph.sentences for paragraph in after}
    for title in {**old, **new}:
        left, right = old.get(title, ()), new.get(title, ())
        if left != right:
            return (
                title,
                " ".join(sentence for sentence in left if sentence not in right),
                " ".join(sentence for sentence in right if sentence not in left),
            )
    return "", "", ""


def foresight_text(view: Foresight, name: Naming = str) -> list[str]:
    """Return whether the round is decided already and, if not, what would bring each other result about."""
    if not view.ways:
        return [_("Too many votes are missing to say what can still happen.")]
    if view.decided:
        return [_("Decided already: {result}").format(result=result_text(view.now, name))]
    lines = [_("As it stands: {result}").format(result=result_text(view.now, name))]
    lines += [
        _("With {votes} more: {result}").format(votes=_votes_text(way), result=_result_of(way))
        for way in view.ways
        if way.result != view.now.result
    ]
    return lines


def _votes_text(way: Way) -> str:
    """The further votes of WAY in words."""
    parts = []
    if way.yes:
        parts.append(_("{number} yes").format(number=way.yes))
    if way.no:
        parts.append(_("{number} no").format(number=way.no))
    if way.abstain:
        text = ngettext("{number} abstention", "{number} abstentions", way.abstain)
        parts.append(text.format(number=way.abstain))
    return ", ".join(parts)


def _result_of(way: Way) -> str:
    """The result of WAY in words."""
    return result_text(Outcome(way.result, ""))


def forecast_text(item: Forecast) -> str:
    """Return whether one item of an agenda can be decided, with the figures."""
    if item.expected is None or item.needed is None:
        return _("It cannot be said yet whether the board can decide.")
    template = (
        _("The board can decide: {expected} expected, {needed} needed.")
        if item.enough
        else _("The board cannot decide: {expected} expected, {needed} needed.")
    )
    return template.format(expected=item.expected, needed=item.needed)
