"""Gathers static files so that many small ones become few: what a style or script imports is put where it asks for it.

In `static/` a file does one thing and names the others it needs: `@import "tokens.css";` in styles,
`import { Stage } from "./stage.js";` or `import "./outbox.js";` in scripts. Browsers understand both, and
tests run them so. Whoever is served
gets each style and script with all it needs in one file, without comments and indents: fewer requests, fewer bytes.
See docs/adr/0017-small-files-joined-when-gathered.md.
"""

import posixpath
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

OWN = ("css/", "js/")  # what others bring along is served as they made it
_STYLE = re.compile(r'^@import "([\w./-]+\.css)";$', re.MULTILINE)
_SCRIPT = re.compile(r'^import (?:\{ ([\w, ]+) \} from )?"\./([\w./-]+\.js)";(?: *//.*)?$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:const|class|function) (\w+))", re.MULTILINE)
_IMPORT = re.compile(r"^(?:import\b(?!\()|@import\b).*", re.MULTILINE)
_LEFT = re.compile(rf"{_IMPORT.pattern}|^export\b.*", re.MULTILINE)
_SAID = "{}: “{}” is not written as literacy/joined_files.py joins it."


class CannotJoin(ValueError):
    """A file asks for another in a way that cannot be joined; the text names file and line."""


def joined(name: str, read: Callable[[str], str]) -> str:
    """The text of a style or script with all it imports in it, slimmed. `read` gives the text of a file by its name.

    Raises CannotJoin where an import or export is written in another form than the two above, or goes round in a circle.
    """
    text = _style(name, read, ()) if name.endswith(".css") else _script(name, read)
    return _slim(name, text)


def _style(name: str, read: Callable[[str], str], above: tuple[str, ...]) -> str:
    if name in above:
        raise CannotJoin(f"{name} imports itself, by way of {', '.join(above)}.")
    text = _STYLE.sub(lambda found: _style(_beside(name, found[1]), read, (*above, name)), read(name))
    _refuse_what_is_left(name, text)
    return text


def _script(name: str, read: Callable[[str], str]) -> str:
    """Each module that is asked for becomes one function's value, before the first that asks for it."""
    modules: dict[str, str] = {}
    text = _with_modules(name, read, modules, ())
    if left := _IMPORT.search(text):
        raise CannotJoin(_SAID.format(name, left[0]))
    return "\n".join([*modules.values(), text])


def _with_modules(
    name: str, read: Callable[[str], str], modules: dict[str, str], above: tuple[str, ...]
) -> str:
    """The text of a module that takes its imports from the values in `modules`, to which those it needs are added."""
    if name in above:
        raise CannotJoin(f"{name} imports itself, by way of {', '.join(above)}.")

    def take(found: re.Match[str]) -> str:
        wanted = _beside(name, found[2])
        if wanted not in modules:
            inner = _with_modules(wanted, read, modules, (*above, name))
            names = ", ".join(_EXPORT.findall(inner))
            inner = _EXPORT.sub("", inner)
            _refuse_what_is_left(wanted, inner)
            modules[wanted] = f"const {_variable(wanted)} = (() => {{\n{inner}\nreturn {{ {names} }};\n}})();"
        return f"const {{ {found[1]} }} = {_variable(wanted)};" if found[1] else ""

    return _SCRIPT.sub(take, read(name))


def _beside(name: str, other: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), other))


def _variable(name: str) -> str:
    return "from_" + re.sub(r"\W", "_", name.removeprefix("js/").removesuffix(".js"))


def _refuse_what_is_left(name: str, text: str) -> None:
    if left := _LEFT.search(text):
        raise CannotJoin(_SAID.format(name, left[0]))


def _slim(name: str, text: str) -> str:
    """Without indents, empty lines and what is there for readers alone."""
    if name.endswith(".css"):
        text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    lines = [line.strip() for line in text.splitlines()]
    if name.endswith(".js"):
        for line in lines:
            if line.count("`") % 2:
                raise CannotJoin(f"{name}: a template that goes over several lines would change: {line}")
        lines = [line for line in lines if not line.startswith("//")]
    return "\n".join(line for line in lines if line) + "\n"


class JoinedStaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """WhiteNoise's storage: named by what is in them, compressed, and joined before that."""

    def post_process(
        self, paths: dict[str, tuple[Storage, str]], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        if not dry_run:
            sources = dict(paths)

            def read(name: str) -> str:
                if name not in sources:
                    raise CannotJoin(f"There is no static file {name}.")
                storage, path = sources[name]
                with storage.open(path) as file:
                    text: str = file.read().decode()
                return text

            for name in sources:
                if name.startswith(OWN) and name.endswith((".css", ".js")):
                    Path(self.path(name)).write_text(joined(name, read), encoding="utf-8")
                    paths[name] = (self, name)
        yield from super().post_process(paths, dry_run, **options)
