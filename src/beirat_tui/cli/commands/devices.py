"""`beirat roster devices` and `revoke`: which devices speak for whom, and the end of that."""

from pathlib import Path

from beirat_tui.cli.answers.roster import DevicePart, DevicesAnswer, RevokedAnswer
from beirat_tui.cli.framework import argument, command, option
from beirat_tui.cli.output import Column, answer, say, table
from beirat_tui.cli.place import Place
from beirat_tui.cli.root_key import root_key, root_key_options
from beirat_tui.domain.errors import InputError
from beirat_tui.domain.text import clean_line
from beirat_tui.services import board, roster
from beirat_tui.services.board_views import BoardView, DeviceView, MemberView
from beirat_tui.wording import N_, _
from beirat_tui.wording.format import moment
from beirat_tui.wording.states import ROLES, word

_KEY_SHOWN = 12
_KEY_ENOUGH = 8
_TYPED = 60
Owned = tuple[MemberView, DeviceView]


def _devices(view: BoardView) -> list[Owned]:
    return [(member, device) for member in view.members for device in member.devices]


@command(
    "devices",
    N_("List all devices with what they may act as, and when each was last heard of."),
    examples=["beirat roster devices"],
    answer="devices-v1",
)
def devices(place: Place) -> None:
    """List devices."""
    with place.session() as session:
        found = _devices(board.board(session))
    if place.json:
        answer(DevicesAnswer(devices=tuple(_part(member, device) for member, device in found)))
        return
    columns = [
        Column(_("Label")),
        Column(_("Name"), flexible=True),
        Column(_("Role")),
        Column(_("Device")),
        Column(_("Last heard of")),
        Column(""),
    ]
    rows = [
        (
            member.label,
            member.name,
            word(ROLES, device.role),
            device.key[:_KEY_SHOWN],
            "" if device.heard is None else moment(device.heard),
            _state(device),
        )
        for member, device in found
    ]
    table(columns, rows)


def _state(device: DeviceView) -> str:
    if device.forked:
        return _("copied: used in two places")
    ended = {"ended": _("ended"), "lost": _("lost"), "retired": _("given up")}
    return "" if device.ended is None else ended.get(device.ended, device.ended)


def _part(member: MemberView, device: DeviceView) -> DevicePart:
    return DevicePart(
        member=member.member,
        label=member.label,
        name=member.name,
        certificate=device.cert,
        key=device.key,
        role=device.role,
        words=device.words,
        heard=device.heard,
        records=device.records,
        ended=device.ended,
        forked=device.forked,
    )


@command(
    "revoke",
    N_("Take a device off the board; what it signed so far stays."),
    more=[
        N_(
            "A device is named by the beginning of its key, or by its member where that is the only one. "
            "The office revokes members' devices; those of chair and office need the root key."
        )
    ],
    examples=["beirat roster revoke M07 --lost", "beirat roster revoke 7dfa1e8c7d1f --root-key root.key"],
    answer="revoked-v1",
)
@argument("device", N_("beginning of the device's key, or the member"), metavar=N_("DEVICE"))
@option("--lost", is_flag=True, help=N_("the device was lost or stolen"))
@root_key_options
def revoke(
    place: Place,
    *,
    device: str,
    lost: bool,
    root_key_: Path | None,
    root_words: Path | None,
    passphrase_file: Path | None,
) -> None:
    """Revoke a device."""
    with place.session() as session:
        chosen = _chosen([each for each in _devices(board.board(session)) if each[1].ended is None], device)
        root = root_key(root_key_, root_words, passphrase_file)
        for _member, each in chosen:
            roster.revoke(session, each.cert, lost=lost, root=root)
    member = chosen[0][0]
    if place.json:
        certificates = tuple(each.cert for _member, each in chosen)
        answer(RevokedAnswer(member=member.member, key=chosen[0][1].key, certificates=certificates))
        return
    told = _("The device {key} no longer speaks for {label} {name}.")
    say(told.format(key=chosen[0][1].key[:_KEY_SHOWN], label=member.label, name=member.name))


def _chosen(devices_: list[Owned], typed: str) -> list[Owned]:
    """The certificates of the one device that TYPED names.

    Raises:
        InputError: ``cli.no-device``, ``cli.several-devices``.
    """
    wanted = typed.strip().casefold()
    found = [each for each in devices_ if len(wanted) >= _KEY_ENOUGH and each[1].key.startswith(wanted)]
    found = found or [
        each for each in devices_ if wanted in {each[0].label.casefold(), each[0].name.casefold()}
    ]
    keys = sorted({each[1].key[:_KEY_SHOWN] for each in found})
    if not keys:
        raise InputError("cli.no-device", device=clean_line(typed, _TYPED))
    if len(keys) > 1:
        raise InputError("cli.several-devices", device=clean_line(typed, _TYPED), found=", ".join(keys))
    return found
