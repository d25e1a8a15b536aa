"""Films and sounds that lie about themselves, hold too much, or carry something that must not come along."""

import struct

import numpy as np

from tests.studio.hostile.boxes import box, changed, patched, with_body
from tests.studio.hostile.pictures import PAYLOAD
from tests.studio.hostile.samples import film, good, recording
from tests.studio.made import jpeg, wav

_HUGE = b"\xff\xff\xff\xff"


def recordings() -> dict[str, bytes]:
    """By a name for what is wrong; those whose name begins with `fine` are to be taken and cleaned."""
    return _lying_films() | _lying_matroskas() | _large() | _lying_sounds() | _carrying()


def _lying_films() -> dict[str, bytes]:
    plain = good()["mp4"]
    found = {
        f"mp4 whose {name.decode()} says {value.hex()} at {at}": patched(plain, name, at, value)
        for name, at, value in (
            (b"mvhd", 12, b"\0\0\0\0"), (b"mvhd", 16, b"\x7f\xff\xff\xff"), (b"mdhd", 12, b"\0\0\0\0"),
            (b"mdhd", 16, b"\x7f\xff\xff\xff"), (b"tkhd", 76, _HUGE * 2), (b"stsd", 40, b"\xff\xff\xff\xff"),
            (b"stsd", 4, _HUGE), (b"stsd", 8, _HUGE), (b"stts", 4, _HUGE), (b"stts", 8, _HUGE), (b"stts", 12, _HUGE),
            (b"stsz", 8, _HUGE), (b"stsz", 12, _HUGE), (b"stco", 4, _HUGE), (b"stco", 8, _HUGE), (b"stsc", 4, _HUGE),
            (b"stsc", 8, _HUGE), (b"ctts", 4, _HUGE), (b"ctts", 12, b"\x80\0\0\0"), (b"elst", 8, _HUGE),
            (b"elst", 12, b"\x80\0\0\0"), (b"elst", 4, _HUGE), (b"dref", 4, _HUGE), (b"hdlr", 8, b"text"),
            (b"tkhd", 40, b"\0" * 36), (b"stsd", 12, b"zzzz"), (b"stsd", 12, b"rtp "), (b"stsd", 12, b"png "),
        )
    }  # fmt: skip
    squeezed = box(b"dcom", b"zlib") + box(b"cmvd", _HUGE + b"x\x9c")
    deep = b""
    for _ in range(3000):
        deep = box(b"moov", deep)
    found |= {
        "mp4 of boxes in boxes": plain[:32] + deep,
        "mp4 with a box of no size": plain[:32] + b"\0\0\0\0moov",
        "mp4 with a box of all sizes": plain[:32] + b"\0\0\0\x01moov" + b"\x7f" + b"\xff" * 7,
        "mp4 without its data": changed(plain, lambda path, body: None if path == b"mdat" else body),
        "mp4 without its index": changed(plain, lambda path, body: None if path == b"moov" else body),
        "mp4 of noise": with_body(plain, b"mdat", lambda body: bytes(len(body))),
        "mp4 of two thousand tracks": _many_tracks(plain, 2000),
        "mp4 of twenty tracks": _many_tracks(plain, 20),
        "mp4 with a compressed index of nothing": plain[:32] + box(b"moov", box(b"cmov", squeezed)),
        "mp4 in fragments without end": plain[:32] + box(b"moov", box(b"mvex", b"")) + box(b"moof", b"") * 20_000,
    }  # fmt: skip
    return found


def _many_tracks(data: bytes, count: int) -> bytes:
    tracks: list[bytes] = []

    def see(path: bytes, body: bytes) -> bytes:
        if path == b"moov/trak":
            tracks.append(body)
        return body

    changed(data, see)
    more = box(b"trak", tracks[0]) * count
    return changed(data, lambda path, body: body + more if path == b"moov" else body)


def _lying_matroskas() -> dict[str, bytes]:
    plain = good()["mkv"]
    found = {}
    at = plain.index(b"\x44\x89") + 3
    for name, value in (("nan", np.nan), ("inf", np.inf), ("minus", -1e9), ("1e300", 1e300), ("zero", 0.0)):
        found[f"mkv that lasts {name}"] = plain[:at] + struct.pack(">d", value) + plain[at + 8 :]
    scale = plain.index(b"\x2a\xd7\xb1") + 4
    found["mkv whose clock stands"] = plain[:scale] + b"\0\0\0" + plain[scale + 3 :]
    found["mkv whose clock races"] = plain[:scale] + b"\xff\xff\xff" + plain[scale + 3 :]
    found["mkv with a piece of all sizes"] = plain[:60] + b"\x18\x53\x80\x67\x01" + b"\xff" * 7 + plain[60:]
    found["mkv of nests"] = plain[:40] + b"\x18\x53\x80\x67\x01\0\0\0\0\0\xff\xff" * 3000
    wide = plain.index(b"\xb0", plain.index(b"\xe0")) + 2
    found["mkv as wide as can be"] = plain[:wide] + b"\xff" + plain[wide + 1 :]
    return found


def _large() -> dict[str, bytes]:
    return {
        "film of 70 seconds": film("mp4", "libx264", sound="", frames=140, rate=2),
        "film of 4200 by 2400": film("mp4", "mpeg4", sound="", frames=2, size=(4080, 2400)),
        "film of one picture": film("mp4", "libx264", sound="", frames=1),
        "film of 48 by 32": film("mp4", "libx264", sound="", size=(48, 32)),
        "film of twelve tracks": film("matroska", "mpeg4", sound="", tracks=12, frames=4),
        "sound of 11 minutes": _wave(8000, 1, 8, bytes(range(256)) * (8000 * 660 // 256)),
        "sound of 11 minutes as mp3": recording("mp3", "libmp3lame", seconds=3) * 221,
        "sound of 0.2 seconds": wav(0.2),
        "silent sound": _wave(8000, 1, 16, bytes(32_000)),
    }


def _wave(
    rate: int, channels: int, bits: int, data: bytes, *, code: int = 1, size: int | None = None
) -> bytes:
    block = channels * bits // 8
    form = struct.pack("<HHIIHH", code, channels, rate, (rate * block) & 0xFFFFFFFF, block & 0xFFFF, bits)
    length = len(data) if size is None else size
    return (
        b"RIFF"
        + struct.pack("<I", 36 + len(data))
        + b"WAVEfmt \x10\0\0\0"
        + form
        + b"data"
        + struct.pack("<I", length)
        + data
    )


def _lying_sounds() -> dict[str, bytes]:
    noise = np.random.default_rng(5).integers(0, 255, 40_000, dtype=np.uint8).tobytes()
    found = {
        f"wav of {rate} Hz, {channels} channels, {bits} bits, code {code}": _wave(rate, channels, bits, noise, code=code)
        for rate, channels, bits, code in (
            (0, 1, 16, 1), (1, 1, 16, 1), (2**31, 1, 16, 1), (2**32 - 1, 2, 16, 1), (48_000, 0, 16, 1), (8000, 255, 16, 1),
            (8000, 65_535, 16, 1), (8000, 1, 0, 1), (8000, 1, 7, 1), (8000, 1, 64, 1), (8000, 1, 16, 2), (8000, 1, 4, 17),
            (8000, 1, 16, 85), (8000, 1, 16, 0xFFFE), (8000, 1, 16, 0x2000), (8000, 1, 16, 0x1234),
        )
    }  # fmt: skip
    numbers = np.tile(np.array([np.nan, np.inf, -np.inf, 1e30, 0.5], "<f4"), 8000).tobytes()
    flac, mp3 = good()["flac"], good()["mp3"]
    found |= {
        "fine wav without end": _wave(16_000, 1, 16, noise, size=2**32 - 1),
        "wav of numbers that are none": _wave(16_000, 1, 32, numbers, code=3),
        "flac of all samples": flac[:21] + b"\xff" * 5 + flac[26:],
        "flac of no rate": flac[:18] + b"\0\0\0" + flac[21:],
        "flac with a picture of 16 MB": flac[:4] + b"\x06\xff\xff\xff" + flac[4:],
        "mp3 with a tag of 256 MB": b"ID3\x04\0\0\x7f\x7f\x7f\x7f" + mp3[10:],
        "mp3 of sync words": b"\xff\xfb\x90\0" * 10_000,
        "mp3 of free rate": b"\xff\xfb\0\0" * 10_000,
        "ogg of empty pages": (b"OggS\0\x02" + b"\0" * 20 + b"\0") * 3000,
        "ogg of two sounds": good()["ogg"] + good()["opus"],
        "aiff": b"FORM\0\0\0\x40AIFFCOMM" + noise,
        "au": b".snd\0\0\0\x18" + noise,
        "amr": b"#!AMR\n" + noise,
        "midi": b"MThd\0\0\0\x06" + noise,
        "wma": b"\x30\x26\xb2\x75\x8e\x66\xcf\x11" + noise,
        "avi": b"RIFF\xff\0\0\0AVI LIST" + noise,
        "flv": b"FLV\x01\x05\0\0\0\x09" + noise,
        "transport stream": (b"\x47\x40\0\x10" + b"\0" * 184) * 50,
    }
    return found


def _carrying() -> dict[str, bytes]:
    """Sound recordings with something else in them, which must not come along."""
    cover = jpeg(96, 72) + PAYLOAD
    return {
        "fine mp3 with a cover": recording("mp3", "libmp3lame", cover=cover),
        "fine mp4 with a page behind": good()["mp4"] + box(b"free", PAYLOAD),
        "fine mp4 with a page as note": changed(
            good()["mp4"],
            lambda path, body: body + box(b"udta", box(b"meta", PAYLOAD)) if path == b"moov" else body,
        ),
        "fine mkv with an attachment": film("matroska", "libx264", attachment=PAYLOAD * 50),
        "fine wav with a page behind": wav(1.0) + b"LIST" + len(PAYLOAD).to_bytes(4, "little") + PAYLOAD,
    }
