"""What has not been handed over yet, and what of others is missing, in words."""

from beirat_tui.wording.catalogue import _, ngettext


def amount(votes: int, entries: int) -> str:
    """VOTES among ENTRIES in words: ``2 votes and 1 other entry``."""
    others = entries - votes
    told = []
    if votes:
        told.append(ngettext("{number} vote", "{number} votes", votes).format(number=votes))
    if others and votes:
        told.append(ngettext("{number} other entry", "{number} other entries", others).format(number=others))
    elif others:
        told.append(ngettext("{number} entry", "{number} entries", others).format(number=others))
    return _(" and ").join(told)


def not_handed_over(votes: int, entries: int) -> str:
    """What is only on this device; empty where nothing is."""
    return _("Not handed over yet: {what}.").format(what=amount(votes, entries)) if entries else ""


def missing_text(label: str, number: int) -> str:
    """How many entries of the person LABEL are not here yet."""
    text = ngettext(
        "{label}: {number} entry has not arrived here yet.",
        "{label}: {number} entries have not arrived here yet.",
        number,
    )
    return text.format(label=label, number=number)
