"""What an uploaded file is, told by how it begins: never by its name, nor by what a browser says of it."""

from dataclasses import dataclass

HEAD_BYTES = 64


@dataclass(frozen=True)
class Kind:
    """A format that is opened, and what may be in it.

    `format` is the one demuxer that opens it (empty for pictures). `holds` is `photo`, `sound`, or `film` for
    what has to be opened to see whether there are pictures in it.
    """

    format: str
    holds: str


_STILLS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis"}
_STARTS = (
    (b"\xff\xd8\xff", Kind("", "photo")),
    (b"\x89PNG\r\n\x1a\n", Kind("", "photo")),
    (b"\x1aE\xdf\xa3", Kind("matroska", "film")),
    (b"\x00\x00\x01\xba", Kind("mpeg", "film")),
    (b"ID3", Kind("mp3", "sound")),
    (b"fLaC", Kind("flac", "sound")),
    (b"OggS", Kind("ogg", "sound")),
)


def kind_of(head: bytes) -> Kind | str:
    """Return the kind of a file by its first `HEAD_BYTES` bytes, or the key of the reason why not."""
    if not head:
        return "empty"
    if head[4:8] == b"ftyp":
        return "heic" if head[8:12] in _STILLS else Kind("mov", "film")
    if head[:4] == b"RIFF":
        return {b"WEBP": Kind("", "photo"), b"WAVE": Kind("wav", "sound")}.get(head[8:12], "unknown")
    for start, kind in _STARTS:
        if head.startswith(start):
            return kind
    # An MP3 without tag begins with its first frame: eleven bits that are set, then its version and layer 3.
    if len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2:
        return Kind("mp3", "sound")
    return "unknown"
