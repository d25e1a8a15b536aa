"""The plain, unsigned word in a file's own description: how it came to be (IPTC), readable by any photo program.

Sources: IPTC Photo Metadata Standard 2023.2 (DigitalSourceType), XMP Specification Part 3 (where it lies in each format).
"""

import zlib
from xml.sax.saxutils import escape, quoteattr

from quizzes.provenance.signing import SOURCE_TYPES

_JPEG_NAME = b"http://ns.adobe.com/xap/1.0/\0"
_PNG_NAME = b"XML:com.adobe.xmp\0\0\0\0\0"
_MP4_NAME = bytes.fromhex("BE7ACFCB97A942E89C71999491E3AFAC")
_MP3_NAME = b"XMP\0"
_LONGEST = 2_000

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"{source}>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{said}</rdf:li></rdf:Alt></dc:description>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def packet(said: str, source_type: str = "") -> bytes:
    """Return an XMP packet with a sentence as description and, where there is one, the IPTC term for the origin."""
    source = f" Iptc4xmpExt:DigitalSourceType={quoteattr(SOURCE_TYPES + source_type)}" if source_type else ""
    return _PACKET.format(source=source, said=escape(said[:_LONGEST])).encode()


def with_packet(data: bytes, mime: str, xmp: bytes) -> bytes:
    """Return a file with the packet in it; a kind of file in which it has no place stays as it is.

    To be done before signing, so that the signature covers it.
    """
    if mime == "image/jpeg":
        segment = _JPEG_NAME + xmp
        return data[:2] + b"\xff\xe1" + (len(segment) + 2).to_bytes(2, "big") + segment + data[2:]
    if mime == "image/png":
        body = b"iTXt" + _PNG_NAME + xmp
        chunk = (len(body) - 4).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")
        after_head = 8 + 8 + 13 + 4
        return data[:after_head] + chunk + data[after_head:]
    if mime == "video/mp4":
        box = b"uuid" + _MP4_NAME + xmp
        return data + (len(box) + 4).to_bytes(4, "big") + box
    if mime == "audio/wav":
        chunk = b"_PMX" + len(xmp).to_bytes(4, "little") + xmp + b"\0" * (len(xmp) % 2)
        size = int.from_bytes(data[4:8], "little") + len(chunk)
        return data[:4] + size.to_bytes(4, "little") + data[8:] + chunk
    if mime == "audio/mpeg" and not data.startswith(b"ID3"):
        frame = b"PRIV" + (len(_MP3_NAME) + len(xmp)).to_bytes(4, "big") + b"\0\0" + _MP3_NAME + xmp
        return b"ID3\x03\0\0" + _seven_bits(len(frame)) + frame + data
    return data


def _seven_bits(size: int) -> bytes:
    """The length of an ID3 tag: four bytes of seven bits."""
    return bytes((size >> shift) & 0x7F for shift in (21, 14, 7, 0))
