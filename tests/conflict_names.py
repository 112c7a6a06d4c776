"""What programs call the copies that they make of a file, program by program."""

from collections.abc import Callable, Mapping

STEMS = (
    "beirat-b42a4897-3d44d5d34e52",
    "Digitalisierungsbeirat",
    "Beirat für Digitales",
    "Beirat Süd (neu)",
    "M07",
    "M07 Müller",
    "board",
    "board.v2",
    "Kopie",
    "2026-03-16 Sitzung",
    "beirat_2026",
    "BEIRAT",
    "Bürgermeister Großmann",
    "a",
    "Ausschuss-Nord",
    "Stand 16.03.2026",
    "Vorlage Nr. 12",
    "Beirat [intern]",
    "Beirat #1",
    "Äöü",
)
ENDING = ".beirat"
CONFLICTS: Mapping[str, tuple[Callable[[str], str], ...]] = {
    "Nextcloud": (
        lambda stem: f"{stem} (conflicted copy 2026-03-16 104512){ENDING}",
        lambda stem: f"{stem} (conflicted copy Anna 2026-03-16 104512){ENDING}",
        lambda stem: f"{stem} (Konfliktkopie 2026-03-16 104512){ENDING}",
    ),
    "ownCloud": (
        lambda stem: f"{stem}_conflict-20260316-104512{ENDING}",
        lambda stem: f"{stem}_conflict-Anna-20260316-104512{ENDING}",
    ),
    "Syncthing": (
        lambda stem: f"{stem}.sync-conflict-20260316-104512-ABCDEFG{ENDING}",
        lambda stem: f"{stem}.sync-conflict-20260316-104512{ENDING}",
    ),
    "Dropbox": (
        lambda stem: f"{stem} (Anna's conflicted copy 2026-03-16){ENDING}",
        lambda stem: f"{stem} (In Konflikt stehende Kopie von Anna 2026-03-16){ENDING}",
        lambda stem: f"{stem} (Annas in Konflikt stehende Kopie 2026-03-16){ENDING}",
        lambda stem: f"{stem} (Case Conflict){ENDING}",
    ),
    "OneDrive": (
        lambda stem: f"{stem}-DESKTOP-7G2K1A0{ENDING}",
        lambda stem: f"{stem}-LAPTOP-RATHAUS{ENDING}",
    ),
}
COPIES: Mapping[str, tuple[Callable[[str], str], ...]] = {
    "iCloud": (lambda stem: f"{stem} 2{ENDING}", lambda stem: f"{stem} Kopie 3{ENDING}"),
    "Google Drive": (
        lambda stem: f"{stem} (1){ENDING}",
        lambda stem: f"Kopie von {stem}{ENDING}",
        lambda stem: f"Copy of {stem}{ENDING}",
    ),
    "file manager": (
        lambda stem: f"{stem} - Kopie{ENDING}",
        lambda stem: f"{stem} - Kopie (2){ENDING}",
        lambda stem: f"{stem} - Copy{ENDING}",
        lambda stem: f"{stem} copy{ENDING}",
        lambda stem: f"{stem} (Kopie){ENDING}",
        lambda stem: f"{stem}{ENDING}~",
        lambda stem: f"{stem}{ENDING}.bak",
    ),
}
UNFINISHED: Mapping[str, tuple[Callable[[str], str], ...]] = {
    "Nextcloud": (lambda stem: f".{stem}{ENDING}.~3f2a91", lambda stem: f"{stem}{ENDING}.part"),
    "ownCloud": (lambda stem: f"{stem}{ENDING}.ocTransferId12345.part",),
    "Syncthing": (
        lambda stem: f".syncthing.{stem}{ENDING}.tmp",
        lambda stem: f"~syncthing~{stem}{ENDING}.tmp",
    ),
    "Dropbox": (lambda stem: f".~{stem}{ENDING}",),
    "OneDrive": (lambda stem: f"~${stem}{ENDING}", lambda stem: f"~{stem}{ENDING}.tmp"),
    "Google Drive": (lambda stem: f"{stem}{ENDING}.gddownload",),
    "browser": (
        lambda stem: f"{stem}{ENDING}.crdownload",
        lambda stem: f"{stem}{ENDING}.download",
        lambda stem: f"{stem}{ENDING}.filepart",
    ),
}
PLACEHOLDERS: Mapping[str, tuple[Callable[[str], str], ...]] = {
    "iCloud": (lambda stem: f".{stem}{ENDING}.icloud",),
    "Nextcloud": (lambda stem: f"{stem}{ENDING}.nextcloud",),
    "ownCloud": (lambda stem: f"{stem}{ENDING}.owncloud",),
}


def names(table: Mapping[str, tuple[Callable[[str], str], ...]]) -> list[tuple[str, str]]:
    """Every name in TABLE with the name that the file had before."""
    return [(make(stem), f"{stem}{ENDING}") for makes in table.values() for make in makes for stem in STEMS]
