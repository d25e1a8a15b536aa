"""What may stand in a file: no registry, no other host, no inline code, nothing that is too long to read."""

import io
import re
import subprocess
import tokenize
import warnings
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = ("literacy", "quizzes", "tests", ".ci", "static", "templates", "fixtures", "docs")
WISHED, ALLOWED = 250, 300
TEXT = {
    ".py",
    ".html",
    ".css",
    ".js",
    ".md",
    ".toml",
    ".txt",
    ".svg",
    ".json",
    ".po",
    ".yml",
    ".yaml",
    ".cfg",
    "",
}


def committed(*suffixes: str) -> list[Path]:
    """The files that git knows, or will once added; without git, everything outside the ignored folders."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode == 0:
        paths = [ROOT / line for line in listed.stdout.splitlines()]
    else:
        paths = [path for top in CODE for path in (ROOT / top).rglob("*")] + list(ROOT.glob("*"))
    return sorted(path for path in paths if path.is_file() and (not suffixes or path.suffix in suffixes))


def code_lines(source: str) -> int:
    """Lines that hold code: not empty, not comment, not docstring."""
    lines: set[int] = set()
    previous = tokenize.NEWLINE
    idle = {
        tokenize.COMMENT,
        tokenize.NL,
        tokenize.NEWLINE,
        tokenize.INDENT,
        tokenize.DEDENT,
        tokenize.ENCODING,
        tokenize.ENDMARKER,
    }
    for token in tokenize.tokenize(io.BytesIO(source.encode()).readline):
        docstring = token.type == tokenize.STRING and previous in idle - {tokenize.NL, tokenize.COMMENT}
        if token.type not in idle and not docstring:
            lines.update(range(token.start[0], token.end[0] + 1))
        if token.type not in {tokenize.NL, tokenize.COMMENT}:
            previous = token.type
    return len(lines)


def test_no_file_of_code_is_too_long_to_read() -> None:
    sizes = {
        str(path.relative_to(ROOT)): code_lines(path.read_text(encoding="utf-8"))
        for path in committed(".py")
        if "migrations" not in path.parts
    }
    for name, size in sizes.items():
        if WISHED < size <= ALLOWED:
            warnings.warn(f"{name} has {size} lines of code; split it by what it does", stacklevel=1)
    assert {name: size for name, size in sizes.items() if size > ALLOWED} == {}


def test_every_module_says_in_its_first_line_what_it_holds() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in committed(".py")
        if path.read_text(encoding="utf-8").strip()
        and not path.read_text(encoding="utf-8").lstrip().startswith(('"""', 'r"""'))
        and "migrations" not in path.parts
    ]
    assert silent == []


def test_no_module_is_named_after_nothing() -> None:
    assert [
        path.name
        for path in committed(".py")
        if path.stem in {"utils", "helpers", "services", "misc", "common"}
    ] == []


def test_no_file_names_a_package_registry() -> None:
    # Put together here, so that this file does not name one either.
    registries = [".".join(parts) for parts in (
        ("pypi", "org"), ("pythonhosted", "org"), ("registry", "npmjs", "org"), ("registry", "yarnpkg", "com"),
        ("deb", "debian", "org"), ("proxy", "golang", "org"), ("crates", "io"), ("rubygems", "org"),
    )]  # fmt: skip
    named = [
        f"{path.relative_to(ROOT)}: {registry}"
        for path in committed()
        if path.suffix in TEXT
        for registry in registries
        if registry in path.read_text(encoding="utf-8", errors="replace")
    ]
    assert named == []


@pytest.mark.parametrize(
    "pattern",
    [
        r"<style\b",
        r"\sstyle\s*=",
        r"\son[a-z]+\s*=\s*[\"']",
        r"javascript:",
        r"<script(?![^>]*\bsrc=)(?![^>]*application/json)",
    ],
)
def test_no_template_holds_inline_code_or_style(pattern: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match.group(0).strip()}"
        for path in committed(".html", ".svg")
        if "static" not in path.parts  # a picture of its own is not inline: no page's policy covers it
        for match in re.finditer(pattern, path.read_text(encoding="utf-8"), re.IGNORECASE)
    ]
    assert found == []


def test_no_template_style_or_script_asks_another_host() -> None:
    """Links a person follows (`<a href>`) may lead elsewhere; nothing a browser fetches by itself may."""
    fetched = re.compile(
        r"""(?:\b(?:src|srcset|action|poster|data|hx-\w+)\s*=\s*["']\s*|<link[^>]*href=["']|url\(\s*["']?|@import\s+["']|fetch\(\s*["'])(?:https?:)?//"""
    )
    found = [
        f"{path.relative_to(ROOT)}: {match.group(0)}"
        for path in committed(".html", ".css", ".js", ".svg")
        for match in fetched.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_only_one_module_reads_settings_from_the_environment() -> None:
    """Handing the environment on to a process, or setting a variable for it, is no reading."""
    read = re.compile(
        r"""os\.(?:environ\.(?:get|pop|setdefault)|getenv)\(\s*["'](\w+)|os\.environ\[\s*["']?(\w+)["']?\s*\](?!\s*=[^=])"""
        r"|from os import environ"
    )
    found = {
        f"{path.relative_to(ROOT)}: {match.group(0)}"
        for path in committed(".py")
        if path.relative_to(ROOT).parts[0] in {"literacy", "quizzes"} and path.name != "environment.py"
        for match in read.finditer(path.read_text(encoding="utf-8"))
        if match.group(1) != "DJANGO_SETTINGS_MODULE"
    }
    assert found == set()


def test_nothing_is_left_to_be_done_in_the_code() -> None:
    marks = ["TO" + "DO", "FIX" + "ME", "X" + "XX"]
    found = [
        f"{path.relative_to(ROOT)}: {mark}"
        for path in committed(".py", ".html", ".css", ".js")
        for mark in marks
        if re.search(rf"\b{mark}\b", path.read_text(encoding="utf-8"))
    ]
    assert found == []
