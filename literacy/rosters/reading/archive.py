"""Tables in a zip, read in memory and never further than a limit, whatever the zip says of itself."""

import io
import zipfile
import zlib

from literacy.rosters.reading.rows import ReadingError

MOST_MEMBERS = 60
LARGEST_MEMBER = 40_000_000
LARGEST_SUM = 80_000_000
_KNOWN_WAYS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def is_zip(data: bytes) -> bool:
    """Whether a file says by its first bytes that it is a zip."""
    return data[:4] in (b"PK\x03\x04", b"PK\x05\x06")


def members_of(data: bytes, wanted: tuple[str, ...]) -> dict[str, bytes]:
    """The wanted members of a zip by name, in its first folder or within one folder of it.

    Nothing else in it is opened and nothing is written to disk. Raises ReadingError for what is damaged, shut with a
    password, packed in an unusual way or larger than it may be; sizes are counted as they come, not believed.
    """
    found: dict[str, bytes] = {}
    left = LARGEST_SUM
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > MOST_MEMBERS:
                raise ReadingError("zip-large")
            for member in members:
                name = _plain(member.filename)
                if name not in wanted:
                    continue
                if name in found:
                    raise ReadingError("zip-twice", name=name)
                if member.flag_bits & 0x1:
                    raise ReadingError("zip-locked")
                if member.compress_type not in _KNOWN_WAYS:
                    raise ReadingError("zip-damaged")
                most = min(LARGEST_MEMBER, left)
                with archive.open(member) as opened:
                    content = opened.read(most + 1)
                if len(content) > most:
                    raise ReadingError("zip-large")
                left -= len(content)
                found[name] = content
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, IndexError) as error:
        raise ReadingError("zip-damaged") from error
    return found


def _plain(path: str) -> str:
    """The name of a member in the zip's first folder, or in one folder; "" for what lies deeper or is hidden."""
    parts = path.replace("\\", "/").split("/")
    name = parts[-1].lower()
    return name if len(parts) <= 2 and not parts[0].startswith((".", "__")) else ""
