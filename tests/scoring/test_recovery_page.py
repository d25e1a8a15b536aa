"""The page of recovery says what a run of its simulations says."""

import importlib
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.parametrize("name", ["pairs", "shares"])
def test_the_tables_of_the_page_are_those_of_a_run(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / ".ci"))
    tables: dict[str, Callable[[], str]] = importlib.import_module("recovery").TABLES
    page = (ROOT / "docs" / "algorithms" / "recovery.md").read_text(encoding="utf-8")
    assert all(page.count(f"<!-- {each} -->") == 1 for each in tables)
    assert f"<!-- {name} -->\n\n{tables[name]()}\n<!-- end -->" in page
    for module in [each for each in sys.modules if each.startswith("recovery")]:
        del sys.modules[module]
