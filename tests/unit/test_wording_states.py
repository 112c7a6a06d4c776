"""Every state that users can meet has a sign of its own."""

from collections.abc import Mapping

import pytest

from beirat_tui.services.meeting_views import MeetingState
from beirat_tui.services.queue_views import Stage
from beirat_tui.services.round_views import Delivery, RoundState
from beirat_tui.wording import use_language
from beirat_tui.wording.states import (
    DELIVERIES,
    MEETING_STATES,
    ROUND_STATES,
    STAGES,
    UNKNOWN,
    Sign,
    queue_sign,
    sign,
)


@pytest.mark.parametrize(
    ("table", "states"),
    [
        (ROUND_STATES, list(RoundState)),
        (STAGES, list(Stage)),
        (DELIVERIES, list(Delivery)),
        (MEETING_STATES, list(MeetingState)),
    ],
)
def test_every_state_has_a_sign(table: Mapping[str, Sign], states: list[str]) -> None:
    assert [state for state in states if state not in table] == []


def test_a_state_of_a_newer_version_is_shown_as_unknown() -> None:
    use_language("de")
    assert str(sign(ROUND_STATES, "adjourned")) == f"{UNKNOWN.glyph} unbekannt"


def test_a_queue_line_tells_ones_own_vote_while_a_vote_runs() -> None:
    use_language("de")
    assert str(queue_sign("open", "missing", None)) == "○ Ihre Stimme fehlt"
    assert str(queue_sign("open", "not_entitled", None)) == "○ Abstimmung läuft"
    assert str(queue_sign("submitted", "draft", None)) == "◌ vorgemerkt, nur für Sie"
    assert str(queue_sign("back", "none", "no_quorum")) == "! Quorum fehlte"
    assert str(queue_sign("positive", "yes", None)) == "✓ positiv"
