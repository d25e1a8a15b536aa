"""What a link to a half says without being opened: the leak audit's numbers for the text of links."""

import zlib
from urllib.parse import urlsplit


def features_of_link(link: str) -> dict[str, float]:
    """Describe a link: the length of each of its parts, and a checksum of the name that is signed in it.

    The rest of a token is the time, which is rounded, and the signature, which says nothing to whoever has
    not the key; which sitting it is for is drawn at random. Those count by their length alone.
    """
    parts = urlsplit(link)
    found = {"link.length": float(len(link)), "link.query": float(len(parts.query))}
    folders, _slash, token = parts.path.rstrip("/").rpartition("/")
    pieces = [*folders.split("/"), *token.split("~")]
    found |= {f"link.part.{number}": float(len(each)) for number, each in enumerate(pieces)}
    return found | {"link.name": float(zlib.crc32(token.partition(".")[0].encode()))}
