"""Text as it comes from other programs: its bytes, what is visible of it, and formulas that are none."""

import codecs
import re
import unicodedata

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FORMULA = "=+\\-@\uff1d\uff0b\uff0d\uff20"
_TO_ESCAPE = re.compile(f"'*[{_FORMULA}]")
_ESCAPED = re.compile(f"'+[{_FORMULA}]")


def decoded(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 or one byte a letter (Windows-1252, Latin-1). Any bytes become some text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace").replace("\0", "")
    half = len(data) // 2
    if half and data.count(0) > half // 2:
        encoding = "utf-16-le" if data[1::2].count(0) >= data[0::2].count(0) else "utf-16-be"
        return data.decode(encoding, "replace").replace("\0", "")
    for encoding in ("utf-8", "cp1252"):
        try:
            return data.decode(encoding).replace("\0", "")
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1").replace("\0", "")


def visible(text: str) -> str:
    """What can be seen of a text on one line: no control signs, no turned direction, one space at a time."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    spaced = "".join(" " if sign.isspace() else sign for sign in unicodedata.normalize("NFC", text))
    seen = "".join(sign for sign in spaced if unicodedata.category(sign)[0] != "C")
    return unicodedata.normalize("NFC", " ".join(seen.split()))


def escaped(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe before what begins like one (OWASP, CSV injection)."""
    return f"'{cell}" if _TO_ESCAPE.match(cell) else cell


def unescaped(cell: str) -> str:
    """The cell as it was before `escaped`. An apostrophe that belongs to a name, as in 't Hart, stays."""
    return cell[1:] if _ESCAPED.match(cell) else cell
