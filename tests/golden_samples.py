"""One or two records of every kind, with every field filled: what the golden files in `tests/golden` hold.

    python tests/golden_samples.py

writes the files again. They may change until the first tagged release; after it they are frozen, and a
change of a kind is a new version with a file of its own.
"""

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path

from beirat_tui.log import payload, record
from beirat_tui.log.bodies import Body, board, rights, rounds
from beirat_tui.log.record import Draft, Record
from devices import KIND_OF, START, Device, digest

FOLDER = Path(__file__).parent / "golden"


def name(what: str) -> str:
    """The id of something that a sample refers to."""
    return digest("golden", what).hex()


SKETCH, MEETING, ROUND, BALLOT, CLOSING = map(name, ("sketch", "meeting", "round", "ballot", "closing"))
DAY = dt.date(2026, 3, 16)
FACTS = {
    "number": "2026-07",
    "received": dt.date(2026, 1, 12),
    "programme": "rdz-sachsen-anhalt",
    "applicant_kind": "county",
    "grant_cents": 19_200_000,
    "own_share_cents": 8_500_000,
    "third_party_cents": 0,
    "total_cents": 27_700_000,
    "months": 24,
    "start": dt.date(2026, 7, 1),
    "end": dt.date(2028, 6, 30),
    "fields": ["everyday-life", "infrastructure"],
    "early_start": False,
    "council_resolution": dt.date(2025, 12, 9),
}
NOTHING_YET = dict.fromkeys(FACTS) | {
    "number": "2026-08",
    "received": DAY,
    "programme": "rdz",
    "fields": [],
}
MEETING_FACTS = {
    "number": "7a",
    "day": DAY,
    "time": "23:59",
    "place": "Halle (Saale)",
    "invited_all": False,
    "second_of": name("earlier meeting"),
    "notice": True,
    "opened": "10:05",
    "closed": "12:30",
    "cancelled": True,
}
OUTCOME = {
    "result": "adopted",
    "reason": "majority.threshold",
    "counts": {"yes": 9, "no": 2, "abstain": 1, "invalid": 0, "silent": 6, "late": 0},
    "steps": [
        {
            "rule": "quorum.members",
            "verdict": "met",
            "facts": {"need": [1, 2], "present": 12, "members": ["M01", "M02"], "chair": True},
            "cite": "§ 90 Abs. 1 Satz 1 VwVfG",
        }
    ],
    "next": "",
    "elected": "",
}


def bodies() -> list[Body]:
    """The sample bodies: of every kind one at least, and every field with another value than its default."""
    return [
        rights.Founded(name("nonce"), "Digitalisierungsbeirat", name("spare key")),
        rights.CertIssued(name("device key"), "M07", "member"),
        rights.CertCut(name("certificate"), [name("tip one"), name("tip two")], "lost"),
        rights.CertCut(name("certificate"), [], "retired"),
        rights.EraseOrdered(name("record"), "Art. 17 Abs. 1 DSGVO"),
        board.MemberEntered(
            "M07",
            "M07",
            "deputy_chair",
            entitled=True,
            votes=2,
            bench="towns",
            since=DAY,
            until=dt.date(2028, 3, 15),
            active=False,
        ),
        board.MemberEntered("A-1.b_2", "Gast", "adviser", entitled=False),
        board.DeputyNamed("M07", ["M08", "M09"]),
        board.ProxyGiven(MEETING, "M07", "M02"),
        board.ProxyGiven(MEETING, "M07", None),
        board.RulesAdopted("VwVfG §§ 88–93", 'language = 1\nname = "VwVfG §§ 88–93"\n'),
        board.ProgrammeAdopted("rdz", '# "RDZ"\ntitle = "Regionale Digitalisierungszentren"\n\tend = 1'),
        board.SketchSubmitted(**FACTS),  # type: ignore[arg-type]  # fields of these names
        board.SketchSubmitted(**NOTHING_YET),  # type: ignore[arg-type]  # fields of these names
        board.SketchRevised(**FACTS, sketch=SKETCH),  # type: ignore[arg-type]  # fields of these names
        board.AttachmentAdded(SKETCH, "Skizze Öhringen.docx", "application/zip", 1_234_567),
        board.SummaryWritten(SKETCH),
        board.CheckTicked(SKETCH, "partners-named", met=True),
        board.CommentWritten(SKETCH, name("comment")),
        board.CommentWritten(SKETCH),
        board.MeetingCalled("7", DAY, "10:00", "Magdeburg, Saal 3"),
        board.MeetingCalled(**MEETING_FACTS),  # type: ignore[arg-type]  # fields of these names
        board.MeetingChanged(**MEETING_FACTS, meeting=MEETING),  # type: ignore[arg-type]  # fields of these names
        board.AgendaSet(MEETING, [SKETCH, name("another sketch")]),
        board.AttendanceNoted(MEETING, "M07", [("10:00", "10:45"), ("11:00", None)], excused=True),
        board.MinutesDrawn(MEETING, "application/pdf"),
        board.DecisionRecorded(SKETCH, "partly", 15_000_000, DAY),
        board.ConditionSet(SKETCH, 1, "open", due=DAY),
        board.CentreRecorded(SKETCH, DAY, until=dt.date(2028, 3, 15), self_supporting="yes"),
        rounds.RoundOpened(
            motion="recommend_with_conditions",
            rules=name("rules"),
            electorate=[
                rounds.Seat("M01", "chair", entitled=True),
                rounds.Seat(
                    "M07", "member", entitled=True, votes=2, bench="towns", proxy="M01", deputies=["M08"]
                ),
            ],
            procedure="meeting",
            frontier=[name("tip one"), name("tip two")],
            sketch=SKETCH,
            version=name("version"),
            version_payload=name("payload"),
            meeting=MEETING,
            begun=DAY,
            deadline=dt.date(2026, 3, 31),
            secrecy="secret",
            hidden=True,
            number=2,
            previous=name("first round"),
            statutory_seats=18,
            earlier=["repeat"],
        ),
        rounds.RoundOpened(
            motion="recommend",
            rules=name("rules"),
            electorate=[rounds.Seat("M01", "chair", entitled=True)],
            procedure="circulation",
            frontier=[],
            candidates=["M01", "M07"],
        ),
        rounds.RoundAborted(ROUND),
        rounds.RecusalDeclared(ROUND, "M07", recused=True),
        rounds.ObjectionRaised(ROUND, "M07", raised=True),
        rounds.BallotCast(ROUND, "M07", "yes", "own"),
        rounds.BallotCast(ROUND, "M07", None, "deputy", voter="M08"),
        rounds.BallotReceived(ROUND, BALLOT, DAY, late=True),
        rounds.CountEntered(
            ROUND,
            [
                rounds.Numbers(yes=9, no=2, abstain=1, invalid=1, bench="towns"),
                rounds.Numbers(candidates={"M07": 3, "M01": 4}),
            ],
        ),
        rounds.RoundClosed(
            ROUND,
            [BALLOT, name("another ballot")],
            [name("attendance")],
            [name("tip one")],
            DAY,
            "11:20",
            OUTCOME,
            rounds.VoteFacts(
                challenged=True,
                presiding="M02",
                casting_vote="yes",
                secret_demanded_by=["M03"],
                secret_decided=True,
                objected=True,
                lot=["Kugel 7", "Mond"],
                holidays=[dt.date(2026, 4, 3), dt.date(2026, 4, 6)],
            ),
        ),
        rounds.RoundClosed(ROUND, [], [], [], DAY, "00:00", {}),
        rounds.RoundConfirmed(ROUND, CLOSING),
        rounds.PaperConfirmed(ROUND, CLOSING, DAY, "Akte 7, Blatt 12"),
        rounds.DissentFiled(ROUND, "M07"),
    ]


def samples() -> list[Record]:
    """The sample bodies as signed records, and a join request; none of them follows from another."""
    device = Device("golden")
    texts, _ = payload.seal(payload.write_texts({"text": "Für die Region"}), digest("golden", "salt"))
    signed: list[Record] = []
    for body in bodies():
        kind, founding = KIND_OF[type(body)], isinstance(body, rights.Founded)
        first = all(each.kind != kind for each in signed)
        draft = Draft(kind, body, (name("b"), name("a")) if first else (), texts if first else None)
        place = (None, None, 1, None) if founding else (name("board"), name("by"), 7, name("before"))
        board_id, by, seq, prev = place
        signed.append(record.sign(draft, device.key, board=board_id, by=by, seq=seq, prev=prev, at=START))
    request = Draft("join.requested", rights.JoinRequested(device.public, "Jördis Beispiel"))
    return [
        *signed,
        record.sign(request, device.key, board=name("board"), by=None, seq=0, prev=None, at=START),
    ]


def golden() -> dict[str, str]:
    """The content of every golden file by its kind."""
    files: dict[str, list[dict[str, str]]] = {}
    for each in samples():
        entry = {"raw": each.raw.decode(), "id": each.id, "signature": each.signature.hex()}
        files.setdefault(each.kind, []).append(entry)
    return {kind: _text(entries) for kind, entries in files.items()}


def _text(entries: Sequence[dict[str, str]]) -> str:
    return json.dumps(entries, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Write the golden files."""
    FOLDER.mkdir(exist_ok=True)
    for kind, text in golden().items():
        (FOLDER / f"{kind}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
