"""The catalogue of translations: found in code and templates, merged, compiled and checked without gettext's programs."""

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from literacy.environment import BASE_DIR

SOURCES = ("literacy", "quizzes", "templates")
LOCALE = BASE_DIR / "literacy" / "locale"
LANGUAGES = ("nl",)  # msgids are English, so English needs no catalogue
HEADER = "# Second Look in another language. Made by `manage.py messages`; write the msgstr lines by hand.\n#"

_CALLS = dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"))
_PLURALS = dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2))
_CONTEXTS = dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2))
_BOTH = dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3))
_KEYWORDS: dict[str, Any] = {**_CALLS, **_PLURALS, **_CONTEXTS, **_BOTH}

_PLACEHOLDER = re.compile(r"%\(\w+\)[#0\- +]*\d*(?:\.\d+)?[a-zA-Z]|%[sdr]|\{\w*\}")

Identity = tuple[str | None, str | tuple[str, ...]]


@dataclass(frozen=True)
class Fault:
    """One thing wrong with one entry: `kind` is missing, fuzzy, obsolete or placeholders."""

    kind: str
    msgid: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.msgid!r}"


def catalogue_path(language: str, ending: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / f"django.{ending}"


def _python_messages(code: str) -> Iterator[tuple[Identity, bool]]:
    """The messages of Python source: (context, msgid or (singular, plural)), and whether %-formatting applies."""
    for _line, function, found, _comments in extract_python(
        io.BytesIO(code.encode()), _KEYWORDS, [], {"encoding": "utf-8"}
    ):
        parts = found if isinstance(found, tuple) else (found,)
        order = _KEYWORDS[str(function)] or (1,)
        context: str | None = None
        texts: list[str] = []
        for place in order:
            number = place[0] if isinstance(place, tuple) else place
            part = parts[number - 1] if number <= len(parts) else None
            if not isinstance(part, str):  # computed text cannot be looked up in a catalogue
                break
            if isinstance(place, tuple):
                context = part
            else:
                texts.append(part)
        if len(texts) == sum(not isinstance(place, tuple) for place in order) and texts[0]:
            yield (context, texts[0] if len(texts) == 1 else tuple(texts)), True


def _texts_of(path: Path) -> str:
    """Python to find messages in. A template becomes lines of calls, whose indentation means nothing and is dropped."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return source
    return "\n".join(line.strip() for line in templatize(source, origin=str(path)).splitlines())


def source_files(roots: Iterable[Path]) -> Iterator[Path]:
    """Every file that may hold a message, in a fixed order."""
    for root in roots:
        for path in sorted(root.rglob("*")):
            if path.suffix in {".py", ".html", ".txt"} and "migrations" not in path.parts:
                yield path


def extract(roots: Iterable[Path] | None = None) -> set[Identity]:
    """Every message of the sources. The same singular with and without a plural is one message, with the plural."""
    found: set[Identity] = set()
    for path in source_files(roots if roots is not None else [BASE_DIR / name for name in SOURCES]):
        found.update(identity for identity, _ in _python_messages(_texts_of(path)))
    plural = {(context, text[0]) for context, text in found if isinstance(text, tuple)}
    return {identity for identity in found if identity not in plural}


def read(path: Path, language: str) -> Catalog:
    """The catalogue on file, or an empty one."""
    if path.exists():
        with path.open("rb") as file:
            return read_po(file, locale=language)
    return Catalog(locale=language)


def _key(message: Message) -> tuple[str | None, str]:
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def merge(messages: Iterable[Identity], known: Catalog, language: str) -> Catalog:
    """A catalogue of exactly these messages, with the translations already known. Nothing is guessed."""
    merged = Catalog(locale=language, header_comment=HEADER, charset="utf-8")
    have = {_key(message): message for message in known if message.id}
    for context, text in sorted(
        messages, key=lambda m: (m[1] if isinstance(m[1], str) else m[1][0], m[0] or "")
    ):
        singular = text if isinstance(text, str) else text[0]
        old = have.get((context, singular))
        translated = (
            old.string
            if old is not None and isinstance(old.string, tuple | list) == isinstance(text, tuple)
            else ""
        )
        merged.add(
            text,
            translated or ("" if isinstance(text, str) else ("", "")),
            context=context,
            flags=["fuzzy"] if old is not None and old.fuzzy else [],
        )
    return merged


def po_bytes(catalog: Catalog) -> bytes:
    """The catalogue as text without dates and line numbers, so that branches merge and a second run changes nothing."""
    out = io.BytesIO()
    write_po(
        out, catalog, width=0, no_location=True, sort_output=False, omit_header=True, ignore_obsolete=True
    )
    plural = catalog.plural_forms
    head = (
        f'{HEADER}\nmsgid ""\nmsgstr ""\n"Language: {catalog.locale_identifier}\\n"\n'
        f'"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: {plural}\\n"\n\n'
    )
    return (head + out.getvalue().decode().strip() + "\n").encode()


def faults(messages: set[Identity], catalog: Catalog) -> list[Fault]:
    """What keeps the catalogue from being complete: missing, fuzzy, obsolete, or other placeholders than the msgid."""
    wrong: list[Fault] = []
    wanted = {(context, text if isinstance(text, str) else text[0]): text for context, text in messages}
    have = {_key(message): message for message in catalog if message.id}
    for key, text in sorted(wanted.items(), key=lambda pair: pair[0][1]):
        message = have.get(key)
        string = message.string if message is not None else None
        strings = [string] if isinstance(string, str) else list(string or ())
        if (
            message is None
            or not strings
            or not all(strings)
            or isinstance(text, tuple) != (len(strings) > 1)
        ):
            wrong.append(Fault("missing", key[1]))
        elif message.fuzzy:
            wrong.append(Fault("fuzzy", key[1]))
        elif not _same_placeholders(text, strings):
            wrong.append(Fault("placeholders", key[1]))
    wrong += [Fault("obsolete", key[1]) for key in sorted(have, key=lambda k: k[1]) if key not in wanted]
    wrong += [Fault("obsolete", str(message.id)) for message in catalog.obsolete.values()]
    return wrong


def _same_placeholders(text: str | tuple[str, ...], strings: list[str]) -> bool:
    """Each form uses no placeholder the msgid lacks, and the last (plural) form uses all of them."""
    allowed = set(_PLACEHOLDER.findall(text if isinstance(text, str) else " ".join(text)))
    return (
        all(set(_PLACEHOLDER.findall(s)) <= allowed for s in strings)
        and set(_PLACEHOLDER.findall(strings[-1])) == allowed
    )


def compile_catalogue(language: str) -> bool:
    """Write the .mo file when the .po is newer. Returns whether it was written. Replaced at once, so readers never see half."""
    po, mo = catalogue_path(language, "po"), catalogue_path(language, "mo")
    if mo.exists() and mo.stat().st_mtime_ns >= po.stat().st_mtime_ns:
        return False
    fresh = mo.with_suffix(".mo.new")
    with fresh.open("wb") as file:
        write_mo(file, read(po, language))
    fresh.replace(mo)
    return True
