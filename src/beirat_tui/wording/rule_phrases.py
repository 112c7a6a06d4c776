"""The sentences of one rule each, for the description of a rule set.

German wholes ("of the voting members") stand in the genitive.
"""

from collections.abc import Iterator

from beirat_tui.domain.rules.amount import NONE, Amount
from beirat_tui.domain.rules.model import (
    Ballots,
    Circulation,
    Deputies,
    Elections,
    RecusalRule,
    Secrecy,
    Tie,
)
from beirat_tui.wording.catalogue import N_, _, ngettext, pgettext
from beirat_tui.wording.rule_words import amount_text

_MEMBERS = {
    "voting members": N_("the voting members"),
    "statutory seats": N_("the seats by statute"),
    "members other than the chair": N_("the members beside the chair"),
    "entitled members": N_("the members entitled in this item"),
}
_VOTES = {
    "votes cast": N_("the votes for and against"),
    "participating": N_("the votes of those who take part, abstentions included"),
    "present": N_("the votes of those present"),
    "entitled members": N_("the votes of all members entitled in this item"),
    "voting members": N_("the votes of all voting members"),
    "statutory seats": N_("the seats by statute"),
}
_COUNTING = {
    "present": N_("Counted are the members who are present."),
    "present or represented": N_("Counted are the members who are present or represented."),
    "present and entitled": N_("Counted are the members who are present and entitled to vote in this item."),
    "votes cast": N_("Counted are the members who cast a vote."),
}
_ABSTENTIONS = {
    "neutral": N_("Abstentions count neither for nor against."),
    "no": N_("Abstentions count as no."),
    "invalid": N_("Abstentions count as invalid votes."),
    "absent for the majority": N_("When the majority is taken, those abstaining count as absent."),
    "absent": N_("Those abstaining count as absent, for majority and quorum."),
    "forbidden": N_("Nobody may abstain; an abstention is an invalid vote."),
}
_SILENCE = {
    "nothing": N_("No answer is no vote."),
    "approval": N_("No answer is approval."),
    "abstention": N_("No answer is an abstention."),
}
_TOO_FEW = {
    "to a meeting": N_("Without these answers the item goes to a meeting."),
    "no quorum": N_("Without these answers there is no quorum."),
    "lapsed": N_("Without these answers the item lapses."),
}
_LATE = {"invalid": N_("Late answers do not count."), "abstention": N_("Late answers count as abstentions.")}


def needed(amount: Amount, whole: str, minimum: int) -> str:
    """Return AMOUNT of WHOLE: ``more than half of the voting members, at least 3``."""
    if amount.bottom:
        part = pgettext("share", "all") if amount.words == "all" else amount_text(amount.words)
        text = pgettext("share", "{part} of {whole}").format(part=part, whole=whole)
    elif amount == NONE and minimum:
        return _("at least {figure}").format(figure=minimum)
    else:
        text = amount_text(amount.words)
    return _("{need}, at least {minimum}").format(need=text, minimum=minimum) if minimum else text


def by_members(amount: Amount, whole: str) -> str:
    """Return how many members it takes: ``one member``, ``more than 2 members``, ``at least half of …``."""
    if amount.bottom:
        return needed(amount, whole, 0)
    if amount.strict:
        text = ngettext("more than {number} member", "more than {number} members", amount.top)
    else:
        text = ngettext("one member", "{number} members", amount.top)
    return text.format(number=amount.top)


def members(of: str) -> str:
    """Return the whole that a share of members is taken of."""
    return _(_MEMBERS[of])


def votes(of: str) -> str:
    """Return the whole that a majority is taken of."""
    return _(_VOTES[of])


def counting(words: str) -> str:
    """Return who counts towards the quorum."""
    return _(_COUNTING[words])


def abstention(words: str) -> str:
    """Return what abstentions mean."""
    return _(_ABSTENTIONS[words])


def silence(words: str) -> str:
    """Return what no answer means."""
    return _(_SILENCE[words])


def late(words: str) -> str:
    """Return what a late answer means."""
    return _(_LATE[words])


def too_few(words: str) -> str:
    """Return what becomes of the item with too few answers."""
    return _(_TOO_FEW[words])


def chair_of(words: str) -> str:
    """Return whose answer is needed, as it follows "that of"."""
    return pgettext("genitive", "the chair") if words == "chair" else _("the chair or deputy chair")


def chair_needed(words: str) -> Iterator[str]:
    """Return who must be there to lead."""
    if words == "chair":
        yield _("The chair must be there.")
    elif words == "chair or deputy chair":
        yield _("The chair or the deputy chair must be there.")


def tie(rule: Tie) -> Iterator[str]:
    """Return what happens in a tie."""
    if rule.only_at_half:
        yield _("Votes are equal only if the yes votes are exactly half of what the majority is taken of.")
    if rule.rule == "rejected":
        yield _("In a tie the motion is rejected.")
    elif rule.rule == "repeat once":
        yield _("In a tie the vote is repeated once.")
        if rule.after_repeat == "chair decides":
            yield _("In a second tie the vote of the chair decides.")
        else:
            yield _("In a second tie the motion is rejected.")
    elif rule.rule == "chair votes only then":
        yield _("The chair votes only in a tie, and that vote decides.")
    elif rule.rule == "chair decides":
        yield _("In a tie the vote of the chair decides; without one, the motion is rejected.")
    else:
        yield _("In a tie the vote of the chair decides in an open vote; with papers the motion is rejected.")
    if rule.rule != "rejected" and rule.voice == "chair only":
        yield _("Nobody stands in for the chair in that.")


def advance(rule: Ballots) -> Iterator[str]:
    """Return whether votes in advance count."""
    if rule.in_advance:
        yield _("A vote given before the meeting counts although the member is absent.")


def objections(written: Circulation) -> Iterator[str]:
    """Return what stops a written vote."""
    amount = written.stopped_by
    if written.all_must_consent:
        yield _("A vote in writing is possible if all members agree to it.")
    elif not amount:
        yield _("A vote in writing is possible.")
    else:
        need = by_members(amount, members("voting members"))
        yield _("A vote in writing is possible; it is stopped by objections of: {need}.").format(need=need)
    if written.all_must_consent or amount:
        if written.when_stopped == "to a meeting":
            yield _("The item then goes to a meeting.")
        else:
            yield _("The item then lapses.")


def deadline(written: Circulation) -> Iterator[str]:
    """Return how long answers must be possible."""
    if not written.days:
        return
    text = {
        "calendar days": ngettext(
            "Answers must be possible for at least {number} day.",
            "Answers must be possible for at least {number} days.",
            written.days,
        ),
        "working days": ngettext(
            "Answers must be possible for at least {number} working day (Monday to Friday).",
            "Answers must be possible for at least {number} working days (Monday to Friday).",
            written.days,
        ),
        "working days with Saturday": ngettext(
            "Answers must be possible for at least {number} working day (Monday to Saturday).",
            "Answers must be possible for at least {number} working days (Monday to Saturday).",
            written.days,
        ),
    }[written.counted_in]
    yield text.format(number=written.days)
    if written.end_moves:
        yield _(
            "A deadline that falls on a Saturday, Sunday or public holiday moves to the next working day."
        )
    if written.holidays:
        yield _("Public holidays are those of {region}.").format(region=written.holidays)


def deputies(rule: Deputies) -> Iterator[str]:
    """Return who may vote for whom."""
    if rule.allowed == "personal":
        yield _("Each member may have a deputy of their own.")
    elif rule.allowed == "any order":
        yield _("Deputies stand in for absent members in any order.")
    if rule.proxies:
        yield _("Members may give another member a proxy.")
    if rule.proxies_at_most:
        yield _("Nobody may hold more than {number}.").format(number=rule.proxies_at_most)
    if rule.allowed == "none" and not rule.proxies:
        yield _("Nobody votes for another member.")
    elif rule.when == "only if the member is absent":
        yield _("Their vote counts only if the member is absent.")
    else:
        yield _("Their vote counts unless the member votes.")


def secrecy(rule: Secrecy) -> Iterator[str]:
    """Return how votes are cast."""
    yield _("Votes are secret.") if rule.vote == "secret" else _("Votes are open.")
    if rule.secret_forbidden:
        yield _("There is no secret vote.")
    if rule.on_demand_of:
        whole = _("the members present and entitled")
        yield _("A vote is secret if demanded by: {need}.").format(need=by_members(rule.on_demand_of, whole))
    if rule.by_decision:
        yield _("The board may decide to vote secretly.")


def recusal(rule: RecusalRule) -> Iterator[str]:
    """Return what a conflict of interest does."""
    if rule.presence == "must leave":
        yield _("A member with a conflict of interest has no vote and leaves the room.")
    else:
        yield _("A member with a conflict of interest has no vote but may stay.")
    if rule.quorum == "counts":
        yield _("They count towards the quorum.")
    else:
        yield _("They do not count towards the quorum.")
    if rule.decisive_vote == "void":
        yield _("If a biased vote decided, the resolution is void.")
    else:
        yield _("A biased vote found later is taken out, and the result is established again.")


def elections(rule: Elections) -> Iterator[str]:
    """Return how one seat is filled."""
    if rule.need is None:
        yield _("Elected is who has most votes.")
    else:
        need = needed(rule.need, _("the votes for candidates"), 0)
        yield _("Needed to be elected: {need}; otherwise the ballot is repeated.").format(need=need)
        if rule.after_ballots:
            yield ngettext(
                "After {number} ballot most votes suffice.",
                "After {number} ballots most votes suffice.",
                rule.after_ballots,
            ).format(number=rule.after_ballots)
    if rule.papers_on_objection:
        yield _("Elections are by call or sign, by ballot papers if anybody objects.")
    if rule.secret_on_demand_of:
        whole = _("the members present and entitled")
        yield _("An election is secret if demanded by: {need}.").format(
            need=by_members(rule.secret_on_demand_of, whole)
        )
    if rule.tie == "lot":
        yield _("Equal votes are decided by lot.")
    elif rule.tie == "repeat":
        yield _("With equal votes the ballot is repeated.")
    else:
        yield _("With equal votes the ballot is repeated once, then the lot decides.")
