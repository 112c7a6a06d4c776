"""A real board with as many sketches as wanted: founded, signed, eighteen members, some rounds open.

    python benchmarks/make_board.py FILE SKETCHES

Beside FILE lies `FILE-home`, the private folder of the member M02, with a key that may vote. The same number
gives the same board: its keys follow from it and protect nothing.

Benchmarks call `board_of`, which keeps what it made in `.make/boards` until the code that made it changes.
"""

import argparse
import datetime as dt
import hashlib
import random
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from time import perf_counter

from beirat_tui.log import payload
from beirat_tui.log.bodies.board import MemberEntered, SketchSubmitted
from beirat_tui.log.bodies.rights import CertIssued
from beirat_tui.log.keys import SigningKey
from beirat_tui.log.record import Draft, Record, sign
from beirat_tui.services import founding, rounds
from beirat_tui.services.home import Home
from beirat_tui.services.session import Session, Surroundings
from beirat_tui.store.board_file import BoardFile

ROOT = Path(__file__).parent.parent
MEMBERS = 18
OPEN_ROUNDS = 12
TEXT = """
Glasfaser Bücherei Werkstatt Rathaus Verwaltung Beteiligung Handwerk Schule Verein Gemeinde
Landkreis Mobilität Rufbus Pflege Telemedizin Landwirtschaft Sensorik Wasser Strom Wärme
Tourismus Gewerbe Halle Gründung Nachbarschaft Jugend Ehrenamt Plattform Datenschutz Schulung
Förderung Bürgerhaus Bahnhof Markt digital gemeinsam offen ländlich regional nachhaltig neu
mobil barrierefrei und mit für im am zur über
"""
PARAGRAPHS = 500
PLACES = ("Harzgerode", "Jessen", "Osterburg", "Querfurt", "Köthen", "Zerbst", "Gräfenhainichen", "Möckern")
FIELDS = ("everyday", "infrastructure", "administration", "economy")


def derived(*parts: object) -> bytes:
    """32 bytes that follow from PARTS."""
    return hashlib.sha256("/".join(map(str, ("benchmark", *parts))).encode()).digest()


def surroundings(seed: str) -> Surroundings:
    """A clock that ticks milliseconds, and bytes that follow from SEED."""
    ticks, numbers = count(1_772_000_000_000), count()
    return Surroundings(now=lambda: next(ticks), random=lambda size: derived(seed, next(numbers))[:size])


def key_of(label: str) -> SigningKey:
    """The key of the member with this LABEL."""
    return SigningKey(derived("member", label))


def home_of(path: Path) -> Path:
    """The private folder of the member M02 of the board at PATH."""
    return path.with_name(f"{path.name}-home")


def board_of(sketches: int, folder: Path) -> Path:
    """A copy in FOLDER of the board with SKETCHES sketches and the member's home; made when first wanted."""
    code = hashlib.sha256(Path(__file__).read_bytes())
    for part in ("domain", "log", "store"):
        for file in sorted((ROOT / "src" / "beirat_tui" / part).rglob("*.py")):
            code.update(file.read_bytes())
    kept = ROOT / ".make" / "boards" / f"{sketches}-{code.hexdigest()[:12]}.beirat"
    if not kept.exists():
        for older in kept.parent.glob(f"{sketches}-*"):
            shutil.rmtree(older) if older.is_dir() else older.unlink()
        kept.parent.mkdir(parents=True, exist_ok=True)
        draft = kept.with_name(f"{sketches}-draft.beirat")
        make_board(draft, sketches)
        home_of(draft).rename(home_of(kept))
        draft.rename(kept)
    copy = folder / f"{sketches}.beirat"
    shutil.copy(kept, copy)
    shutil.copytree(home_of(kept), home_of(copy))
    return copy


def make_board(path: Path, sketches: int) -> None:
    """Make the board with SKETCHES sketches at PATH, which must not exist."""
    outside = surroundings(f"board of {sketches}")
    session, _ = founding.found(
        path,
        Home(path.with_name(f"{path.name}-office")),
        outside,
        title=f"Messbeirat mit {sketches} Skizzen",
        founder=founding.Founder(name="Geschäftsstelle", roles=("chair", "office")),
    )
    _enter_members(session, home_of(path))
    with session.board.writing() as writing:
        if session.key is None:
            raise TypeError(session)
        last = writing.ledger.tips_of(session.key.public)[0]
        cert = next(
            each.id
            for each in writing.ledger.slot("cert/*")
            if isinstance(each.body, CertIssued) and each.body.role == "office"
        )
        writing.take_all(_sketches(session.key, last, cert, sketches))
    with session.board.reading() as reading:
        newest = [each.id for each in reading.ledger.slot("sketch/*")[-OPEN_ROUNDS:]]
    for sketch in newest:
        rounds.open_round(session, sketch, motion="recommend", deadline=dt.date(2026, 4, 30))
    session.close()


def open_as_member(path: Path) -> Session:
    """The member M02 sits down at the board at PATH."""
    board = BoardFile(path)
    with board.reading() as reading:
        id_ = reading.board
    home = Home(home_of(path))
    session = Session(board, home, home.key(id_), surroundings("member"), id_)
    session.refresh()
    return session


def _enter_members(session: Session, home: Path) -> None:
    with session.writing("office") as pen:
        for number in range(1, MEMBERS + 1):
            label = f"M{number:02}"
            key = key_of(label)
            seat = MemberEntered(label, label, "chair" if number == 1 else "member", entitled=True)
            pen.write("member.entered", seat, texts={"name": f"Person {label}"})
            pen.write("cert.issued", CertIssued(key.public, label, "member"))
            if label == "M02":
                Home(home).keep_key(session.id, key)


def _sketches(key: SigningKey, last: Record, cert: str, number: int) -> Iterator[tuple[Record, bytes | None]]:
    chance = random.Random(number)  # noqa: S311  (the same sketches on every run)
    words = TEXT.split()
    paragraphs = [" ".join(chance.choices(words, k=40)) for _ in range(PARAGRAPHS)]
    for n in range(1, number + 1):
        grant = chance.randrange(2_000_000, 20_000_000)
        place = PLACES[n % len(PLACES)]
        texts = {
            "title": f"{chance.choice(words)} {chance.choice(words)} {place} {n:06}",
            "applicant_name": f"Stadt {place}",
            "applicant_place": place,
            "applicant_region": "Landkreis Harz",
            "short_description": chance.choice(paragraphs),
            "partners": [f"{chance.choice(words)} {place}"],
            "sections": {name: chance.choice(paragraphs) for name in ("goals", "measures")},
        }
        hash_, blob = payload.seal(payload.write_texts(texts), derived("salt", n))
        body = SketchSubmitted(
            number=f"2026-{n:06}",
            received=dt.date(2026, 1, 1) + dt.timedelta(days=n % 60),
            programme="rdz-sachsen-anhalt",
            applicant_kind="town",
            grant_cents=grant,
            own_share_cents=grant // 4,
            third_party_cents=0,
            total_cents=grant + grant // 4,
            months=24,
            start=dt.date(2026, 7, 1),
            end=dt.date(2028, 6, 30),
            fields=[FIELDS[n % len(FIELDS)]],
            early_start=False,
            council_resolution=None,
        )
        last = sign(
            Draft("sketch.submitted", body, (), hash_),
            key,
            board=last.board,
            by=cert,
            seq=last.seq + 1,
            prev=last.id,
            at=last.at + 1,
        )
        yield last, blob


def main() -> None:
    """Make what was asked for and say how long it took."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("file", type=Path)
    options.add_argument("sketches", type=int)
    chosen = options.parse_args()
    start = perf_counter()
    make_board(chosen.file, chosen.sketches)
    size = chosen.file.stat().st_size / 2**20
    print(f"{chosen.sketches} sketches in {perf_counter() - start:.1f} s, {size:.0f} MiB")


if __name__ == "__main__":
    main()
