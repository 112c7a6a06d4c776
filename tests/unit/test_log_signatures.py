"""Signatures of many records, checked on all cores."""

from msgspec.structs import replace

from beirat_tui.log.signatures import SignatureChecks
from boards import found


def test_the_forged_are_found_among_many() -> None:
    records = found(members=4).records()
    forged = [replace(records[3], signature=records[4].signature), replace(records[7], signature=b"")]
    good = [each for each in records if each not in forged]
    with SignatureChecks() as checks:
        assert checks.forged(good) == set()
        assert checks.forged([*good, *forged]) == {each.id for each in forged}
        assert checks.forged([]) == set()
