"""Markdown to clean HTML: a reader of CommonMark with HTML switched off, and an allow-list behind it."""

from __future__ import annotations

import re
from html import unescape

import nh3
from markdown_it import MarkdownIt

_READER = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
_TAGS = {
    "p", "br", "strong", "em", "a", "ul", "ol", "li", "blockquote", "h3", "h4", "code", "hr",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_TAG = re.compile(r"<[^>]*>")
_BREAK = re.compile(r"</(?:p|li|h3|h4|td|th|blockquote)>|<br>")
_SOURCE = re.compile(r'<a href="#sources"[^>]*>[^<]*</a>')
_WORD = re.compile(r"\w[\w'’\-–.,]*")


def render_markdown(text: str) -> str:
    """HTML of a piece of Markdown. Links may go to https addresses and to places on this site, nowhere else."""
    return _clean(_READER.render(text))


def render_line(text: str) -> str:
    """The same for one line without paragraphs: a caption, an answer."""
    return _clean(_READER.renderInline(" ".join(text.split())))


def count_words(html: str) -> int:
    """How many words somebody reads in a piece of HTML."""
    return len(_WORD.findall(_TAG.sub(" ", html)))


def text_of(html: str) -> str:
    """What is read of a piece of HTML, on one line."""
    return " ".join(unescape(_TAG.sub(" ", html)).split())


def lines_of(html: str) -> str:
    """The same with a line for each paragraph, entry and heading, and without links to sources."""
    html = _SOURCE.sub("", html)
    return "\n".join(filter(None, (text_of(part) for part in _BREAK.split(html))))


def _clean(html: str) -> str:
    # The reader already writes HTML out as text; the allow-list stands behind it in case that ever changes.
    return nh3.clean(html, tags=_TAGS, attributes={"a": {"href"}}, url_schemes={"https"}).strip()
