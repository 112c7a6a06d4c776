"""Handing a board over as a few lines of text, and taking such lines in.

What the other side lacks is told by the statements that devices sign of what they have (`log.heard`). Where
nothing was heard of it, the text holds all that it may lack: twice does no harm. A text counts as handed over
only when the person says that it was sent: what lies in a clipboard has reached nobody.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Final

from beirat_tui.documents import qr_page
from beirat_tui.domain.errors import InputError, Refused, StoreError
from beirat_tui.log.heard import Heard
from beirat_tui.services import exchanging, merging
from beirat_tui.services.merging_views import MergeReport
from beirat_tui.services.people import enrolled, places
from beirat_tui.services.session import Session
from beirat_tui.services.text_choice import choose, own_records, through
from beirat_tui.services.text_views import Copied, Pasted, What, Wish
from beirat_tui.store.offered import Offered
from beirat_tui.sync import armour, text
from beirat_tui.sync.exchange import Parcel
from beirat_tui.wording import language
from beirat_tui.wording import texts as words

Progress = Callable[[int, int], None]
MOST_PAYLOAD: Final = 32 * 1024
"""Bytes of a text or file that travels along."""
MOST_PAYLOADS: Final = 1024 * 1024
"""Bytes of all of them together."""


def copy(session: Session, wish: Wish, size: int = armour.CHAT) -> Copied:
    """The text that WISH asks for, in parts of at most SIZE letters.

    Raises:
        InputError: ``roster.nobody``, ``roster.several`` (whom it is for), ``text.too-much``.
        Refused: ``text.nothing``: there is nothing of that to hand over; ``text.no-device``: no device of
            that member is enrolled; ``text.not-enrolled``: this device has not even asked to join.
    """
    with session.reading() as reading:
        chosen = choose(session, reading, wish)
        own = own_records(session, reading)
        votes = sum(1 for each in own if each.kind == "ballot.cast" and each.id in chosen.ids)
        reached = through(session, reading, chosen.ids) if own else None
    if not chosen.ids and not chosen.requests and wish.what != What.MEMBER:
        # To a member what this device has is news by itself: that their entries have arrived.
        raise Refused("text.nothing")
    offered = Offered(session.board, session.id, session.key.public if session.key else "")
    rows = list(offered.records(chosen.ids))
    blobs, left_out = _payloads(offered, [hash_ for *_, hash_ in rows if hash_ is not None])
    packed = text.pack(
        text.Content(
            board=bytes.fromhex(session.id),
            records=[(raw, signature) for _id, raw, signature, _hash in rows],
            requests=chosen.requests,
            heard=[(each.raw, each.signature) for each in _statement(session)] if chosen.states else [],
            payloads=blobs,
        )
    )
    return Copied(
        what=wish.what,
        name=armour.name_of(packed),
        parts=tuple(armour.write(packed, size)),
        content=packed,
        board=session.title,
        sender=f"{session.person.label} {session.person.name}".strip(),
        whom=chosen.whom,
        entries=len(rows),
        votes=votes,
        requests=len(chosen.requests),
        left_out=left_out,
        known=chosen.known,
        through=reached,
    )


def usual(session: Session) -> What:
    """What somebody hands over who says nothing more."""
    roles = session.person.roles
    if not roles:
        return What.REQUEST
    return What.NEWEST if "office" in roles else What.OFFICE


def recipients(session: Session) -> list[tuple[str, str]]:
    """Whoever has a device on this board, oneself excepted: label, and label with name."""
    with session.reading() as reading:
        roster, members = places(reading), {body.member for body in enrolled(reading.view).values()}
    return [
        (place.label, f"{place.label} {place.name}".strip())
        for place in roster.values()
        if place.active and place.member in members and place.member != session.person.member
    ]


def save(copied: Copied, path: Path) -> None:
    """Write the text into the new file PATH; as QR codes to print where its name ends in ``.html``.

    Raises:
        StoreError: ``store.exists``, ``store.cannot-create``.
        Refused: ``text.too-much-for-paper``.
    """
    page = path.suffix.lower() in {".html", ".htm"}
    content = printed(copied) if page else "\n".join(messages(copied))
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(content)
    except FileExistsError:
        raise StoreError("store.exists", path=str(path)) from None
    except OSError:
        raise StoreError("store.cannot-create", path=str(path)) from None


def printed(copied: Copied) -> str:
    """The text as a page of QR codes, in HTML.

    Raises:
        Refused: ``text.too-much-for-paper``.
    """
    title, *lines = above(copied)
    parts = coded(copied, qr_page.PAGE_LETTERS)
    lines.append(words.scanning())
    return qr_page.page(title, lines, parts, language())


def drawn(copied: Copied) -> list[list[str]]:
    """The text as QR codes for the terminal, each as its lines.

    Raises:
        Refused: ``text.too-much-for-paper``.
    """
    return [qr_page.drawn(part) for part in coded(copied, qr_page.TERMINAL_LETTERS)]


def above(copied: Copied) -> list[str]:
    """The lines that stand above the text."""
    return messages(replace(copied, parts=("",)))[0].strip().splitlines()


def coded(copied: Copied, size: int) -> list[str]:
    """The text in parts of one line of at most SIZE letters, for QR codes.

    Raises:
        Refused: ``text.too-much-for-paper``.
    """
    parts = armour.write(copied.content, size, line=0)
    if len(parts) > qr_page.MOST_CODES:
        raise Refused("text.too-much-for-paper", number=len(parts), limit=qr_page.MOST_CODES)
    return parts


def messages(copied: Copied) -> list[str]:
    """The parts, each with what it is in plain words above it."""
    if copied.what == What.INVITATION:
        heads = [words.invitation(copied.board)] * len(copied.parts)
    else:
        what = contents(copied)
        heads = [
            words.heading(
                board=copied.board, sender=copied.sender, what=what, number=number, total=len(copied.parts)
            )
            for number in range(1, len(copied.parts) + 1)
        ]
    return [f"{head}\n\n{part}\n" for head, part in zip(heads, copied.parts, strict=True)]


def contents(copied: Copied) -> str:
    """What is in the text, in a few words."""
    return words.contents(votes=copied.votes, entries=copied.entries, requests=copied.requests)


def sent(session: Session, copied: Copied) -> None:
    """Note that the text was sent: one's own entries in it count as handed over."""
    if copied.through is not None:
        exchanging.note_handed(session, copied.through)


# --- what travels along ------------------------------------------------------------------------------------


def _payloads(offered: Offered, hashes: Iterable[str]) -> tuple[list[bytes], int]:
    """The payloads named by HASHES that are small enough, and how many are too large."""
    found: list[bytes] = []
    left_out, room = 0, MOST_PAYLOADS
    for hash_ in dict.fromkeys(hashes):
        blob = offered.payload(hash_)
        if blob is None:
            continue
        if len(blob) > min(MOST_PAYLOAD, room):
            left_out += 1
        else:
            room -= len(blob)
            found.append(blob)
    return found, left_out


def _statement(session: Session) -> list[Heard]:
    """What this device says it has."""
    if session.key is None:
        return []
    exchanging.say_what_is_here(session)
    with session.reading() as reading:
        said = reading.heard_of(session.key.public)
    return [] if said is None else [said]


# --- taking in ---------------------------------------------------------------------------------------------


def paste(session: Session, written: str, progress: Progress | None = None) -> MergeReport:
    """Take in the texts that stand in WRITTEN, which may be a whole mail; checked like any foreign file.

    A text that is incomplete or damaged does not stop the others; it is told in the report.

    Raises:
        InputError: ``text.none``, ``text.too-long``, ``text.too-many``; or what is wrong with all there is:
            ``text.incomplete``, ``text.cut-off``, ``text.damaged``, ``text.newer``, ``text.unreadable``,
            ``text.other-board``.
        StoreError: the open board file cannot be written.
    """
    sources, problems = text.read(written)
    parcels = []
    for each in sources:
        if each.board == session.id:
            parcels.append(Parcel(_shown(each.name), each))
        else:
            problems.append(InputError("text.other-board", name=each.name))
    if not parcels:
        raise problems[0]
    parcels += [Parcel(_shown(str(each.params["name"])), None, each) for each in problems]
    return merging.take_in(session, parcels, progress)


def look(written: str) -> Pasted | None:
    """What stands in WRITTEN, without taking anything in; None if there is no text of this program in it."""
    try:
        sources, problems = text.read(written)
    except InputError as error:
        if error.code == "text.none":
            return None
        raise
    return Pasted(
        texts=len(sources),
        entries=sum(each.records_count for each in sources),
        boards=frozenset(each.board for each in sources),
        broken=len(problems),
    )


def _shown(name: str) -> str:
    return f"BEIRAT-TEXT {name}"
