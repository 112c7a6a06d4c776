"""An invented board in memory behind the services' functions, so that screens can be driven without a file.

`install` puts modules of the services' names in place; every function answers from one `FakeBoard`.
"""

import sys
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from types import ModuleType

from beirat_tui.domain.errors import InputError
from beirat_tui.domain.rules.read import read_rules as rules_from
from beirat_tui.domain.tally import Ballot, Case, Meeting, Outcome, Seat, tally
from beirat_tui.presets import read_rules
from beirat_tui.services.queue_views import MyVote, QueueCounts, QueueRow, Stage
from beirat_tui.services.reading_views import (
    AttachmentView,
    Change,
    CheckView,
    CommentView,
    DecisionView,
    Section,
    SketchView,
    VersionView,
)
from beirat_tui.services.round_views import (
    Delivery,
    DraftView,
    OutcomeView,
    Permission,
    QuorumView,
    RoundState,
    RoundView,
    SeatView,
)

NOW = datetime(2026, 3, 16, 14, 5, tzinfo=timezone(timedelta(hours=1)))
TODAY = NOW.date()

_SKETCHES = (
    (
        "2026-07",
        "RDZ Salzlandkreis",
        "Salzlandkreis",
        "Landkreis",
        19_200_000,
        8_500_000,
        Stage.OPEN,
        MyVote.MISSING,
    ),
    (
        "2026-08",
        "RDZ Altmarkkreis Salzwedel: Telemedizin und Schulen auf dem Land",
        "Altmarkkreis Salzwedel",
        "Landkreis",
        20_000_000,
        6_300_000,
        Stage.OPEN,
        MyVote.YES,
    ),
    (
        "2026-09",
        "RDZ Jerichower Land",
        "TGZ Jerichower Land GmbH",
        "Gesellschaft",
        18_700_000,
        4_700_000,
        Stage.OPEN,
        MyVote.RECUSED,
    ),
    ("2026-05", "Digitalwerkstatt Zeitz", "Stadt Zeitz", "Stadt", 11_283_600, 0, Stage.BACK, MyVote.NONE),
    (
        "2026-10",
        "Dorfladen 24/7 Vorharz",
        "Verbandsgemeinde Vorharz",
        "Gemeinde",
        9_850_050,
        2_500_000,
        Stage.SCHEDULED,
        MyVote.DRAFT,
    ),
    (
        "2026-11",
        "Offene Bürgerdaten Dessau",
        "Verein Offene Daten e. V.",
        "Verein",
        14_000_000,
        3_500_000,
        Stage.OPEN,
        MyVote.MISSING,
    ),
    (
        "2026-12",
        "Pflege vernetzt Burgenland [bold]rot[/bold]",
        "Burgenlandkreis",
        "Landkreis",
        None,
        None,
        Stage.SUBMITTED,
        MyVote.NONE,
    ),
    (
        "2026-03",
        "RDZ Haldensleben",
        "Stadt Haldensleben",
        "Stadt",
        17_032_000,
        4_258_000,
        Stage.POSITIVE,
        MyVote.YES,
    ),
    (
        "2026-04",
        "RDZ Merseburg-Saalekreis",
        "Stadt Merseburg",
        "Stadt",
        18_300_000,
        4_600_000,
        Stage.NEGATIVE,
        MyVote.NO,
    ),
    (
        "2026-02",
        "Wasserwacht Online",
        "Zweckverband Mulde",
        "Zweckverband",
        8_000_000,
        2_000_000,
        Stage.POSTPONED,
        MyVote.ABSTAIN,
    ),
    (
        "2026-01",
        "Kreisarchiv digital",
        "Landkreis Wittenberg",
        "Landkreis",
        15_000_000,
        4_000_000,
        Stage.CLOSED,
        MyVote.CONFLICT,
    ),
    (
        "2026-06",
        "Smart Farming Börde",
        "Landkreis Börde",
        "Landkreis",
        19_900_000,
        5_000_000,
        Stage.POSITIVE_WITH_CONDITIONS,
        MyVote.YES,
    ),
)

_TEXT = (
    "Eine Leitstelle für Mobilität und Handel auf dem Land verbindet Rufbus, Dorfladen und Verwaltung. "
    "Vernetzte Haltestellen zeigen Abfahrten und freie Plätze; ein mobiler Marktplatz bringt Waren von vierzig "
    "Betrieben der Region in die Orte, die seit Jahren kein Geschäft mehr haben.\n\nDas Zentrum wird von Landkreis "
    "und Verkehrsbetrieb getragen und soll sich nach zwei Jahren aus Beiträgen der Betriebe selbst tragen."
)


@dataclass
class FakePerson:
    member: str | None = "m07"
    label: str = "M07"
    name: str = "Dr. Annegret Beispiel"
    roles: frozenset[str] = frozenset({"member"})
    votes: bool = True


@dataclass
class FakeBoard:
    """The session and everything behind it."""

    rows: list[QueueRow] = field(default_factory=list)
    person: FakePerson = field(default_factory=FakePerson)
    title: str = "Digitalisierungsbeirat Sachsen-Anhalt"
    calls: list[tuple[object, ...]] = field(default_factory=list)
    typed: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    comments: dict[str, list[CommentView]] = field(default_factory=dict)
    drafted: dict[str, tuple[str, str]] = field(default_factory=dict)
    remarks: dict[str, str] = field(default_factory=dict)
    changes: int = 0
    copies: int = 0

    def __post_init__(self) -> None:
        if self.rows:
            return
        for number, title, applicant, _kind, grant, _own, stage, mine in _SKETCHES:
            self.rows.append(_row(number, title, applicant, grant, stage, mine))
        self.drafted["s2026-10"] = ("yes", "Sehr guter Ansatz.")
        for copy in range(self.copies):
            self.rows.append(
                _row(
                    f"X-{copy:05d}",
                    f"Skizze Nummer {copy}",
                    "Stadt",
                    1_000_000 + copy,
                    Stage.SUBMITTED,
                    MyVote.NONE,
                )
            )

    def revision(self) -> int:
        return self.changes

    def close(self) -> None:
        self.calls.append(("close",))

    def row(self, sketch: str) -> QueueRow:
        return next(row for row in self.rows if row.sketch == sketch)

    def set(self, sketch: str, **values: object) -> None:
        index = self.rows.index(self.row(sketch))
        self.rows[index] = replace(self.rows[index], **values)  # type: ignore[arg-type]  # a test's own values
        self.changes += 1


def _row(number: str, title: str, applicant: str, grant: int | None, stage: Stage, mine: MyVote) -> QueueRow:
    running = stage is Stage.OPEN
    return QueueRow(
        sketch=f"s{number}", number=number, title=title, applicant=applicant, grant_cents=grant, stage=stage,
        my_vote=mine, round=f"r{number}" if stage not in {Stage.SUBMITTED, Stage.SCHEDULED} else None,
        procedure="circulation" if number == "2026-11" else "meeting",
        deadline=date(2026, 3, 20) if number == "2026-11" else None,
        meeting_date=date(2026, 3, 16) if running else None,
        received=date(2026, 2, 1), reason="no_quorum" if stage is Stage.BACK else None,
    )  # fmt: skip


# --- queue ---------------------------------------------------------------------------------------------


def _fitting(board: FakeBoard, query: str) -> list[QueueRow]:
    if "quatsch:" in query:
        raise InputError(
            "filter.unknown-key",
            position=query.index("quatsch:") + 1,
            key="quatsch",
            allowed="status, stimme",
        )
    words = query.lower().split()
    rows = board.rows
    for word in words:
        if word in {"vote:missing", "stimme:fehlt"}:
            rows = [row for row in rows if row.my_vote == "missing"]
        else:
            rows = [row for row in rows if word in f"{row.title} {row.applicant} {row.number}".lower()]
    return rows


def counts(board: FakeBoard, query: str) -> QueueCounts:
    everything = board.rows
    return QueueCounts(
        len(everything), len(_fitting(board, query)), sum(row.stage == "open" for row in everything),
        sum(row.my_vote == "missing" for row in everything),
    )  # fmt: skip


def window(board: FakeBoard, query: str, first: int, count: int) -> list[QueueRow]:
    return _fitting(board, query)[first : first + count]


def position(board: FakeBoard, query: str, sketch: str) -> int | None:
    return next((at for at, row in enumerate(_fitting(board, query)) if row.sketch == sketch), None)


def next_missing(board: FakeBoard, query: str, after: int, *, backwards: bool = False) -> int | None:
    found = [at for at, row in enumerate(_fitting(board, query)) if row.my_vote == "missing"]
    found = [at for at in found if (at < after if backwards else at > after)]
    return (found[-1] if backwards else found[0]) if found else None


def completions(_board: FakeBoard, text: str, cursor: int) -> list[str]:
    start = text[:cursor].rfind(" ") + 1
    return [
        word for word in ("status:", "stimme:", "thema:", "betrag:") if word.startswith(text[start:cursor])
    ]


# --- reading -------------------------------------------------------------------------------------------


def _tallied(yes: int, no: int) -> Outcome:
    seats = tuple(Seat(f"m{n:02d}", role="chair" if n == 1 else "member") for n in range(1, 19))
    meeting = Meeting(
        invited_all=True, presence={f"m{n:02d}": ((600, None),) for n in range(1, 12)}, vote_at=660
    )
    choices = ["yes"] * yes + ["no"] * no
    ballots = tuple(Ballot(f"m{n:02d}", choice) for n, choice in enumerate(choices, 1))  # type: ignore[arg-type]
    return tally(Case(seats, meeting, motion="recommend", ballots=ballots), rules_from(read_rules("vwvfg")))


def _round(board: FakeBoard, row: QueueRow) -> RoundView | None:
    if row.round is None:
        return None
    running = row.stage is Stage.OPEN
    seats = []
    for n in range(1, 19):
        mine = n == 7
        voted = row.my_vote in {"yes", "no", "abstain"} if mine else n % 2 == 0
        choice = (
            (str(row.my_vote) if mine else ("yes", "no", "abstain")[n % 3]) if voted and not running else None
        )
        seats.append(
            SeatView(
                f"m{n:02d}", f"M{n:02d}", "Dr. Annegret Beispiel" if mine else f"Mitglied Nummer {n}", "member", entitled=True,
                present=n < 12, recused=mine and row.my_vote == "recused", voted=voted, choice=choice,
                source="own" if voted else None,
            )
        )  # fmt: skip
    outcome = None
    if not running:
        adopted = row.stage in {Stage.POSITIVE, Stage.POSITIVE_WITH_CONDITIONS, Stage.CLOSED}
        outcome = OutcomeView(
            _tallied(yes=7 if adopted else 3, no=3 if adopted else 7),
            "positive" if adopted else "negative",
            row.stage is not Stage.CLOSED,
        )
    circulation = row.procedure == "circulation"
    mine = row.my_vote if row.my_vote in {"yes", "no", "abstain"} else None
    return RoundView(
        id=row.round, sketch=row.sketch, number=row.number, title=row.title, motion="recommend", procedure=row.procedure or "meeting",
        meeting=None if circulation else "k1", meeting_title="" if circulation else "12. Sitzung, 16.03.2026", deadline=row.deadline,
        secrecy="open", state=RoundState.OPEN if running else RoundState.CLOSED if row.stage is Stage.CLOSED else RoundState.CONFIRMED,
        opened_at=NOW - timedelta(hours=1), electorate=tuple(seats), voted=sum(seat.voted for seat in seats), entitled=18,
        present=None if circulation else 11, quorum=QuorumView(None, None, None) if circulation else QuorumView(10, 11, met=True),
        my_choice=mine, my_remark=board.remarks.get(row.sketch, "") if mine else None, my_vote=row.my_vote,
        my_delivery=Delivery.HERE if mine else None, hidden=running, outcome=outcome,
    )  # fmt: skip


def preview(board: FakeBoard, sketch: str) -> SketchView:
    row = board.row(sketch)
    facts = next((fact for fact in _SKETCHES if fact[0] == row.number), None)
    own = facts[5] if facts else 250_000
    total = None if row.grant_cents is None or own is None else row.grant_cents + own
    checks = tuple(
        CheckView(f"c{n}", title, state, detail)
        for n, (title, state, detail) in enumerate(
            [
                ("Zuwendung höchstens 80 %", "met", "69 % von 277.000 €"),
                ("Zuwendung höchstens 200.000 €", "met", "192.000 €"),
                ("Laufzeit höchstens 24 Monate", "met", "24 Monate"),
                (
                    "Projektende bis 31.12.2020",
                    "warning",
                    "Projektende 31.03.2021; ein Bescheid kann die Frist verlängern",
                ),
                ("Antragsteller zulässig", "met", ""),
                ("Beschluss des Rates liegt vor", "open", ""),
            ]
        )
    )
    return SketchView(
        sketch=sketch, number=row.number, title=row.title, applicant=row.applicant, applicant_kind=facts[3] if facts else "Stadt",
        place="Bernburg", programme_title="Regionale Digitalisierungszentren", received=row.received, grant_cents=row.grant_cents,
        own_share_cents=own, third_party_cents=0, total_cents=total,
        share=Fraction(row.grant_cents, total) if row.grant_cents and total else None, months=24, start=date(2019, 4, 16),
        end=date(2021, 3, 31), fields=("Alltag", "Digitale Infrastruktur"), partners=("Kreisverkehrsgesellschaft", "Hochschule Anhalt"),
        summary=_TEXT, summary_is_office=row.number == "2026-07", sections=(), checklist=checks, row=row, round=_round(board, row),
        comments=tuple(board.comments.get(sketch, [])),
        decision=DecisionView("partly", 15_000_000, date(2026, 3, 1), differs=True, reasons="Mittel begrenzt.") if row.number == "2026-04" else None,
    )  # fmt: skip


def read(board: FakeBoard, sketch: str) -> SketchView:
    view = preview(board, sketch)
    sections = tuple(
        Section(key, title, "\n\n".join([_TEXT] * 3))
        for key, title in [
            ("short", "Kurzbeschreibung"), ("goals", "Ausgangslage und Ziele"), ("measures", "Maßnahmen"), ("groups", "Zielgruppen"),
            ("partners", "Partner"), ("strategy", "Digitale Strategie und Beteiligung"), ("staff", "Personal"), ("time", "Zeitplan"),
            ("costs", "Kosten und Finanzierung"), ("lasting", "Verstetigung nach zwei Jahren"),
        ]
    )  # fmt: skip
    comments = (
        CommentView(
            "k1", "M03", "Karla Muster", NOW - timedelta(hours=5), "Wie trägt sich die Leitstelle nach 2021?"
        ),
        *view.comments,
    )
    return replace(
        view, sections=sections, comments=comments, rounds=(view.round,) if view.round else (),
        attachments=(AttachmentView("a1", "skizze.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", 48_213),),
        versions=(
            VersionView("v1", NOW - timedelta(days=40), "GS", ""),
            VersionView("v2", NOW - timedelta(days=12), "GS", "Finanzplan berichtigt"),
        ),
    )  # fmt: skip


def difference(_board: FakeBoard, _sketch: str, _older: str, _newer: str) -> list[Change]:
    return [
        Change(
            "Zeitplan",
            "Beginn am 01.03.2019, zwölf Monate Aufbau.",
            "Beginn am 16.04.2019, neun Monate Aufbau und Betrieb.",
        ),
        Change("Personal", "", "Zwei Stellen."),
    ]


def attachment(_board: FakeBoard, _id: str) -> tuple[str, str, bytes]:
    return "skizze.docx", "application/octet-stream", b"PK"


# --- voting --------------------------------------------------------------------------------------------


def may_vote(board: FakeBoard, sketch: str) -> Permission:
    row = board.row(sketch)
    if row.my_vote == "recused":
        return Permission(ballot=False, draft=False, reason="vote.recused")
    if row.stage is Stage.OPEN:
        return Permission(ballot=True, draft=False)
    if row.stage in {Stage.SUBMITTED, Stage.SCHEDULED, Stage.BACK}:
        return Permission(ballot=False, draft=True)
    return Permission(ballot=False, draft=False, reason="round.closed")


def cast(
    board: FakeBoard, round_id: str, choice: str, remark: str = "", *, on_behalf_of: str | None = None
) -> Delivery:
    board.calls.append(("cast", round_id, choice, remark, on_behalf_of))
    board.remarks["s" + round_id[1:]] = remark
    board.set("s" + round_id[1:], my_vote=MyVote(choice))
    return Delivery.HERE


def draft(board: FakeBoard, sketch: str, choice: str, remark: str = "") -> None:
    board.calls.append(("draft", sketch, choice, remark))
    board.drafted[sketch] = (choice, remark)
    board.set(sketch, my_vote=MyVote.DRAFT)


def drafts(board: FakeBoard) -> list[DraftView]:
    return [
        DraftView(
            sketch,
            board.row(sketch).number,
            board.row(sketch).title,
            choice,
            remark,
            castable=board.row(sketch).stage == "open",
        )
        for sketch, (choice, remark) in board.drafted.items()
    ]


def cast_draft(board: FakeBoard, sketch: str) -> Delivery:
    choice, remark = board.drafted.pop(sketch)
    return cast(board, "r" + sketch[1:], choice, remark)


def drop_draft(board: FakeBoard, sketch: str) -> None:
    board.drafted.pop(sketch)
    board.set(sketch, my_vote=MyVote.NONE)


def recuse(board: FakeBoard, round_id: str, reason: str) -> None:
    board.calls.append(("recuse", round_id, reason))
    board.set("s" + round_id[1:], my_vote=MyVote.RECUSED)


def withdraw_recusal(board: FakeBoard, round_id: str) -> None:
    board.calls.append(("withdraw", round_id))
    board.set("s" + round_id[1:], my_vote=MyVote.MISSING)


def half_typed(board: FakeBoard, key: str) -> str:
    return board.typed.get(key, "")


def keep_half_typed(board: FakeBoard, key: str, text: str) -> None:
    board.typed[key] = text


# --- notes, comments, rounds ---------------------------------------------------------------------------


def note(board: FakeBoard, sketch: str) -> str:
    return board.notes.get(sketch, "")


def keep_note(board: FakeBoard, sketch: str, text: str) -> None:
    board.notes[sketch] = text


def write_comment(board: FakeBoard, sketch: str, text: str) -> None:
    board.calls.append(("comment", sketch, text))
    board.comments.setdefault(sketch, []).append(
        CommentView("k2", board.person.label, board.person.name, NOW, text)
    )
    board.changes += 1


def round_view(board: FakeBoard, round_id: str) -> RoundView:
    found = _round(board, board.row("s" + round_id[1:]))
    assert found is not None
    return found


MODULES: dict[str, tuple[object, ...]] = {
    "queue": (counts, window, position, next_missing, completions),
    "reading": (preview, read, difference, attachment),
    "voting": (
        may_vote, cast, draft, drafts, cast_draft, drop_draft, recuse, withdraw_recusal, half_typed, keep_half_typed,
    ),
    "notes": (note, keep_note),
    "comments": (write_comment,),
    "rounds": (round_view,),
}  # fmt: skip


def install() -> None:
    """Put the fakes where screens import the services from."""
    import beirat_tui.services as package  # noqa: PLC0415  (only where fakes are wanted)

    for name, functions in MODULES.items():
        module = ModuleType(f"beirat_tui.services.{name}")
        for function in functions:
            setattr(module, function.__name__, function)  # type: ignore[attr-defined]  # they are functions
        sys.modules[module.__name__] = module
        setattr(package, name, module)
