"""The table of kinds: who may write what, and which kinds create something or give way to a later record."""

import datetime as dt
from collections.abc import Mapping

import msgspec
import pytest

from beirat_tui.domain.errors import InputError
from beirat_tui.log import canonical, record
from beirat_tui.log.bodies import Body
from beirat_tui.log.granting import replaceable
from beirat_tui.log.kinds import KINDS, RANK, may_write
from boards import Device
from golden_samples import FACTS, bodies, samples

ROLES = ("root", "chair", "office", "member")
SAMPLES: Mapping[str, Body] = {each.kind: each.body for each in reversed(samples()) if each.body is not None}


def writers(kind: str, member: str | None) -> str:
    """The roles under which a certificate for MEMBER may write the sample of KIND."""
    return " ".join(role for role in ROLES if may_write(kind, SAMPLES[kind], role, member))


@pytest.mark.parametrize(
    ("kinds", "anybody", "themselves"),
    [
        ("board.founded", "root", "root"),
        ("cert.issued", "root chair office", "root chair office"),
        ("cert.cut", "root chair office member", "root chair office member"),
        ("member.entered deputy.named proxy.given", "root chair office", "root chair office"),
        ("rules.adopted programme.adopted minutes.drawn", "office", "office"),
        ("sketch.submitted sketch.revised attachment.added summary.written check.ticked", "office", "office"),
        ("decision.recorded condition.set centre.recorded", "office", "office"),
        ("ballot.received count.entered paper.confirmed", "office", "office"),
        ("meeting.called meeting.changed agenda.set attendance.noted", "chair office", "chair office"),
        ("round.opened round.aborted round.closed erase.ordered", "chair office", "chair office"),
        ("comment.written", "chair office member", "chair office member"),
        ("recusal.declared objection.raised", "office", "office member"),
        ("ballot.cast dissent.filed", "", "member"),
        ("round.confirmed", "chair", "chair"),
        ("join.requested", "", ""),
    ],
)
def test_who_may_write_what(kinds: str, anybody: str, themselves: str) -> None:
    for kind in kinds.split():
        assert writers(kind, "M99") == anybody, kind
        assert writers(kind, "M07") == themselves, kind


def test_the_tests_above_leave_out_no_kind() -> None:
    assert set(SAMPLES) == set(KINDS)


def test_the_order_of_the_roles() -> None:
    assert sorted(RANK, key=RANK.__getitem__) == list(ROLES)


def test_what_gives_its_id_to_something_and_what_is_said_once_is_never_replaced() -> None:
    creators = {kind for kind, body in SAMPLES.items() if body.slot().endswith("/*")}
    once = {"board.founded", "cert.cut", "join.requested", "erase.ordered", "round.closed"}
    assert {kind for kind in KINDS if not replaceable(kind)} == creators | once
    assert not replaceable("future.kind")


def test_a_bare_body_has_neither_slot_nor_references_nor_an_owner() -> None:
    class Bare(Body, frozen=True):
        """A body of no kind."""

    assert (Bare().refs(), Bare().subject()) == ((), None)
    with pytest.raises(NotImplementedError):
        Bare().slot()


def test_slots_are_short_printable_and_tell_their_kinds_apart() -> None:
    families: dict[str, set[str]] = {}
    for each in samples():
        assert record.read(each.raw, each.signature).slot == each.slot
        families.setdefault(each.slot.split("/")[0] + "/*" * each.slot.endswith("/*"), set()).add(each.kind)
    assert all(len(kinds) == 1 for kinds in families.values()), families


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("sketch.submitted", {"grant_cents": -1}),
        ("sketch.submitted", {"grant_cents": 10**15 + 1}),
        ("sketch.submitted", {"grant_cents": True}),
        ("sketch.submitted", {"months": 1_000_001}),
        ("sketch.submitted", {"number": ""}),
        ("sketch.submitted", {"number": "x" * 65}),
        ("sketch.submitted", {"programme": "a/b"}),
        ("sketch.submitted", {"programme": "-a"}),
        ("sketch.submitted", {"programme": "a" * 65}),
        ("sketch.submitted", {"programme": "a\n"}),
        ("sketch.submitted", {"received": "2026-02-30"}),
        ("sketch.submitted", {"received": "2026-2-3"}),
        ("sketch.submitted", {"received": "2026-02-03T00:00:00"}),
        ("sketch.submitted", {"received": "2026-02-03\n"}),
        ("sketch.submitted", {"received": None}),
        ("sketch.submitted", {"fields": [1]}),
        ("meeting.called", {"time": "24:00"}),
        ("meeting.called", {"time": "9:00"}),
        ("meeting.called", {"time": "09:00\n"}),
        ("meeting.called", {"time": "09:00:00"}),
        ("attendance.noted", {"spans": [["10:00"]]}),
        ("attendance.noted", {"spans": [["10:00", None, None]]}),
        ("member.entered", {"role": "king"}),
        ("member.entered", {"votes": 1001}),
        ("member.entered", {"entitled": 1}),
        ("cert.issued", {"role": "Chair"}),
        ("cert.issued", {"key": "ab" * 32 + "\n"}),
        ("rules.adopted", {"toml": "x" * (48 * 1024 + 1)}),
        ("round.opened", {"number": 0}),
        ("round.opened", {"number": 100}),
        ("round.opened", {"motion": "adopt"}),
        ("round.opened", {"sketch": None}),
        ("round.opened", {"version": None}),
        ("round.opened", {"candidates": ["M01"]}),
        ("round.opened", {"electorate": [{"member": "M01"}]}),
        ("ballot.cast", {"choice": ""}),
        ("ballot.cast", {"source": "paper"}),
        ("count.entered", {"numbers": [{"yes": 1}]}),
        ("round.closed", {"outcome": []}),
        ("round.closed", {"facts": {}}),
    ],
)
def test_values_outside_their_limits_are_rejected(kind: str, change: dict[str, object]) -> None:
    sample = next(each for each in samples() if each.kind == kind)
    header = canonical.decode(sample.raw)
    raw = canonical.encode(header | {"body": header["body"] | change})
    with pytest.raises(InputError) as caught:
        record.read(raw, sample.signature, check_signature=False)
    assert caught.value.code == "record.body"
    assert caught.value.params["kind"] == kind


def test_a_member_has_one_seat() -> None:
    sample = next(each for each in samples() if each.kind == "round.opened")
    header = canonical.decode(sample.raw)
    seats = header["body"]["electorate"]
    raw = canonical.encode(header | {"body": header["body"] | {"electorate": [*seats, seats[0]]}})
    with pytest.raises(InputError) as caught:
        record.read(raw, sample.signature, check_signature=False)
    assert caught.value.code == "record.body"


def test_every_sample_is_signed_and_read_back_with_the_same_body() -> None:
    assert [each.body for each in samples()[:-1]] == bodies()
    assert msgspec.to_builtins(SAMPLES["sketch.submitted"])["received"] == "2026-01-12"
    assert FACTS["start"] == dt.date(2026, 7, 1)
    assert samples()[0].author == Device("golden").public
