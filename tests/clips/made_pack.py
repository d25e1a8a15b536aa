"""Packs made up for tests: a folder with real pictures and a manifest."""

import hashlib
import io
import json
from pathlib import Path
from typing import Any

from PIL import Image

from tests.clips.made_library import picture

HEAD = {
    "title": "Made up",
    "licence": "CC0-1.0",
    "creator": "The test",
    "people": "none: generated",
    "technique": "full-synthesis-face",
    "generator": "Model 3",
}


def photo(number: int, side: int = 480, **options: Any) -> bytes:
    """A JPEG of a made-up picture."""
    out = io.BytesIO()
    Image.fromarray(picture(number, side, side)).save(out, "JPEG", quality=92, **options)
    return out.getvalue()


class MadePack:
    """Writes a pack: `add` puts a file and its entry in, `write` the manifest; `head` is said for all clips."""

    def __init__(self, folder: Path, **head: Any) -> None:
        self.folder = folder
        self.head: dict[str, Any] = HEAD | head
        self.clips: list[dict[str, Any]] = []
        folder.mkdir(parents=True)

    def add(self, name: str, data: bytes, **keys: Any) -> None:
        (self.folder / name).write_bytes(data)
        self.clips.append({"file": name, "sha256": hashlib.sha256(data).hexdigest()} | keys)

    def write(self) -> Path:
        lines = [f"{key} = {json.dumps(value)}" for key, value in self.head.items() if value is not None]
        for clip in self.clips:
            lines += ["[[clip]]", *(f"{key} = {json.dumps(value)}" for key, value in clip.items())]
        (self.folder / "pack.toml").write_text("\n".join(lines))
        return self.folder
