"""What a script could read from a delivered film without decoding it: the leak audit's numbers for mp4."""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import av
import numpy as np

_CONTAINERS = (b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts", b"dinf", b"udta")
_NAMES = {1: "inter", 5: "key", 6: "message"}


def features_of_film(data: bytes) -> dict[str, float]:
    """Describe an mp4 file by named numbers: its boxes, its index, the counts and the order of its bytes.

    Each box counts with its length and a checksum, except that of the coded film, which counts with its
    length, its bytes and how far it can be packed.
    """
    found: dict[str, float] = {}
    for number, (name, body) in enumerate(_boxes(data)):
        key = f"box.{number}.{name.decode('latin-1')}"
        found[f"{key}.length"] = float(len(body))
        if name != b"mdat":
            found[f"{key}.sum"] = float(zlib.crc32(body))
            continue
        counts = np.bincount(np.frombuffer(body, np.uint8), minlength=256)
        found |= {f"{key}.byte.{value:02x}": float(count) for value, count in enumerate(counts)}
        found[f"{key}.packed"] = float(len(zlib.compress(body, 1)))
    return found


def frame_sizes(data: bytes) -> list[int]:
    """Return the bytes that each sample of the first track takes, as the index of the file says."""
    for name, body in _boxes(data):
        if name == b"stsz":
            same, count = int.from_bytes(body[4:8], "big"), int.from_bytes(body[8:12], "big")
            return [same] * count if same else np.frombuffer(body[12:], ">u4")[:count].tolist()
    return []


def coded_sizes(data: bytes) -> dict[str, float]:
    """Describe what only a script that takes H.264 apart could know: how long the coded pictures really are.

    No filling hides this; see docs/algorithms/film-files.md.
    """
    body = next(body for name, body in _boxes(data) if name == b"mdat")
    lengths: dict[str, list[int]] = {name: [] for name in _NAMES.values()}
    at = 0
    while at + 5 <= len(body):
        length = int.from_bytes(body[at : at + 4], "big")
        kind = _NAMES.get(body[at + 4] & 31)
        if kind is not None:
            lengths[kind].append(length)
        at += 4 + length
    return _summed(lengths)


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Give every box as (name, body), those inside others too, in the order of the file."""
    at = 0
    while at + 8 <= len(data):
        size, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        start = 8
        if size == 1:
            size, start = int.from_bytes(data[at + 8 : at + 16], "big"), 16
        size = size or len(data) - at
        if size < start:
            return
        body = data[at + start : at + size]
        yield name, body
        if name in _CONTAINERS:
            yield from _boxes(body)
        at += size


def seen_in(path: Path) -> dict[str, float]:
    """Describe what any script learns that plays a film and looks: how much moves, and how much detail there is.

    No file can hide it. It is measured to compare `coded_sizes` with.
    """
    moves, detail, before = [], [], None
    with av.open(str(path), format="mov") as file:
        for frame in file.decode(video=0):
            light = frame.to_ndarray(format="gray").astype(np.float32)
            detail.append(float(np.abs(np.diff(light, axis=1)).mean()))
            if before is not None:
                moves.append(float(np.abs(light - before).mean()))
            before = light
    return _summed({"moves": moves, "detail": detail})


def _summed(rows: Mapping[str, Sequence[float]]) -> dict[str, float]:
    return {
        f"{kind}.{name}": float(value)
        for kind, values in rows.items()
        if values
        for name, value in (
            ("sum", np.sum(values)),
            ("spread", np.std(values)),
            ("least", np.min(values)),
            ("most", np.max(values)),
        )
    }
