"""Running pip and npm to download one package's archive, and saying in a sentence why they could not."""

import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
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

# One fixed target: the archives are only read, never run, so every computer can take the very same file,
# whatever its own processor and Python.
_TARGET = (
    "--python-version=3.11",
    "--implementation=cp",
    "--abi=cp311",
    "--platform=manylinux_2_28_x86_64",
    "--platform=manylinux2014_x86_64",
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
        re.compile(r"no module named '?pip\b", re.I),
        ToolMissingError,
        "pip is not in this Python, so {what} cannot be downloaded. Run `make setup` first.",
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
        re.compile(r"no matching distribution found|could not find a version|\b(?:E404|ETARGET)\b", re.I),
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


def run_tool(command: Sequence[str], package: str, version: str, *, cwd: Path) -> None:
    """Run a download program in the folder `cwd`; raise the `FetchError` that tells what went wrong."""
    try:
        done = subprocess.run(  # noqa: S603 - the command is ours; package and version are checked names
            command,
            cwd=cwd,
            check=False,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=TIME_LIMIT_S,
        )
    except subprocess.TimeoutExpired as error:
        raise NoNetworkError(
            f"Downloading {package} {version} took more than {TIME_LIMIT_S // 60} minutes and was stopped. "
            "Check the connection and start again; what is already there is kept."
        ) from error
    if done.returncode != 0:
        raise _explain(done.returncode, f"{done.stderr}\n{done.stdout}", package, version)


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
