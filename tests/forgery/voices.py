"""A voice small enough for a test: a network file without a single node, which always hums the same vowel."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

FRAMES = 60
HERTZ = 200.0


def varint(value: int) -> bytes:
    found = b""
    while value > 127:
        found, value = found + bytes([value & 127 | 128]), value >> 7
    return found + bytes([value])


def field(number: int, value: bytes | int) -> bytes:
    """One field of a protocol buffer."""
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    return varint(number << 3 | 2) + varint(len(value)) + value


def weight(name: str, values: NDArray[np.float32]) -> bytes:
    shape = b"".join(field(1, size) for size in values.shape)
    return field(5, shape + field(2, 1) + field(8, name.encode()) + field(9, values.astype("<f4").tobytes()))


def network(*parts: bytes, results: tuple[str, ...]) -> bytes:
    graph = b"".join(parts) + b"".join(field(12, field(1, name.encode())) for name in results)
    return field(1, 8) + field(7, graph)


def node(operator: str, takes: tuple[str, ...], gives: str, settings: bytes = b"") -> bytes:
    names = b"".join(field(1, each.encode()) for each in takes) + field(2, gives.encode())
    return field(1, names + field(4, operator.encode()) + settings)


def humming(**other: NDArray[Any]) -> bytes:
    """The file of the voice that hums; `other` replaces what it says."""
    shape = (1, 601, FRAMES)
    said = {
        "lh": np.full(shape, -3.0),
        "theta": np.zeros(shape),
        "ln": np.full(shape, -20.0),
        "lr": np.full(shape, -20.0),
        "phi": np.zeros(shape),
        "f0": np.full((1, FRAMES), HERTZ),
    } | other
    parts = [weight(name, values.astype(np.float32)) for name, values in said.items()]
    return network(*parts, results=tuple(said))
