"""The command `beirat` and `python -m beirat_tui`."""


def main() -> None:
    """Start the command line."""


if __name__ == "__main__":
    main()
