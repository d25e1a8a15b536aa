"""The clean HTML of a lesson as plain data that the typesetter walks: no text in it can be a command."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

Node = str | dict[str, Any]


def nodes_of(html: str) -> list[Node]:
    """A piece of HTML as nodes: texts, and `{"t": tag, "h": where a link goes, "c": what is inside}`."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.top


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.top: list[Node] = []
        self.open: list[dict[str, Any]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node: dict[str, Any] = {"t": tag, "h": dict(attrs).get("href") or "", "c": []}
        self._inside().append(node)
        if tag not in ("br", "hr"):
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if any(node["t"] == tag for node in self.open):
            while self.open.pop()["t"] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self.open or not data.isspace():  # between paragraphs a line's end is nothing to be set
            self._inside().append(" " if data.isspace() else data)

    def _inside(self) -> list[Node]:
        return self.open[-1]["c"] if self.open else self.top
