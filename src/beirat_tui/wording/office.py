"""Glyphs, words and tones for what office and chair work with: attendance, devices, the log."""

from collections.abc import Mapping

from beirat_tui.wording.catalogue import N_
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
