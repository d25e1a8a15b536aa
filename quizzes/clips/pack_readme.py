"""The README of an exported pack: what it is, that most of it is false, and whom to thank."""

from collections.abc import Iterable, Mapping
from typing import Any

_HEAD = """# Clips for teaching media literacy

**Some of these pictures, films and sounds are false on purpose.** The name of each file says what it is:

- `…--original` and `…--real`: as its maker made it, at most cropped, cut and scaled.
- `…--manipulated`: changed for teaching. `…--changed` shows in white what was changed in a picture.
- `…--generated`: made by a computer model. What it shows never was.

What is false says so by itself, too: a strip lies below each such picture and film (below the original of a film lies one
that says that it is the original), and each such sound stands between two signals: three falling notes before it, three
rising ones after it. None of that lies in the clip itself, so nothing of it is lost; `within` in `pack.toml` says where in
the file the clip is. Keep the strips and the signals wherever a clip can be seen or heard without these words.

Keep these names, or say in another way that a clip is false, wherever you pass it on. `pack.toml` holds the
truth of every pair, its explanation, and the licence, makers and people of each clip. A site takes the
folder over with `manage.py library import PATH`.

**Sommige van deze foto’s, films en geluiden zijn met opzet vals.** De bestandsnaam zegt welke: `original` en `real` zijn echt,
`manipulated` is bewerkt, `generated` is door een computermodel gemaakt. Onder een vals beeld staat een strook die dat zegt; een vals
geluid staat tussen twee signalen van drie tonen. Laat die erbij als je ze doorgeeft.

{signed}## Makers and licences

A manipulated clip is a work made from the clips that are named with it; their licences hold for it too.

"""

_SIGNED = """Each picture, film and sound says the same inside the file: in words and by the IPTC's term for how it came to be (XMP), and in
signed Content Credentials (C2PA), which name the signer and what was done. Saving a file anew takes them away; keep the names, then.

"""


def readme(entries: Iterable[Mapping[str, Any]], *, is_signed: bool = False) -> str:
    """Return the README (Markdown, English with a warning in Dutch) of these entries of a manifest.

    `is_signed`: the files carry Content Credentials.
    """
    lines = []
    for entry in entries:
        credits = [f"{each['creator']} ({each['licence']})" for each in (entry, *entry["part"])]
        made = f"; made with {entry['generator']}" if entry.get("generator") else ""
        lines.append(f"- `{entry['file']}`: {'; '.join(credits)}{made}")
    return _HEAD.replace("{signed}", _SIGNED if is_signed else "") + "\n".join(lines) + "\n"
