"""The command `beirat` and `python -m beirat_tui`."""

import sys

from beirat_tui.cli.plain_start import at_a_terminal, screens_asked, start


def main() -> None:
    """Show the screens at once where the line asks for nothing else; else do what it says."""
    place = screens_asked(sys.argv[1:]) if at_a_terminal() else None
    if place is not None:
        sys.exit(start(place))
    from beirat_tui.cli.main import main as command_line  # noqa: PLC0415  (the screens need no commands)

    command_line()


if __name__ == "__main__":
    main()
