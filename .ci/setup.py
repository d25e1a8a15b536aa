"""Makes the environment in .venv: repeatable, quick, and healing after an interruption."""

import hashlib
import importlib.util
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed.json"
LOG = VENV / "setup.log"

REASONS = (
    (r"No space left on device", "The disk is full. Make some room and run it again."),
    (
        r"DO NOT MATCH THE HASHES",
        "A downloaded package is not the one this project was tested with (its hash differs). "
        "If a proxy or mirror stands between, ask its keeper; nothing was installed from that package.",
    ),
    (
        r"Temporary failure in name resolution|Failed to establish|NewConnectionError|ConnectTimeout|"
        r"ReadTimeout|Connection refused|Network is unreachable|NameResolutionError",
        "The packages could not be fetched: there is no network, or the package index does not answer. "
        "Check the connection and run it again; what was fetched is kept.",
    ),
    (
        r"No matching distribution|Could not find a version",
        "A package is not to be had for this Python and machine, or the package index did not answer.",
    ),
    (
        r"Permission denied",
        "A file could not be written. Look who owns this folder and run it again as that person.",
    ),
)


class SetupFailed(Exception):
    """The environment could not be made; the text is a sentence for a person."""


def _digest(name: str) -> str:
    return hashlib.sha256((ROOT / name).read_bytes()).hexdigest()


def _installed() -> dict[str, str]:
    """What the stamp says is installed; empty when there is no stamp, or the environment does not start."""
    try:
        stamp: dict[str, str] = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}
    home = Path(stamp.get("python", ""))
    return stamp if stamp.get("place") == str(VENV) and home.exists() and PYTHON.exists() else {}


def _make_venv() -> None:
    if importlib.util.find_spec("venv") is None:
        raise SetupFailed("This Python has no `venv` module. On Debian: apt-get install python3-venv")
    with_pip = importlib.util.find_spec("ensurepip") is not None
    if not with_pip and importlib.util.find_spec("pip") is None:
        raise SetupFailed(
            "This Python has neither `ensurepip` nor `pip`. On Debian: apt-get install python3-venv"
        )
    print(f"Making the environment in .venv with Python {sys.version.split()[0]}", flush=True)
    command = [sys.executable, "-m", "venv", "--clear", str(VENV), *([] if with_pip else ["--without-pip"])]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    if made.returncode:
        raise SetupFailed(f"The environment could not be made:\n{(made.stdout + made.stderr).strip()[-600:]}")


def _pip() -> list[str]:
    """pip of the environment, or this Python's pip working on it (Debian without python3-venv)."""
    if (VENV / "bin" / "pip").exists():
        return [str(PYTHON), "-m", "pip"]
    return [sys.executable, "-m", "pip", "--python", str(PYTHON)]


def _progress(total: int, started: float, last: str) -> str:
    """Print where the installation is; returns the line, so that it is printed only when it changed."""
    log = LOG.read_text(errors="replace") if LOG.exists() else ""
    fetched = len(re.findall(r"^Collecting ", log, re.MULTILINE))
    unpacked = len(list(VENV.glob("lib/python*/site-packages/*.dist-info")))
    installing = "Installing collected packages" in log
    word, count = ("installed", min(unpacked, total)) if installing else ("fetched", min(fetched, total))
    bar = "#" * (24 * count // total)
    line = f"  {word:9} {count:3} of {total}  [{bar:24}]"
    if sys.stdout.isatty():
        print(f"\r{line}  {time.monotonic() - started:3.0f} s", end="", flush=True)
    elif line != last and (not last or count % 20 == 0):
        print(line, flush=True)
    return line


def reason(said: str) -> str:
    """What went wrong, in a sentence, from the words of pip."""
    return next(
        (sentence for pattern, sentence in REASONS if re.search(pattern, said)),
        "A package could not be installed.",
    )


def _install(requirements: str) -> None:
    total = len(re.findall(r"^[A-Za-z0-9]", (ROOT / requirements).read_text(), re.MULTILINE))
    print(f"Installing {total} packages of {requirements}", flush=True)
    started, line = time.monotonic(), ""
    command = [
        *_pip(),
        "install",
        "--require-hashes",
        "--progress-bar",
        "off",
        "--no-input",
        "--disable-pip-version-check",
        "-r",
        str(ROOT / requirements),
    ]
    LOG.unlink(missing_ok=True)
    with LOG.open("w") as log:
        pip = subprocess.Popen(
            command,
            stdout=log,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PIP_ROOT_USER_ACTION": "ignore"},
        )
        try:
            while pip.poll() is None:
                line = _progress(total, started, line)
                time.sleep(0.5)
        except KeyboardInterrupt:
            pip.terminate()
            pip.wait()
            raise
    if sys.stdout.isatty():
        print()
    if pip.returncode:
        said = LOG.read_text(errors="replace")
        last = "\n".join("  " + part[:200] for part in said.strip().splitlines()[-4:])
        raise SetupFailed(f"{reason(said)}\nThe last lines of {LOG.relative_to(ROOT)}:\n{last}")
    print(f"  ready after {time.monotonic() - started:.0f} s", flush=True)


def make_environment(*, develop: bool) -> None:
    """Bring .venv up to date with the requirements; raises SetupFailed with a sentence."""
    wanted = {"requirements.txt": _digest("requirements.txt")}
    if develop:
        wanted["requirements-dev.txt"] = _digest("requirements-dev.txt")
    have = _installed()
    if all(have.get(name) == digest for name, digest in wanted.items()):
        return
    if not have:  # none yet, or one whose making was interrupted: half a package is worse than none
        _make_venv()
    STAMP.unlink(missing_ok=True)
    _install("requirements-dev.txt" if develop else "requirements.txt")
    fresh = STAMP.with_suffix(".new")
    fresh.write_text(json.dumps({**wanted, "python": str(PYTHON.resolve()), "place": str(VENV)}))
    fresh.replace(STAMP)


def main() -> int:
    try:
        make_environment(develop="--develop" in sys.argv[1:])
    except SetupFailed as failure:
        print(f"\n{failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nInterrupted. Run it again: it starts from what was already fetched.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
