"""Who sits here, in a few words for the title line."""

from typing import TYPE_CHECKING

from beirat_tui.wording import _
from beirat_tui.wording.states import ROLES, word

if TYPE_CHECKING:
    from beirat_tui.services.person import Person

_SENIOR_FIRST = ("chair", "office", "member", "root")


def person_line(person: "Person") -> str:
    """Return role, label and name of PERSON as the title line shows them; or that the device has no role."""
    if not person.roles:
        return _("device not enrolled")
    role = next((role for role in _SENIOR_FIRST if role in person.roles), "")
    return " ".join(part for part in (word(ROLES, role) if role else "", person.label, person.name) if part)
