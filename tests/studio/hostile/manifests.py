"""Content Credentials that are forged, broken off, bent or far too large, and data of cameras that were made to hurt."""

import io
import random
import struct
from datetime import UTC, datetime
from functools import cache

from PIL import Image

from quizzes.provenance.certificates import issue_identity, make_authority
from quizzes.provenance.signing import Claim, Parent, sign
from tests.studio.hostile.boxes import box
from tests.studio.hostile.pictures import GPS, PAYLOAD, chunk
from tests.studio.hostile.samples import good, saved
from tests.studio.made import jpeg

CARRIERS = {
    "jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp", "mp4": "video/mp4", "mp3": "audio/mpeg", "wav": "audio/wav",
}  # fmt: skip
_JPEG_MOST = 65_533


@cache
def signed() -> dict[str, bytes]:
    """A file of every kind that can carry credentials, with them in it, signed by somebody nobody knows."""
    now = datetime.now(UTC)
    stranger = issue_identity(make_authority("Nobody", now=now), "Nobody", now=now)
    claim = Claim(PAYLOAD.decode(), "digitalCapture", (PAYLOAD.decode(), GPS.decode()))
    return {
        name: sign(good()[name], mime, claim, stranger, generator="Nobody") for name, mime in CARRIERS.items()
    }


def manifests() -> dict[str, bytes]:
    """By a name for what is wrong; those whose name begins with `fine` are to be taken and cleaned."""
    return _signed_and_broken() | _forged() | _exif() | _xmp()


def _signed_and_broken() -> dict[str, bytes]:
    found = {f"fine {name} with credentials": data for name, data in signed().items()}
    for name, data in signed().items():
        at = data.index(b"c2pa")
        for tenth in (2, 5, 8):
            found[f"{name} with credentials cut at {tenth} tenths"] = data[: len(data) * tenth // 10]
        for seed in range(2):
            rng, bent = random.Random(f"{name} {seed}"), bytearray(data)
            for _ in range(12):
                bent[min(len(bent) - 1, at + rng.randrange(3000))] = rng.randrange(256)
            found[f"{name} with bent credentials {seed}"] = bytes(bent)
    return found


def _forged() -> dict[str, bytes]:
    whole, png = good()["jpeg"], good()["png"]
    label = bytes.fromhex("6332706100110010800000AA00389B71") + b"\x03c2pa\0"
    deep = b""
    for _ in range(2_000):
        deep = box(b"jumb", box(b"jumd", label) + deep)
    stores = {
        "empty": box(b"jumb", box(b"jumd", label)),
        "two thousand deep": deep,
        "of twelve million zeros": box(b"jumb", box(b"jumd", label) + box(b"cbor", bytes(12_000_000))),
        "of cbor that promises four billion": box(
            b"jumb", box(b"jumd", label) + box(b"cbor", b"\xbb\0\0\0\0\xff\xff\xff\xff" * 100)
        ),
        "of cbor nested a million times": box(
            b"jumb", box(b"jumd", label) + box(b"cbor", b"\x81" * 1_000_000)
        ),
        "of json nested a million times": box(b"jumb", box(b"jumd", label) + box(b"json", b"[" * 1_000_000)),
        "that says it is 4 GB": b"\xff\xff\xff\xffjumb" + box(b"jumd", label) + PAYLOAD,
        "of text": b"c2pa jumb " + PAYLOAD,
        "twice": 2 * box(b"jumb", box(b"jumd", label)),
    }
    found = {f"fine jpeg with a manifest {name}": _in_jpeg(whole, store) for name, store in stores.items()}
    found |= {
        f"fine png with a manifest {name}": png[:33] + chunk(b"caBX", store) + png[33:]
        for name, store in stores.items()
    }
    other = signed()["jpeg"]
    # The letter of one picture laid into another.
    segments = other[2 : other.index(b"\xff\xdb")]
    found["fine jpeg with the credentials of another"] = whole[:2] + segments + jpeg(96, 72, seed=5)[2:]
    found["fine jpeg signed twice over"] = _signed_over(other)
    return found


def _signed_over(data: bytes) -> bytes:
    now = datetime.now(UTC)
    other = issue_identity(make_authority("Second Look", now=now), "Second Look", now=now)
    claim = Claim("Trusted", parent=Parent("first", "image/jpeg", data))
    return sign(data, "image/jpeg", claim, other, generator="Second Look")


def _in_jpeg(whole: bytes, store: bytes) -> bytes:
    """Put a manifest store into the segments of a JPEG as C2PA does: each begins with the store's first eight bytes."""
    room = _JPEG_MOST - 18
    pieces = [store[8:][at : at + room] for at in range(0, max(1, len(store) - 8), room)]
    out = whole[:2]
    for number, piece in enumerate(pieces, start=1):
        body = b"JP\0\x01" + struct.pack(">I", number) + store[:8] + piece
        out += b"\xff\xeb" + (len(body) + 2).to_bytes(2, "big") + body
    return out + whole[2:]


def _exif() -> dict[str, bytes]:
    picture = Image.open(io.BytesIO(jpeg(96, 72)))

    def tiff(*entries: bytes, after: int = 0, more: bytes = b"") -> bytes:
        return (
            b"Exif\0\0II*\0\x08\0\0\0"
            + struct.pack("<H", len(entries))
            + b"".join(entries)
            + struct.pack("<I", after)
            + more
        )

    def entry(tag: int, kind: int, count: int, value: int) -> bytes:
        return struct.pack("<HHII", tag, kind, count, value)

    bombs = {
        "that goes round": tiff(entry(0x8769, 4, 1, 8), entry(0x8825, 4, 1, 8), after=8),
        "with four billion values": tiff(entry(271, 2, 0xFFFF_FFFF, 8), entry(272, 5, 0x7FFF_FFFF, 0)),
        "with five thousand entries": tiff(*[entry(tag, 2, 4, 0x41414141) for tag in range(5_000)]),
        "that points outside": tiff(entry(0x8769, 4, 1, 0xFFFF_FFF0), entry(271, 2, 9_000, 60_000)),
        "of kinds there are not": tiff(*[entry(tag, 200 + tag % 50, 1, tag) for tag in range(200)]),
        "with a maker's note of 60 kB": tiff(entry(0x927C, 7, 60_000, 26), more=bytes(60_000)),
        "with a script as maker": tiff(entry(315, 2, len(PAYLOAD), 26), more=PAYLOAD),
        "with a place": tiff(entry(0x8825, 4, 1, 26), more=struct.pack("<H", 1) + entry(29, 2, len(GPS), 44) + bytes(4) + GPS),
    }  # fmt: skip
    found = {f"fine jpeg with exif {name}": saved(picture, "JPEG", exif=data) for name, data in bombs.items()}
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\0\0\xff\xff\xff\xff\x1c\x02\x50\xff\xff" + PAYLOAD
    found["fine jpeg with broken iptc"] = _segment(good()["jpeg"], 0xED, iptc)
    many = b"".join(b"\x1c\x02\x50\0\x04name" for _ in range(7_000))
    block = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + len(many).to_bytes(4, "big") + many
    found["fine jpeg with seven thousand makers"] = _segment(good()["jpeg"], 0xED, block[:_JPEG_MOST])
    return found


def _xmp() -> dict[str, bytes]:
    whole = good()["jpeg"]
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    texts = {
        "that laughs": f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><x>&l11;</x>',
        "that names a file": '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]><x>&f;</x>',
        "without an end": "<x:xmpmeta>" + "<a>" * 15_000,
        "with a place": f'<x exif:GPSLatitude="{GPS.decode()}" photoshop:City="{GPS.decode()}"/>',
        "of makers": "<dc:creator>" + "<rdf:Seq>" * 6_000,
    }
    head = b"http://ns.adobe.com/xap/1.0/\0"
    found = {
        f"fine jpeg with xmp {name}": _segment(whole, 0xE1, (head + text.encode())[:_JPEG_MOST])
        for name, text in texts.items()
    }
    large = b"<x c2pa='" + b"a" * 3_000_000 + b"'/>"
    found["fine png with xmp of 3 MB"] = (
        good()["png"][:33] + chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + large) + good()["png"][33:]
    )
    return found


def _segment(whole: bytes, marker: int, body: bytes) -> bytes:
    return whole[:2] + bytes([0xFF, marker]) + (len(body) + 2).to_bytes(2, "big") + body + whole[2:]


def pointing(address: str) -> dict[str, bytes]:
    """Pictures whose credentials are said to lie elsewhere."""
    said = f'<rdf:Description c2pa="1" dcterms:provenance="{address}" xmlns:dcterms="http://purl.org/dc/terms/"/>'
    xmp = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f"{said}</rdf:RDF></x:xmpmeta>"
    )
    body = b"http://ns.adobe.com/xap/1.0/\0" + xmp.encode()
    return {"jpeg whose credentials lie elsewhere": _segment(good()["jpeg"], 0xE1, body)}
