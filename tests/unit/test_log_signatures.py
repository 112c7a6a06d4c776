"""Signatures of many records, checked on all cores and beside other work."""

import io
import subprocess
import sys
from collections.abc import Iterator, Sequence

import msgspec
import pytest
from msgspec.structs import replace

from beirat_tui.domain.errors import StoreError
from beirat_tui.log import signatures
from beirat_tui.log.checker import Checker, serve
from beirat_tui.log.record import PREFIX, Record
from beirat_tui.log.signatures import SignatureChecks
from boards import found

ALL = found(members=4).records()
FORGED = [replace(ALL[3], signature=ALL[4].signature), replace(ALL[7], signature=b"")]
IDS = {each.id for each in FORGED}
GOOD = [each for each in ALL if each not in FORGED]
BATCHES = [[each] for each in GOOD] + [[*GOOD, *FORGED], [], FORGED] + [[each] for each in GOOD]


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any number of records is worth starting processes for, and there are two cores."""
    monkeypatch.setattr(signatures, "MANY", 0)
    monkeypatch.setattr("os.cpu_count", lambda: 2)


def found_in(checks: SignatureChecks, total: int = 1) -> list[tuple[Sequence[Record], set[str]]]:
    return list(checks.each(iter(BATCHES), total))


EXPECTED = [(batch, IDS & {each.id for each in batch if each in FORGED}) for batch in BATCHES]


def test_the_forged_are_found_among_many() -> None:
    with SignatureChecks() as checks:
        assert checks.forged(GOOD) == set()
        assert checks.forged([*GOOD, *FORGED]) == IDS
        assert checks.forged([]) == set()


@pytest.mark.usefixtures("many")
def test_processes_answer_in_order() -> None:
    with SignatureChecks() as checks:
        assert found_in(checks) == EXPECTED
        assert found_in(checks) == EXPECTED


def test_few_are_checked_without_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signatures, "Checker", lambda: pytest.fail("started a process"))
    with SignatureChecks() as checks:
        assert found_in(checks, signatures.MANY - 1) == EXPECTED


@pytest.mark.usefixtures("many")
def test_who_stops_asking_gets_right_answers_later() -> None:
    with SignatureChecks() as checks:
        answers: Iterator[object] = checks.each(iter(BATCHES), 1)
        next(answers)
        answers.close()  # type: ignore[attr-defined]  # a generator
        assert found_in(checks) == EXPECTED


@pytest.mark.usefixtures("many")
def test_what_came_before_an_error_is_answered_first() -> None:
    def breaking() -> Iterator[Sequence[Record]]:
        yield from BATCHES[:3]
        raise StoreError("store.damaged", path="")

    answered: list[object] = []
    with SignatureChecks() as checks:
        with pytest.raises(StoreError, match=r"store\.damaged"):
            answered.extend(checks.each(breaking(), 1))
        assert answered == EXPECTED[:3]
        assert found_in(checks) == EXPECTED


@pytest.mark.usefixtures("many")
def test_where_no_process_can_be_started_it_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[Checker] = []

    def one_at_most() -> Checker:
        if started:
            raise OSError
        started.append(Checker())
        return started[0]

    monkeypatch.setattr(signatures, "Checker", one_at_most)
    with SignatureChecks() as checks:
        assert found_in(checks) == EXPECTED


@pytest.mark.usefixtures("many")
def test_what_a_process_that_ended_left_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with SignatureChecks() as checks:
        assert found_in(checks) == EXPECTED


def test_a_single_core_is_left_to_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: None)
    monkeypatch.setattr(subprocess, "Popen", lambda *_args, **_named: pytest.fail("started a process"))
    with SignatureChecks() as checks:
        assert found_in(checks, signatures.MANY) == EXPECTED


def test_what_a_process_does() -> None:
    batch = [(each.author, PREFIX + each.raw, each.signature) for each in (GOOD[0], FORGED[0], GOOD[1])]
    frame = msgspec.msgpack.encode(batch)
    answers = io.BytesIO()
    serve(io.BytesIO((len(frame).to_bytes(4) + frame) * 2), answers)
    assert answers.getvalue() == bytes([1, 0, 1]) * 2
