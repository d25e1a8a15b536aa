"""Empties the database after a test that commits: only what holds rows, which is many times quicker than truncating every table."""

from typing import Any

from django.apps import apps
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import TransactionTestCase

# What Django keeps about the models themselves: written once, when the tables are made, and the same for every test.
ABOUT_MODELS = ("contenttypes.ContentType", "auth.Permission")


def _tables(connection: BaseDatabaseWrapper) -> list[str]:
    kept = {apps.get_model(name)._meta.db_table for name in ABOUT_MODELS}
    return [
        table
        for table in connection.introspection.django_table_names(only_existing=True, include_views=False)
        if table not in kept
    ]


_found: dict[str, list[str]] = {}


def _known(connection: BaseDatabaseWrapper) -> list[str]:
    name: Any = connection.settings_dict["NAME"]
    if name not in _found:
        _found[name] = _tables(connection)
    return _found[name]


def empty_database(case: TransactionTestCase) -> None:
    """In place of Django's flush. The keys between tables are checked at the end of a transaction, so any order will do."""
    for alias in case._databases_names(include_mirrors=False):  # type: ignore[attr-defined]
        connection = connections[alias]
        quote = connection.ops.quote_name
        with transaction.atomic(using=alias), connection.cursor() as cursor:
            holds = " UNION ALL ".join(
                f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {quote(table)})"
                for table in _known(connection)
            )
            cursor.execute(holds)
            for (table,) in cursor.fetchall():
                cursor.execute(f"DELETE FROM {quote(table)}")
