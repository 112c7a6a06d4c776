"""The words of the rule language as phrases of a sentence: amounts, bases, ways of counting.

German phrases that follow "of" stand in the dative, as the sentences that use them need it.
"""

from beirat_tui.wording.catalogue import N_, _, ngettext, pgettext

_HUNDRED = 100
_SHARES = {
    "1/2": N_("half"),
    "1/3": N_("one third"),
    "2/3": N_("two thirds"),
    "1/4": N_("a quarter"),
    "3/4": N_("three quarters"),
    "1/5": N_("one fifth"),
}

_CHAIRS = {
    "chair": N_("the chair"),
    "chair or deputy chair": N_("the chair or the deputy chair"),
}

_ABSTENTIONS = {
    "neutral": N_("count neither for nor against"),
    "no": N_("count as no"),
    "invalid": N_("count as invalid"),
    "absent for the majority": N_("count as absent when the majority is taken"),
    "absent": N_("count as absent"),
    "forbidden": N_("are not allowed and count as invalid"),
}

_SILENCE = {
    "nothing": N_("counts as nothing"),
    "approval": N_("counts as approval"),
    "abstention": N_("counts as abstention"),
}


def amount_text(words: str) -> str:
    """Return the amount that WORDS of the rule language mean: ``mehr als die Hälfte``, ``mindestens 6``."""
    if words == "none":
        return _("no particular number")
    if words == "any number":
        return _("any number")
    if words == "all":
        return pgettext("amount", "all")
    bound, _space, figure = words.rpartition(" ")
    share = _(_SHARES[figure]) if figure in _SHARES else _percent(figure)
    return (_("more than {figure}") if bound == "more than" else _("at least {figure}")).format(figure=share)


def _percent(figure: str) -> str:
    """FIGURE, a share, as people say it: ``13/20`` as ``65 %``; thirds and the like stay as they are."""
    top, _slash, bottom = figure.partition("/")
    if not bottom or _HUNDRED % int(bottom):
        return figure
    return f"{int(top) * _HUNDRED // int(bottom)} %"


def is_share(words: str) -> bool:
    """Whether an amount is a share of a base (and not a count)."""
    return "/" in words or words == "all"


def members_text(of: str, base: int) -> str:
    """Return the members a share is taken of, with their number, as it follows "of"."""
    if of == "statutory seats":
        return ngettext("{number} seat by statute", "{number} seats by statute", base).format(number=base)
    if of == "members other than the chair":
        text = ngettext("{number} member beside the chair", "{number} members beside the chair", base)
    elif of == "entitled members":
        text = ngettext(
            "{number} member entitled in this item", "{number} members entitled in this item", base
        )
    else:
        text = ngettext("{number} voting member", "{number} voting members", base)
    return text.format(number=base)


def votes_text(of: str, base: int) -> str:
    """Return the votes a majority is taken of, with their number, as it follows "of"."""
    if of == "statutory seats":
        return members_text(of, base)
    if of == "votes cast":
        text = ngettext("{number} vote cast", "{number} votes cast", base)
    elif of == "participating":
        text = ngettext("{number} vote of those who took part", "{number} votes of those who took part", base)
    elif of == "present":
        text = ngettext("{number} vote of those present", "{number} votes of those present", base)
    elif of == "entitled members":
        text = ngettext(
            "{number} vote of the members entitled in this item",
            "{number} votes of the members entitled in this item",
            base,
        )
    else:
        text = ngettext("{number} vote of all voting members", "{number} votes of all voting members", base)
    return text.format(number=base)


def need_text(need: str, base: str, minimum: int = 0) -> str:
    """Return what is needed, for brackets: ``more than half of 18 voting members, at least 3``."""
    text = amount_text(need)
    if is_share(need):
        text = _("{need} of {base}").format(need=text, base=base)
    if minimum:
        text = _("{need}, at least {minimum}").format(need=text, minimum=minimum)
    return text


def counting_text(words: str) -> str:
    """Return who counts towards a quorum, as it follows their number."""
    if words == "present":
        return pgettext("quorum", "present")
    if words == "present or represented":
        return pgettext("quorum", "present or represented")
    if words == "present and entitled":
        return pgettext("quorum", "present and entitled to vote")
    return pgettext("quorum", "votes cast")


def chair_text(words: str) -> str:
    """Return who must be there."""
    return _(_CHAIRS.get(words, words))


def abstention_text(words: str) -> str:
    """Return what abstentions mean, as it follows "abstentions"."""
    return _(_ABSTENTIONS.get(words, words))


def silence_text(words: str) -> str:
    """Return what a missing answer means, as it follows it."""
    return _(_SILENCE.get(words, words))
