"""Pictures that are too large, that carry something, that are not what they say, or are no pictures at all."""

import io
import struct
import zlib

import numpy as np
from PIL import Image

from tests.studio.hostile.samples import good, saved
from tests.studio.made import jpeg

PAYLOAD = b"<script>PAYLOAD-7f3a</script><?php PAYLOAD-7f3a ?>"
GPS = b"PLACE-OF-THE-CAMERA"


def chunk(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")


def png(
    width: int, height: int, *, bits: int = 8, colour: int = 2, data: bytes = b"", extra: bytes = b""
) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0)
    body = chunk(b"IHDR", head) + extra + chunk(b"IDAT", data or zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + body + chunk(b"IEND", b"")


def pictures() -> dict[str, bytes]:
    """By a name for what is wrong; those whose name begins with `fine` are to be taken and cleaned."""
    return _large() | _strange() | _carrying() | _fine()


def _large() -> dict[str, bytes]:
    zeros = zlib.compress(b"\0" * 60_000_000, 9)
    tall = png(100, 400_000, colour=0, data=zlib.compress(b"\0" * (101 * 400_000), 9))
    found = {f"png of {side} by {side}": png(side, side) for side in (9_000, 30_000, 65_535, 2**31 - 1)}
    found |= {
        "png without a side": png(0, 100),
        "png of 1 by 400 million": png(1, 400_000_000),
        "png of 100 by 400 000": tall,
        "png of one pixel": png(1, 1, data=zlib.compress(b"\0abc")),
        "png with too much data": png(64, 64, data=zeros),
        "png with a text of 60 MB": png(64, 64, extra=chunk(b"zTXt", b"a\0\0" + zeros)),
        "png with an international text of 60 MB": png(
            64, 64, extra=chunk(b"iTXt", b"a\0\x01\0\0\0" + zeros)
        ),
        "png with a profile of 60 MB": png(64, 64, extra=chunk(b"iCCP", b"a\0\0" + zeros)),
        "png with ten thousand chunks": png(64, 64, extra=chunk(b"tEXt", b"a\0b") * 10_000),
        "png with a chunk of 2 GB": b"\x89PNG\r\n\x1a\n" + b"\x7f\xff\xff\xffIHDR",
    }
    plain = good()["jpeg"]
    at = plain.index(b"\xff\xc0") + 5
    for width, height in ((65_500, 65_500), (65_535, 1), (0, 72), (96, 0)):
        found[f"jpeg of {width} by {height}"] = (
            plain[:at] + struct.pack(">HH", height, width) + plain[at + 4 :]
        )
    scans = good()["progressive"]
    scan = scans[scans.rindex(b"\xff\xda") : -2]
    found["jpeg of three thousand scans"] = scans[:-2] + scan * 3_000 + scans[-2:]
    webp = bytearray(good()["webp-lossless"])
    webp[21:25] = b"\xff\xff\xff\xff"
    found["webp of 16384 by 16384"] = bytes(webp)
    return found


def _strange() -> dict[str, bytes]:
    picture = Image.open(io.BytesIO(jpeg(96, 72)))
    found = {
        kind.lower(): saved(picture, kind)
        for kind in ("GIF", "TIFF", "BMP", "PPM", "ICO", "TGA", "PCX", "EPS", "PDF")
    }
    found |= {
        "jpeg 2000": b"\0\0\0\x0cjP  \r\n\x87\n" + b"\0" * 200,
        "psd": b"8BPS\0\x01" + b"\0" * 200,
        "heic": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 200,
        "avif": b"\0\0\0\x18ftypavif\0\0\0\0mif1avif" + b"\0" * 200,
        "png with a wrong sum": png(96, 72).replace(b"IHDR", b"IHDQ", 1),
        "png of 3 bits": png(96, 72, bits=3),
        "png of colour 9": png(96, 72, colour=9),
        "jpeg of comments alone": b"\xff\xd8" + b"\xff\xfe\xff\xff" + b"a" * 65_533 + b"\xff\xd9",
        "jpeg without tables": good()["jpeg"].replace(b"\xff\xdb", b"\xff\xfe").replace(b"\xff\xc4", b"\xff\xfe"),
        "jpeg of markers": b"\xff\xd8\xff" + b"\xff" * 50_000,
        "webp of pieces": b"RIFF\x20\0\0\0WEBPVP8X\x0a\0\0\0\x10\0\0\0\xff\xff\xff\xff\xff\xff",
        "too small": jpeg(63, 64),
        "too narrow": jpeg(2000, 20),
        "a strip in the end": jpeg(4000, 80),
    }  # fmt: skip
    return found


def _carrying() -> dict[str, bytes]:
    """Sound pictures with something else in or behind them, which must not come along."""
    whole, archive = good()["jpeg"], b"PK\x03\x04" + PAYLOAD
    comment = b"\xff\xfe" + (len(PAYLOAD) + 2).to_bytes(2, "big") + PAYLOAD
    found = {
        "fine jpeg with a script as comment": whole[:2] + comment + whole[2:],
        "fine jpeg with an archive behind": whole + archive,
        "fine jpeg with a page behind": whole + PAYLOAD,
        "fine jpeg with a film behind": whole + good()["mp4"] + PAYLOAD,
        "fine png with a page behind": good()["png"] + PAYLOAD,
        "fine webp with a page behind": good()["webp"] + PAYLOAD,
        "fine png with a text": good()["png"][:33] + chunk(b"tEXt", b"a\0" + PAYLOAD) + good()["png"][33:],
        "fine png with a broken profile": good()["png"][:33]
        + chunk(b"iCCP", b"a\0\0" + zlib.compress(PAYLOAD))
        + good()["png"][33:],
    }
    picture = Image.open(io.BytesIO(whole))
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, PAYLOAD.decode()
    exif.get_ifd(0x8825)[29] = GPS.decode()
    for kind in ("JPEG", "PNG", "WEBP"):
        found[f"fine {kind.lower()} that says where"] = saved(picture, kind, exif=exif.tobytes())
    found["fine jpeg with broken exif"] = saved(
        picture, "JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\xff" + PAYLOAD
    )
    return found


def _fine() -> dict[str, bytes]:
    picture = Image.open(io.BytesIO(jpeg(96, 72)))
    rng = np.random.default_rng(3)
    deep = Image.fromarray(rng.integers(0, 65_535, (72, 96)).astype(np.uint16))
    alpha = picture.convert("RGBA")
    alpha.putalpha(120)
    others = [Image.open(io.BytesIO(jpeg(96, 72, seed=seed))) for seed in range(8)]
    return {
        "fine cmyk jpeg": saved(picture.convert("CMYK"), "JPEG"),
        "fine grey jpeg": saved(picture.convert("L"), "JPEG"),
        "fine deep png": saved(deep, "PNG"),
        "fine png of one bit": saved(picture.convert("1"), "PNG"),
        "fine png with a palette": saved(picture.convert("P"), "PNG", transparency=3),
        "fine png that is half seen": saved(alpha, "PNG"),
        "fine moving png": saved(picture, "PNG", save_all=True, append_images=others),
        "fine moving webp": saved(picture, "WEBP", save_all=True, append_images=others),
    }
