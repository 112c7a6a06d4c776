"""Who may vote for whom: named deputies and proxies, in the room or in writing."""

from beirat_tui.domain.tally.case import Representation
from beirat_tui.domain.tally.sheet import Sheet


def find_stand_ins(sheet: Sheet) -> None:
    """Note which absent members are represented in the room, and by whom.

    A deputy stands in for one member only: the one they are named for, else the one for whom they voted, else
    (where deputies may stand in in any order) the first absent member without one.
    """
    if sheet.circulation is not None:
        return
    links = sorted(sheet.case.representations, key=lambda link: (link.member, link.kind, link.by))
    absent = [member for member in sorted(sheet.entitled) if member not in sheet.here]
    any_order = sheet.rules.deputies.allowed == "any order"
    for link in links:
        taken = any_order and link.kind == "deputy" and link.by in sheet.stand_ins.values()
        if link.member in absent and not taken and not _why_not(sheet, link.member, link.by):
            sheet.stand_ins.setdefault(link.member, link.by)
    if not any_order:
        return
    pool = {link.by for link in links if link.kind == "deputy"} & sheet.here
    wanted = {ballot.member: ballot.by for ballot in sheet.case.ballots if ballot.source == "deputy"}
    free = sorted(pool - set(sheet.stand_ins.values()) - sheet.recused)
    alone = [member for member in absent if member not in sheet.stand_ins]
    for member in sorted(alone, key=lambda member: (wanted.get(member) not in free, member)):
        if free:
            by = wanted.get(member, "")
            sheet.stand_ins[member] = free.pop(free.index(by) if by in free else 0)


def why_no_deputy(sheet: Sheet, member: str, by: str) -> str:
    """Why BY's vote for MEMBER does not count, "" if it does."""
    if why := _why_not(sheet, member, by):
        return why
    when = sheet.rules.deputies.when
    return "member-present" if when == "only if the member is absent" and member in sheet.here else ""


def _why_not(sheet: Sheet, member: str, by: str) -> str:
    """Why BY cannot represent MEMBER at all, "" if they can."""
    links = [link for link in sheet.case.representations if link.by == by]
    kinds = _kinds(sheet, links, member)
    if not kinds:
        return "not-named"
    allowed = {
        kind
        for kind in kinds
        if (sheet.rules.deputies.allowed != "none" if kind == "deputy" else sheet.rules.deputies.proxies)
    }
    if not allowed:
        return "representation-not-allowed"
    if by in sheet.recused:
        return "deputy-recused"
    if sheet.circulation is None and by not in sheet.here:
        return "deputy-absent"
    return _too_much(sheet, by, links, allowed)


def _too_much(sheet: Sheet, by: str, links: list[Representation], kinds: set[str]) -> str:
    """Whether BY stands in for more members than the rules allow, "" if not."""
    deputies = sheet.rules.deputies
    if kinds == {"deputy"} and deputies.allowed == "any order" and _votes_for_several(sheet, by):
        return "several-members"
    held = {link.member for link in links if link.kind == "proxy"}
    if kinds == {"proxy"} and 0 < deputies.proxies_at_most < len(held):
        return "too-many-proxies"
    return ""


def _votes_for_several(sheet: Sheet, by: str) -> bool:
    """Whether BY voted for more than one member."""
    voted_for = {
        ballot.member for ballot in sheet.case.ballots if ballot.source == "deputy" and ballot.by == by
    }
    return len(voted_for) > 1


def _kinds(sheet: Sheet, links: list[Representation], member: str) -> set[str]:
    """In which ways the holder of LINKS is named for MEMBER."""
    kinds: set[str] = {link.kind for link in links if link.member == member}
    if sheet.rules.deputies.allowed == "any order" and any(link.kind == "deputy" for link in links):
        kinds.add("deputy")
    return kinds
