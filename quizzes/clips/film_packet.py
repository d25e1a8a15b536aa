"""Coded pieces of film and sound, passed on from one file to another."""

from typing import Any

from av.packet import Packet
from av.stream import Stream


def put(packet: "Packet[Any]", stream: Stream, data: bytes | None = None) -> "Packet[Any]":
    """Return a packet at the moment of another, for a stream of another file; `data` may take the place of its own."""
    new: Packet[Any] = Packet(bytes(packet) if data is None else data)
    new.pts, new.dts, new.duration = packet.pts, packet.dts, packet.duration
    new.time_base, new.is_keyframe = packet.time_base, packet.is_keyframe
    new.stream = stream
    return new
