"""Laws of the record set: everything derived is a function of the set, whatever the order of arrival."""

import random
from collections.abc import Iterable
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from beirat_tui.log.frontier import Frontier
from beirat_tui.log.ledger import MemoryLedger
from beirat_tui.log.record import Record
from beirat_tui.log.view import Inert, View
from histories import Move, moves, play
from oracle.naive import Naive

Derived = tuple[dict[str, Inert | None], dict[str, list[str]], dict[str, list[str]]]


def derived(view: View, records: Iterable[Record]) -> Derived:
    """Effects with their reasons, heads and values of all that VIEW knows of RECORDS."""
    known = [each for each in records if view.knows(each)]
    slots = sorted({each.slot for each in known})
    return (
        {each.id: view.inert(each) for each in known},
        {slot: [head.id for head in view.heads(slot)] for slot in slots},
        {slot: [value.id for value in view.values(slot)] for slot in slots},
    )


def everything(ledger: MemoryLedger) -> tuple[object, ...]:
    """All that can be asked of a ledger and of a view of it."""
    return (
        ledger.board,
        {each.id for each in ledger},
        {each.id for each in ledger.waiting()},
        ledger.refused,
        ledger.tips(),
        {each.author for each in ledger if ledger.forked(each.author)},
        list(ledger.slots_under("")),
        derived(View(ledger), ledger),
    )


@given(moves(), st.randoms(use_true_random=False))
def test_everything_derived_is_a_function_of_the_set(history: list[Move], chance: random.Random) -> None:
    written = play(history).written
    once = everything(MemoryLedger(written))
    shuffled = written * 2
    chance.shuffle(shuffled)
    assert everything(MemoryLedger(shuffled)) == once
    assert everything(MemoryLedger(reversed(written))) == once


@given(moves(), st.integers(0, 60), st.integers(0, 60))
def test_merging_commutes_associates_and_repeats_without_change(
    history: list[Move], first: int, second: int
) -> None:
    written = play(history).written
    cuts = sorted({0, first % len(written), second % len(written), len(written)})
    pieces = [written[a:b] for a, b in pairwise(cuts)]
    whole = everything(MemoryLedger(written))
    backwards = MemoryLedger()
    for piece in [*reversed(pieces), *pieces]:
        for each in piece:
            backwards.add(each)
    assert everything(backwards) == whole


@given(moves(24))
def test_adding_a_record_never_takes_back_a_grant(history: list[Move]) -> None:
    """Rule 4: what is granted stays granted, and each step gives what computing from nothing gives."""
    written = play(history).written
    ledger = MemoryLedger()
    granted: set[str] = set()
    for count, each in enumerate(written, 1):
        ledger.add(each)
        now = {known.id for known in ledger}
        assert granted <= now
        granted = now
        if count % 7 == 0:
            assert everything(ledger) == everything(MemoryLedger(written[:count]))


@given(moves())
def test_rights_effects_and_heads_agree_with_the_oracle(history: list[Move]) -> None:
    played = play(history)
    ledger = MemoryLedger(played.written)
    oracle = Naive(each.raw for each in played.written)
    assert {each.id for each in ledger} == set(oracle.granted)
    agree(View(ledger), ledger, oracle)
    for device in played.devices:
        tips = device.ledger.tips()
        agree(View(ledger, Frontier(ledger, tips)), ledger, oracle.limited(tips))


def agree(view: View, ledger: MemoryLedger, oracle: Naive) -> None:
    """Compare VIEW with ORACLE, record by record and slot by slot."""
    for each in ledger:
        assert view.knows(each) == (each.id in oracle.known)
        if view.knows(each):
            assert (view.inert(each) is None) == oracle.effective(oracle.known[each.id]), each
    for slot in ledger.slots_under(""):
        assert {head.id for head in view.heads(slot)} == oracle.heads(slot), slot


@given(moves(), st.lists(st.integers(0, 200), max_size=6))
def test_any_set_of_tips_makes_a_frontier_that_the_oracle_sees_too(
    history: list[Move], picks: list[int]
) -> None:
    """Rule 12: also a frontier that no honest device could have is read in one way."""
    written = play(history).written
    ledger = MemoryLedger(written)
    known = list(ledger)
    tips = [known[pick % len(known)].id for pick in picks]
    oracle = Naive(each.raw for each in written)
    agree(View(ledger, Frontier(ledger, tips)), ledger, oracle.limited(tips))


@given(moves())
def test_a_device_s_tips_cover_just_what_it_knows(history: list[Move]) -> None:
    """Rule 12: seen through the frontier of a device, the whole board looks as it looked on that device."""
    played = play(history)
    whole = MemoryLedger(played.written)
    for device in played.devices:
        then = View(whole, Frontier(whole, device.ledger.tips()))
        assert {each.id for each in whole if then.knows(each)} == {each.id for each in device.ledger}
        assert derived(then, whole) == derived(device.view(), device.ledger)


@given(moves())
def test_devices_that_exchange_everything_agree(history: list[Move]) -> None:
    played = play(history)
    everybody = played.devices
    for device in everybody:
        for other in everybody:
            device.learn(other)
    for device in everybody:
        for other in everybody:
            device.learn(other)
    states = [derived(device.view(), device.ledger) for device in everybody]
    assert all(state == states[0] for state in states)
    assert {each.id for each in everybody[0].ledger} == {each.id for each in MemoryLedger(played.written)}
