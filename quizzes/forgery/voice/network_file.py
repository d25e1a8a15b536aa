"""Reading a neural network from an ONNX file: its nodes in order, their settings, and its weights."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

_TYPES = {1: "<f4", 2: "u1", 3: "i1", 6: "<i4", 7: "<i8", 9: "?", 11: "<f8"}
_VARINT, _EIGHT_BYTES, _BYTES, _FOUR_BYTES = 0, 1, 2, 5


class NetworkError(ValueError):
    """The file is no network that can be run here; `str(error)` is a sentence."""


@dataclass(frozen=True)
class Node:
    """One step: the operator, the names of what it takes and gives ("" where nothing), and its settings."""

    operator: str
    takes: tuple[str, ...]
    gives: tuple[str, ...]
    settings: dict[str, Any]


@dataclass(frozen=True)
class Network:
    """Nodes in the order in which they are run, weights by name, and the names of what comes out."""

    nodes: tuple[Node, ...]
    weights: dict[str, NDArray[Any]]
    results: tuple[str, ...]


def read_network(data: bytes) -> Network:
    """Read an ONNX file (protocol buffers, fields as in onnx.proto of ONNX 1.16); raises `NetworkError`."""
    try:
        graph = next(value for field, value in _fields(data) if field == 7)
        nodes = tuple(_node(value) for field, value in _fields(graph) if field == 1)
        weights = dict(_tensor(value) for field, value in _fields(graph) if field == 5)
        results = tuple(_name(value) for field, value in _fields(graph) if field == 12)
    except (StopIteration, IndexError, KeyError, ValueError) as error:
        raise NetworkError("The file is not a network in the form of ONNX, or not whole.") from error
    return Network(nodes, weights, results)


def _fields(data: bytes) -> Iterator[tuple[int, Any]]:
    """Return number and value of each field of a message: whole numbers, or bytes."""
    place = 0
    while place < len(data):
        key, place = _varint(data, place)
        kind = key & 7
        if kind == _VARINT:
            value, place = _varint(data, place)
            yield key >> 3, value
            continue
        if kind == _BYTES:
            length, place = _varint(data, place)
        elif kind in (_EIGHT_BYTES, _FOUR_BYTES):
            length = 8 if kind == _EIGHT_BYTES else 4
        else:
            raise ValueError(f"kind {kind}")
        if place + length > len(data):
            raise ValueError("cut off")
        yield key >> 3, data[place : place + length]
        place += length


def _varint(data: bytes, place: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[place]
        value |= (byte & 127) << shift
        place, shift = place + 1, shift + 7
        if byte < 128:
            return value, place


def _signed(value: int) -> int:
    return value - (1 << 64) if value >> 63 else value


def _name(data: bytes) -> str:
    name: bytes = next(value for field, value in _fields(data) if field == 1)
    return name.decode()


def _node(data: bytes) -> Node:
    takes, gives, settings, operator = [], [], {}, ""
    for field, value in _fields(data):
        if field == 1:
            takes.append(value.decode())
        elif field == 2:
            gives.append(value.decode())
        elif field == 4:
            operator = value.decode()
        elif field == 5:
            name, setting = _setting(value)
            settings[name] = setting
    return Node(operator, tuple(takes), tuple(gives), settings)


def _setting(data: bytes) -> tuple[str, Any]:
    name, many = "", []
    found: Any = None
    for field, value in _fields(data):
        if field == 1:
            name = value.decode()
        elif field == 2:
            found = float(np.frombuffer(value, "<f4")[0])
        elif field == 3:
            found = _signed(value)
        elif field == 4:
            found = value.decode()
        elif field == 5:
            found = _tensor(value)[1]
        elif field == 8:
            many += _whole_numbers(value)
    return name, many or found


def _whole_numbers(value: int | bytes) -> list[int]:
    """Return the numbers of a repeated field, packed or not."""
    if isinstance(value, int):
        return [_signed(value)]
    numbers, place = [], 0
    while place < len(value):
        number, place = _varint(value, place)
        numbers.append(_signed(number))
    return numbers


def _tensor(data: bytes) -> tuple[str, NDArray[Any]]:
    name, kind, raw = "", 1, b""
    shape: list[int] = []
    numbers: list[int] = []
    for field, value in _fields(data):
        if field == 1:
            shape += _whole_numbers(value)
        elif field == 2:
            kind = value
        elif field in (4, 9):
            raw += value
        elif field in (5, 7):
            numbers += _whole_numbers(value)
        elif field == 8:
            name = value.decode()
    flat = np.array(numbers, _TYPES[kind]) if numbers else np.frombuffer(raw, _TYPES[kind])
    return name, flat.reshape(shape)
