"""The command `beirat` and `python -m beirat_tui`."""

from beirat_tui.cli.main import main

if __name__ == "__main__":
    main()
