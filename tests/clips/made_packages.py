"""Made-up packages, and download programs that fail as they are told to."""

import hashlib
import io
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from quizzes.clips import package_tools, packages

PHOTO = b"the bytes of a photograph" * 100
OTHER = b"the bytes of another one" * 100
PATH, OTHER_PATH = "holiday/data/beach.jpg", "holiday/data/hills.JPG"


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


MEMBERS = {PATH: sha(PHOTO)}


def write_wheel(folder: Path, members: dict[str, bytes]) -> Path:
    """Write a wheel that pip accepts, so that the real pip fetches it from a folder instead of a registry."""
    path = folder / "holiday-1.0-py3-none-any.whl"
    info = "holiday-1.0.dist-info"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as wheel:
        for name, data in members.items():
            wheel.writestr(name, data)
        wheel.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: holiday\nVersion: 1.0\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", "")
    return path


def write_tarball(folder: Path, members: dict[str, bytes]) -> Path:
    path = folder / "holiday-1.0.tgz"
    with tarfile.open(path, "w:gz") as tarball:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tarball.addfile(info, io.BytesIO(data))
    return path


def downloads(archive: Callable[[Path], Path]) -> Callable[[str, str, Path], Path]:
    return lambda package, version, into: archive(into)


def use(monkeypatch: pytest.MonkeyPatch, source: str, archive: Callable[[Path], Path]) -> None:
    monkeypatch.setattr(packages, "_DOWNLOADS", {source: downloads(archive)})


def files_in(cache: Path) -> list[str]:
    return sorted(path.name for path in cache.rglob("*") if path.is_file())


def tool_that_says(monkeypatch: pytest.MonkeyPatch, said: str, code: int = 1) -> None:
    """Let the download program be one that prints `said` on its error channel and ends with `code`."""
    real = package_tools.run_tool
    script = f"import os, sys; sys.stderr.write({said!r}); sys.stderr.flush(); "
    script += f"os.kill(os.getpid(), {-code})" if code < 0 else f"sys.exit({code})"

    def run(command: object, package: str, version: str, *, cwd: Path) -> str:
        return real([sys.executable, "-c", script], package, version, cwd=cwd)

    monkeypatch.setattr(package_tools, "run_tool", run)
