"""Glyphs, words and tones for what office and chair work with: attendance, devices, the log."""

from collections.abc import Mapping

from beirat_tui.wording.catalogue import N_, _
from beirat_tui.wording.states import Sign

ATTENDANCE: Mapping[str, Sign] = {
    "present": Sign("●", N_("here"), "good"),
    "left": Sign("○", N_("left"), "dim"),
    "absent": Sign("○", N_("not here"), "dim"),
    "excused": Sign("–", N_("excused"), "dim"),
    "flagged": Sign("≠", N_("two notes contradict each other"), "warn", N_("contradiction")),
    "recused": Sign("⚑", N_("recused"), "warn"),
}

DEVICE_ENDS: Mapping[str, Sign] = {
    "ended": Sign("○", N_("ended by the office"), "dim"),
    "lost": Sign("○", N_("reported lost"), "warn"),
    "retired": Sign("○", N_("retired by its owner"), "dim"),
}

EFFECTS: Mapping[str, Sign] = {
    "effective": Sign("✓", N_("has effect"), "dim", N_("in effect")),
    "replaced": Sign("·", N_("replaced by a newer entry"), "dim", N_("replaced")),
    "inert": Sign("✗", N_("has no effect"), "warn", N_("no effect")),
    "unknown": Sign("?", N_("of a newer version of the program"), "warn", N_("unknown")),
}

NO_PROXIES = N_("The rules of procedure do not allow proxies: a vote given so will not count.")


def proxy_text(member: str, holder: str) -> str:
    """Return what follows when HOLDER gets MEMBER's proxy; with no HOLDER, when it is withdrawn."""
    if not holder:
        return _("{name} withdraws the proxy.").format(name=member)
    return _("{holder} votes for {name} in votes that are opened from now on.").format(
        holder=holder, name=member
    )
