"""What a script could read from a delivered file without looking at the picture: the leak audit's numbers."""

import io
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from PIL import Image

from quizzes.clips.film_features import features_of_film
from quizzes.clips.mp3_features import mp3_features

SOI, EOI, SOS, DQT, DHT, DRI = 0xD8, 0xD9, 0xDA, 0xDB, 0xC4, 0xDD
_MP3 = b"\xff\xfb"
_FRAMES = (0xC0, 0xC1, 0xC2)


@dataclass(frozen=True)
class _Segment:
    code: int
    body: bytes


def features_of(data: bytes, headers: Mapping[str, str]) -> dict[str, float]:
    """Describe a file and the response headers it travels with, by named numbers.

    Everything but the meaning of the coded picture counts: sizes, where the picture data end and what comes
    after them, markers, tables, sampling, dimensions, the bytes of header and tail. A text becomes its
    length and a checksum, so that any difference shows. The bytes of the coded picture are counted and
    packed too, though they come from the picture: they must not tell either.
    """
    found = {"file.size": float(len(data)), "file.packed": float(len(zlib.compress(data, 6)))}
    found |= features_of_headers(headers)
    if data[:2] == bytes((0xFF, SOI)):
        return found | _jpeg(data)
    if data[:2] == _MP3:
        return found | mp3_features(data) | _bytes("coded", data)
    if data[4:8] == b"ftyp":
        # Up to the coded film: in a short one that begins within the first kilobyte.
        header = data[: min(1024, data.find(b"mdat"))]
        return found | features_of_film(data) | _bytes("header", header) | _bytes("tail", data[-1024:])
    return found | _other(data)


def features_of_headers(headers: Mapping[str, str]) -> dict[str, float]:
    """Describe response headers: how many, and of each its length and a checksum."""
    found: dict[str, float] = {"response.headers": float(len(headers))}
    for name, value in headers.items():
        key = f"response.{name.lower()}"
        found |= {f"{key}.length": float(len(value)), f"{key}.sum": float(zlib.crc32(value.encode()))}
    return found


def _other(data: bytes) -> dict[str, float]:
    with Image.open(io.BytesIO(data)) as image:
        size = {"image.width": float(image.width), "image.height": float(image.height)}
    return size | _bytes("header", data[:1024]) | _bytes("tail", data[-1024:])


def _jpeg(data: bytes) -> dict[str, float]:
    segments, start = _segments(data)
    end = data.find(bytes((0xFF, EOI)), start)
    end = len(data) if end < 0 else end
    coded = data[start:end]
    picture = coded.rstrip(b"\xff\x00")
    found = {
        "coded.end": float(end),
        "coded.fill": float(len(coded) - len(picture)),
        "coded.stuffed": float(picture.count(b"\xff\x00")),
        "coded.restarts": float(sum(picture.count(bytes((0xFF, code))) for code in range(0xD0, 0xD8))),
        "markers": float(len(segments)),
    }
    for index, segment in enumerate(segments):
        found[f"marker.{index}.code"] = float(segment.code)
        found[f"marker.{index}.length"] = float(len(segment.body))
        found[f"marker.{index}.sum"] = float(zlib.crc32(segment.body))
        found |= _table(segment)
    found |= _bytes("coded", coded)
    return found | _bytes("header", data[:start]) | _bytes("tail", data[end + 2 :])


def _segments(data: bytes) -> tuple[list[_Segment], int]:
    """Return the segments up to the first scan, and where its coded data begin."""
    found: list[_Segment] = []
    for segment, after in _walk(data):
        found.append(segment)
        if segment.code == SOS:
            return found, after
    return found, len(data)


def _walk(data: bytes) -> Iterator[tuple[_Segment, int]]:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        if data[at + 1] == 0xFF:
            at += 1
            continue
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        yield _Segment(data[at + 1], data[at + 4 : at + 2 + length]), at + 2 + length
        at += 2 + length


def _table(segment: _Segment) -> dict[str, float]:
    body = segment.body
    if segment.code == DQT:
        return {
            f"quantisation.{body[at] & 15}.{place}": float(value)
            for at in range(0, len(body) - 64, 65)
            for place, value in enumerate(body[at + 1 : at + 65])
        }
    if segment.code == DHT:
        return {
            f"huffman.{body[0]}.{length}": float(count) for length, count in enumerate(body[1:17], start=1)
        }
    if segment.code in _FRAMES:
        found = {
            "image.coding": float(segment.code),
            "image.height": float(int.from_bytes(body[1:3], "big")),
            "image.width": float(int.from_bytes(body[3:5], "big")),
        }
        return found | {f"sampling.{body[at]}": float(body[at + 1]) for at in range(6, len(body) - 2, 3)}
    if segment.code == DRI:
        return {"restart.interval": float(int.from_bytes(body[:2], "big"))}
    return {}


def _bytes(name: str, data: bytes) -> dict[str, float]:
    counts = np.bincount(np.frombuffer(data, np.uint8), minlength=256)
    shares = counts[counts > 0] / max(1, len(data))
    found = {
        f"{name}.length": float(len(data)),
        f"{name}.entropy": float(-(shares * np.log2(shares)).sum()),
    }
    coarse = counts.reshape(16, 16).sum(axis=1)
    # The length is a feature of its own; shares keep the histogram from saying it sixteen times more.
    found |= {f"{name}.bytes.{low:x}_": float(count) / max(1, len(data)) for low, count in enumerate(coarse)}
    return found
