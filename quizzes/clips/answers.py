"""Ending an answer that no server sends: the audit asks views itself, and goes on with the same database."""

from django.core.signals import request_finished
from django.db import close_old_connections
from django.http import HttpResponseBase


def end_answer(response: HttpResponseBase) -> None:
    """Close what an answer holds open, but not the database, which goes with it where a server is done with it."""
    request_finished.disconnect(close_old_connections)
    try:
        response.close()
    finally:
        request_finished.connect(close_old_connections)
