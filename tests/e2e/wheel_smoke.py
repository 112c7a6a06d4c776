"""Install the built wheel where no checkout is, and start the program there.

    python tests/e2e/wheel_smoke.py .make/dist/beirat_tui-….whl

Finds what tests in the checkout cannot see: a catalogue, a preset or a dependency that did not make it into
the wheel. Uses the standard library only, for the environment that it makes has nothing else.
"""

import os
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

TIMEOUT_SECONDS = 300

# Files of these kinds hold what the program reads at run time; all that the checkout has belong in the wheel.
DATA = {
    "src/beirat_tui": (
        "beirat_tui",
        ("**/*.py", "**/*.mo", "**/*.toml", "**/*.sql", "**/*.tcss", "**/*.json", "py.typed"),
    ),
    "fixtures": ("beirat_tui/fixtures", ("**/*.toml", "**/*.json", "**/*.csv", "**/*.docx", "**/*.md")),
}


class SmokeError(Exception):
    """The wheel lacks something, or what it installs does not run."""


def check_contents(wheel: Path, checkout: Path) -> None:
    """Hold the files of WHEEL against the modules and data files of CHECKOUT."""
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    expected = {
        f"{inside}/{path.relative_to(checkout / folder).as_posix()}"
        for folder, (inside, patterns) in DATA.items()
        for pattern in patterns
        for path in (checkout / folder).glob(pattern)
    }
    lacking = sorted(expected - held)
    if not any(name.endswith(".dist-info/licenses/LICENSE") for name in held):
        lacking.append("LICENSE")
    if lacking:
        raise SmokeError(f"the wheel lacks {', '.join(lacking)}")


def run(*command: str | Path, folder: Path, language: str = "de") -> str:
    """Run COMMAND in FOLDER without a terminal, in a clean home and in LANGUAGE; returns what it printed."""
    hidden = (
        "PYTHONPATH",
        "PYTHONHOME",
        "VIRTUAL_ENV",
        "BEIRAT_BOARD",
        "COVERAGE_PROCESS_START",
        "COVERAGE_PROCESS_CONFIG",
    )
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    environment |= {"BEIRAT_HOME": str(folder / "home"), "LANGUAGE": language, "PYTHONWARNINGS": "error"}
    finished = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=TIMEOUT_SECONDS,
    )
    if finished.returncode != 0 or "Traceback" in finished.stderr:
        shown = " ".join(str(part) for part in command)
        raise SmokeError(f"{shown} ended with {finished.returncode}\n{finished.stdout}\n{finished.stderr}")
    return finished.stdout


def install(wheel: Path, folder: Path) -> Path:
    """Make an environment in FOLDER with only WHEEL and what it asks for; returns its scripts folder."""
    venv.create(folder / "environment", with_pip=True)
    scripts = folder / "environment" / ("Scripts" if os.name == "nt" else "bin")
    run(scripts / "python", "-W", "ignore", "-m", "pip", "install", "--quiet", wheel.resolve(), folder=folder)
    return scripts


def check(scripts: Path, folder: Path, version: str) -> None:
    """Start what was installed the ways users start it."""
    beirat = scripts / "beirat"
    printed = run(beirat, "--version", folder=folder)
    if version not in printed:
        raise SmokeError(f"--version says {printed!r}, the wheel is {version}")
    if run(scripts / "python", "-m", "beirat_tui", "--version", folder=folder) != printed:
        raise SmokeError("python -m beirat_tui and beirat say different versions")
    english = run(beirat, "--help", folder=folder, language="en")
    german = run(beirat, "--help", folder=folder)
    if not english.strip() or english == german:
        raise SmokeError(f"--help is the same in German and English: catalogues missing?\n{german}")
    if "demo" in english:
        played = run(beirat, "demo", "--seed", "7", folder=folder)
        if not played.strip():
            raise SmokeError("the demo without a terminal prints nothing")


def main() -> int:
    """Check the wheel named on the command line; returns 1 if it is not fit to be handed out."""
    wheel = Path(sys.argv[1])
    checkout = Path(__file__).parent.parent.parent
    version = wheel.name.split("-")[1]
    try:
        check_contents(wheel, checkout)
        with tempfile.TemporaryDirectory(prefix="beirat-wheel-") as name:
            folder = Path(name)
            check(install(wheel, folder), folder, version)
    except SmokeError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{wheel.name} installs and starts outside the checkout")
    return 0


if __name__ == "__main__":
    sys.exit(main())
