"""Proxies: who cannot come gives their vote for one meeting to another member; the office records it."""

from beirat_tui.domain.errors import InputError
from beirat_tui.log.bodies.board import ProxyGiven
from beirat_tui.services.meetings import known_meeting
from beirat_tui.services.outlook import rules_in_force
from beirat_tui.services.people import places
from beirat_tui.services.session import Session


def allowed(session: Session) -> bool:
    """Whether the rules in force let members give another one their vote."""
    rules = rules_in_force(session)
    return rules is not None and rules.deputies.proxies


def give_proxy(session: Session, meeting: str, member: str, holder: str | None) -> None:
    """Note that HOLDER votes for MEMBER in MEETING; None withdraws it. Open votes keep what they pinned.

    Raises:
        RightsError: only office and chair record proxies.
        InputError: ``meeting.unknown``, ``roster.nobody``, ``proxy.own``: nobody is their own proxy.
    """
    with session.writing("office", "chair") as pen:
        known_meeting(pen.writing, meeting)
        known = places(pen.writing)
        for each in (member, holder):
            if each is not None and each not in known:
                raise InputError("roster.nobody", name=each)
        if member == holder:
            raise InputError("proxy.own")
        pen.write("proxy.given", ProxyGiven(meeting, member, holder))
