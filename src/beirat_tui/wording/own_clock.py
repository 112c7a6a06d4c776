"""A clock that looks wrong, in words: what speaks against it, what to do, and what does not depend on it."""

import datetime as dt
from collections.abc import Sequence

from beirat_tui.wording.catalogue import N_, _
from beirat_tui.wording.format import moment

_WHY = {
    "behind": N_("This computer’s clock shows {now}, but entries of {labels} are dated up to {other}."),
    "either": N_("This computer’s clock shows {now}, but the newest entry of {labels} is dated {other}."),
    "back": N_("This computer’s clock shows {now}, but your own last entry is dated {other}."),
    "ahead": N_("Your last entry is dated {now}, but {labels} had it already on {other}, by their clocks."),
    "silence": N_("This computer’s clock shows {now}, but nothing from others here is dated after {other}."),
    "other": N_("The clock of {labels} seems to be ahead: the newest entry is dated {other}."),
}
_CHECK = N_("Please check the date and time of this computer before you enter anything.")
_TELL = N_("Please tell them.")
_SAFE = N_("No vote is lost, and none counts differently because of it.")


def doubt_text(what: str, now: dt.datetime, other: dt.datetime, labels: Sequence[str] = ()) -> str:
    """WHAT speaks against a clock, in full sentences; see `services.own_clock`."""
    why = _(_WHY[what]).format(now=moment(now), other=moment(other), labels=", ".join(labels))
    do = _TELL if what == "other" else _CHECK
    return " ".join((why, _(do), _(_SAFE)))
