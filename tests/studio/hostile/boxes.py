"""Taking the boxes of an mp4 apart and putting them together, with something changed."""

from collections.abc import Callable

_PARENTS = {b"moov", b"trak", b"mdia", b"minf", b"dinf", b"stbl", b"udta", b"edts"}
Change = Callable[[bytes, bytes], bytes | None]
"""Given the path of a box (as b"moov/trak") and its body, the body it gets, or None to leave it out."""


def box(name: bytes, body: bytes) -> bytes:
    return (len(body) + 8).to_bytes(4, "big") + name + body


def changed(data: bytes, change: Change, path: bytes = b"") -> bytes:
    """Apply a change to every box; sizes are brought up to date."""
    out, at = [], 0
    while at + 8 <= len(data):
        size, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if size < 8:
            break
        own = path + b"/" + name if path else name
        body = data[at + 8 : at + size]
        if name in _PARENTS:
            body = changed(body, change, own)
        new = change(own, body)
        if new is not None:
            out.append(box(name, new))
        at += size
    return b"".join(out)


def with_body(data: bytes, name: bytes, make: Callable[[bytes], bytes]) -> bytes:
    """Change the body of every box of a name."""
    return changed(data, lambda path, body: make(body) if path.endswith(name) else body)


def patched(data: bytes, name: bytes, at: int, value: bytes) -> bytes:
    """Write over some bytes in every box of a name."""
    return with_body(data, name, lambda body: body[:at] + value + body[at + len(value) :])
