"""What stands in plain words above a text to hand over, so that whoever gets it knows what to do with it."""

from beirat_tui.wording.catalogue import _, ngettext


def contents(*, votes: int, entries: int, requests: int) -> str:
    """What is in a text: ENTRIES, of which VOTES are the sender's votes, and REQUESTS to join."""
    others = entries - votes
    if votes:
        other = ngettext("{number} other entry", "{number} other entries", others)
    else:
        other = ngettext("{number} entry", "{number} entries", others)
    parts = [
        (votes, ngettext("{number} ballot", "{number} ballots", votes)),
        (others, other),
        (requests, ngettext("{number} request to join", "{number} requests to join", requests)),
    ]
    told = [text.format(number=number) for number, text in parts if number]
    return ", ".join(told) or _("receipt for what has arrived")


def heading(*, board: str, sender: str, what: str, number: int, total: int) -> str:
    """The lines above part NUMBER of TOTAL: for which BOARD it is, WHAT it holds and who sends it."""
    if sender:
        first = _("For the board “{board}”: {what}, from {sender}.")
    else:
        first = _("For the board “{board}”: {what}.")
    lines = [first.format(board=board, what=what, sender=sender)]
    if total > 1:
        lines.append(_("Part {number} of {total}.").format(number=number, total=total))
    lines.append(_("To take it in, copy it as a whole and paste it into the program beirat."))
    return "\n".join(lines)


def invitation(board: str) -> str:
    """The lines above an invitation to join BOARD."""
    first = _("You are invited to join the board “{board}”.").format(board=board)
    how = _("Start the program beirat, choose to join a board, and paste this text as a whole.")
    return f"{first}\n{how}"


def scanning() -> str:
    """What stands above QR codes on paper."""
    return _("Scan every code, in any order, and paste what was read into the program.")


def left_out(number: int) -> str:
    """Say that NUMBER payloads did not go into the text."""
    return ngettext(
        "{number} file or long text is too large and was left out; it comes with the board file.",
        "{number} files or long texts are too large and were left out; they come with the board file.",
        number,
    ).format(number=number)


def arrived() -> str:
    """Say that a text held no entries, but what its sender has."""
    return _("The text tells what has arrived with its sender; your own votes show how far they have come.")


def long() -> str:
    """Say that a text is long."""
    return _("This is long: the board file itself may be easier to hand over.")
