"""Static files are written small and served joined: what is served says the same as what was written, and says it once."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from literacy.joined_files import CannotJoin, joined

STATIC = Path(__file__).resolve().parents[2] / "static"
LONGEST = 250


def files(**texts: str) -> Callable[[str], str]:
    """Reads made-up files: `a_js="…"` is js/a.js, `a_css="…"` is css/a.css."""
    named = {
        f"{name.rsplit('_', 1)[1]}/{'.'.join(name.rsplit('_', 1))}": text for name, text in texts.items()
    }
    return lambda name: named[name]


def test_style_holds_what_it_imports_where_it_asked_for_it() -> None:
    read = files(
        a_css='@layer one, two;\n@import "b.css";\n\np { margin: 0; } /* why */\n',
        b_css="b {\n  top: 0;\n}\n",
    )
    assert joined("css/a.css", read) == "@layer one, two;\nb {\ntop: 0;\n}\np { margin: 0; }\n"


def test_module_that_two_ask_for_is_there_once_and_keeps_its_names_to_itself() -> None:
    read = files(
        a_js='import { b } from "./b.js";\nimport { c } from "./c.js";\nconst mine = 3;\nconsole.log(b, c);\n',
        b_js='import { c } from "./c.js";\nconst mine = 1;\nexport const b = c + mine;\n',
        c_js="// Why.\nconst mine = 2;\nexport const c = mine;\n",
    )
    text = joined("js/a.js", read)
    assert text.count("const mine = 2;") == 1
    assert "Why" not in text
    node = shutil.which("node")
    if node:
        said = subprocess.run([node, "-e", text], capture_output=True, text=True, check=True).stdout
        assert said == "3 2\n"


@pytest.mark.parametrize(
    "texts",
    [
        {"a_js": 'import b from "./b.js";\n', "b_js": "export const b = 1;\n"},
        {"a_js": 'import { b } from "./b.js";\n', "b_js": "export default 1;\n"},
        {
            "a_js": 'import { b } from "./b.js";\n',
            "b_js": 'import { a } from "./a.js";\nexport const b = a;\n',
        },
        {"a_js": "const words = `one\ntwo`;\n"},
        {"a_css": '@import url("b.css");\n'},
        {"a_css": '@import "a.css";\n'},
    ],
)
def test_what_cannot_be_joined_is_refused_by_name(texts: dict[str, str]) -> None:
    (name,) = (name for name in texts if name.startswith("a"))
    with pytest.raises(CannotJoin, match=r"(js|css)/[ab]\.(js|css)"):
        joined(f"{name[2:]}/a.{name[2:]}", files(**texts))


def test_what_is_gathered_asks_for_nothing_more(settings: Any, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "literacy.joined_files.JoinedStaticFiles"}
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    gathered = {
        each.name: each.read_text() for each in tmp_path.glob("*/*.*.*s") if each.parent.name in {"js", "css"}
    }
    site = next(text for name, text in gathered.items() if name.startswith("site."))
    film = next(text for name, text in gathered.items() if name.startswith("film."))
    assert "--paper: #f6f1e7" in site
    assert "class FilmClock extends Deck" in film
    assert [name for name, text in gathered.items() if "@import" in text or "\nimport {" in f"\n{text}"] == []


def test_no_style_or_script_is_too_long_to_read() -> None:
    lengths = {
        path.name: len(path.read_text(encoding="utf-8").splitlines())
        for path in STATIC.rglob("*")
        if path.suffix in {".css", ".js"}
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}
