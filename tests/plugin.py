"""How this project's tests run: nothing skipped in CI, translations compiled first, a database file of their own."""

import os
import shutil
from collections.abc import Generator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import TransactionTestCase

from literacy import translations

IN_CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
# A database to which every migration was applied once: a file, or a name on the server. Each worker starts from a copy of it.
MIGRATED = os.environ.get("MIGRATED_DATABASE", "")
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "live_server"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--only-database", action="store_true", help="leave out the tests that touch no database"
    )


def pytest_configure(config: pytest.Config) -> None:
    from tests.emptying import empty_database

    setattr(TransactionTestCase, "_fixture_teardown", empty_database)  # noqa: B010  mypy knows no such method
    if not hasattr(config, "workerinput"):
        for language in translations.LANGUAGES:
            translations.compile_catalogue(language)
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # WhiteNoise warns where there is none
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        # A file, as on a real site: a database in memory knows neither WAL nor two connections at once.
        database.setdefault("TEST", {})["NAME"] = str(Path(settings.VAR_DIR) / "test.sqlite3")
    elif MIGRATED:
        database.setdefault("TEST", {})["TEMPLATE"] = MIGRATED


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Lay a worker's own copy ready where the database is a file."""
    database = settings.DATABASES["default"]
    if MIGRATED and database["ENGINE"].endswith("sqlite3"):
        shutil.copy(MIGRATED, database["TEST"]["NAME"])


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest) -> bool:
    """What was laid ready is not made anew."""
    is_file = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    return bool(request.config.getvalue("reuse_db")) or bool(MIGRATED and is_file)


def _touches_database(item: pytest.Item) -> bool:
    return item.get_closest_marker("django_db") is not None or bool(
        DATABASE_FIXTURES.intersection(getattr(item, "fixturenames", ()))
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--only-database"):
        kept = [item for item in items if _touches_database(item)]
        config.hook.pytest_deselected(items=[item for item in items if not _touches_database(item)])
        items[:] = kept


def _refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """In CI a skipped test is a failed one: what was not run was not tested."""
    if IN_CI and report.skipped:
        reason = (
            report.longrepr[2]
            if isinstance(report.longrepr, tuple)
            else getattr(report, "wasxfail", report.longrepr)
        )
        report.outcome = "failed"
        report.longrepr = f"Nothing may be skipped in CI, and this was: {reason}"
        if hasattr(report, "wasxfail"):
            del report.wasxfail


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _refuse_skip(report)
    return report
