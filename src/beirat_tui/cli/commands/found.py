"""`beirat found`: a new board in a new file."""

from pathlib import Path

from beirat_tui import bootstrap
from beirat_tui.cli.answers.start import FoundAnswer
from beirat_tui.cli.asking import passphrase, show_words
from beirat_tui.cli.framework import argument, command, option
from beirat_tui.cli.output import answer, note, say
from beirat_tui.cli.place import Place
from beirat_tui.cli.root_key import FILE
from beirat_tui.cli.table import COMMANDS
from beirat_tui.cli.words import Words
from beirat_tui.domain.errors import StoreError
from beirat_tui.paths import is_there, remove
from beirat_tui.services import founding, root_keys, words
from beirat_tui.wording import N_, _

SUFFIX = ".beirat"
_FOUNDERS = {
    "office": founding.Founder("", "GS"),
    "chair": founding.Founder("", "M01", "m01", "chair", True, ("office", "chair", "member")),  # noqa: FBT003
    "member": founding.Founder("", "M01", "m01", "member", True, ("office", "member")),  # noqa: FBT003
}


@command(
    "found",
    COMMANDS["found"].about,
    more=[
        N_(
            "The founder works for the office. Two root keys are made, which alone can appoint a chair or a "
            "new office: one is saved under a passphrase where --root-key says, the other is shown as 24 "
            "words to be written down. Keep both away from this machine."
        )
    ],
    examples=['beirat found board.beirat --title "Advisory board" --name "Vera Muster" --root-key root.key'],
    answer="found-v1",
)
@argument("board", N_("the new file; the ending .beirat is added"), type=FILE, metavar=N_("NAME.beirat"))
@option("--title", required=True, metavar=N_("TEXT"), help=N_("what the board is called"))
@option("--name", required=True, metavar=N_("NAME"), help=N_("your name"))
@option("--label", metavar=N_("LABEL"), help=N_("your short name on the roster, for example GS or M01"))
@option(
    "--as",
    "place_on_board",
    type=Words(
        {
            "office": ("office", "geschäftsstelle"),
            "chair": ("chair", "vorsitz"),
            "member": ("member", "mitglied"),
        }
    ),
    default="office",
    help=N_("your place on the board besides the office's work: chair and member have a vote"),
)
@option(
    "--rules",
    default=founding.DEFAULT_RULES,
    metavar=N_("NAME"),
    help=N_("rules of procedure; see beirat rules list"),
)
@option(
    "--programme",
    "programmes",
    multiple=True,
    default=founding.DEFAULT_PROGRAMMES,
    metavar=N_("NAME"),
    help=N_("programme whose sketches are judged; may be given several times"),
)
@option("--root-key", type=FILE, metavar=N_("FILE"), help=N_("save the root key here, under a passphrase"))
@option(
    "--passphrase-file",
    type=FILE,
    metavar=N_("FILE"),
    help=N_("read the root key's passphrase from this file"),
)
def found(  # noqa: PLR0913  (one for each option)
    place: Place,
    *,
    board: Path,
    title: str,
    name: str,
    label: str | None,
    place_on_board: str,
    rules: str,
    programmes: tuple[str, ...],
    root_key: Path | None,
    passphrase_file: Path | None,
) -> None:
    """Found a board."""
    path = board if board.suffix == SUFFIX else board.with_name(board.name + SUFFIX)
    if root_key is not None and is_there(root_key):
        raise StoreError("root-key.exists", path=str(root_key))
    secret = passphrase(passphrase_file, new=True) if root_key is not None else ""
    usual = _FOUNDERS[place_on_board]
    founder = founding.Founder(
        name, label or usual.label, usual.member, usual.seat, usual.entitled, usual.roles
    )
    session, keys = founding.found(
        path,
        place.private(),
        bootstrap.surroundings(),
        title=title,
        founder=founder,
        rules=rules,
        programmes=programmes,
    )
    session.close()
    if root_key is not None:
        try:
            root_keys.save(root_key, keys.root, secret)
        except BaseException:
            # Without its root key nobody could ever appoint a chair: better no board.
            remove(path)
            raise
    bootstrap.remember(session)
    written = None if root_key is not None else tuple(words.written(keys.root.seed))
    if place.json:
        answer(
            FoundAnswer(
                board=str(path),
                id=session.id,
                member=founder.member,
                root_key=None if root_key is None else str(root_key),
                root_words=written,
                spare_words=tuple(keys.spare_words()),
            )
        )
        return
    say(_("The board “{title}” has been founded: {path}").format(title=session.title, path=path))
    if root_key is not None:
        say(_("The root key is saved in {path}. Take it off this machine.").format(path=root_key))
    else:
        note(_("The root key. Write these words down; they are shown this once:"))
        show_words(list(written or ()))
    note(_("The spare root key. Write these words down as well, and keep them in another place:"))
    show_words(keys.spare_words())
