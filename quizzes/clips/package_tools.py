"""Running pip and npm to download one package's archive, and saying in a sentence why they could not."""

import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from quizzes.clips.fetch_errors import (
    CorruptedArchive,
    DiskFull,
    DownloadFailed,
    FetchError,
    Interrupted,
    NoNetwork,
    PackageNotFound,
    ToolMissing,
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

_DISK_FULL = re.compile(r"no space left on device|\bENOSPC\b|not enough space on the disk", re.I)
_NO_NETWORK = re.compile(
    r"name resolution|name or service not known|getaddrinfo|failed to establish a new connection"
    r"|connection (?:broken|refused|aborted|reset|timed out)|connect ?timeout|read ?timed out|read ?timeout"
    r"|network is unreachable|no route to host|proxyerror|sslerror|max retries exceeded"
    r"|\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT)\b",
    re.I,
)
_BROKEN = re.compile(
    r"do not match the hashes|\bis invalid\b|badzipfile|not a zip file|\bEINTEGRITY\b|\bTAR_BAD_ARCHIVE\b",
    re.I,
)
_NOT_FOUND = re.compile(
    r"no matching distribution found|could not find a version|\b(?:E404|ETARGET|notarget)\b", re.I
)
_NO_PIP = re.compile(r"no module named '?pip\b", re.I)


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

    npm's own settings hold; no script of the package is run. Raises `FetchError`, `ToolMissing` without npm.
    """
    npm = shutil.which("npm")
    if npm is None:
        raise ToolMissing(
            f"npm is not on this computer, so the originals of {package} are left out. "
            "The library works without them; install Node.js to have them too."
        )
    command = [
        *(npm, "pack", "--ignore-scripts", "--loglevel=error", "--fetch-retries=2"),
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
        raise NoNetwork(
            f"Downloading {package} {version} took more than {TIME_LIMIT_S // 60} minutes and was stopped. "
            "Check the connection and start again; what is already there is kept."
        ) from error
    if done.returncode != 0:
        raise _explain(done.returncode, f"{done.stderr}\n{done.stdout}", package, version)


def _explain(code: int, said: str, package: str, version: str) -> FetchError:
    # A full disk and a missing network both end in "not found" at pip: the deeper cause is looked for first.
    what = f"{package} {version}"
    if _DISK_FULL.search(said):
        return DiskFull(f"The disk is full: no room to download {what}. Make room and start again.")
    if _NO_PIP.search(said):
        return ToolMissing(
            f"pip is not in this Python, so {what} cannot be downloaded. Run `make setup` first."
        )
    if _NO_NETWORK.search(said):
        return NoNetwork(
            f"No connection to the package registry, so {what} could not be downloaded. "
            "Check the network or the proxy settings and start again."
        )
    if _BROKEN.search(said):
        return CorruptedArchive(f"The archive of {what} arrived damaged. Start again to download it anew.")
    if _NOT_FOUND.search(said):
        return PackageNotFound(
            f"The package registry does not have {what}. If the school uses its own mirror, "
            "ask for this package to be added to it."
        )
    if code < 0 or code in (130, 143):
        return Interrupted(f"The download of {what} was stopped. Start again; what is already there is kept.")
    return DownloadFailed(f"{what} could not be downloaded: {_last_line(said)}")


def _last_line(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return lines[-1][:300] if lines else "the download program failed without saying why."


def _only_archive(folder: Path, pattern: str, package: str, version: str) -> Path:
    found = sorted(folder.glob(pattern))
    if len(found) != 1:
        raise DownloadFailed(f"Downloading {package} {version} gave {len(found)} archives instead of one.")
    return found[0]
