"""A draft as it is now, or a whole shelf, held until the transaction ends."""

from django.db import connection
from django.utils.translation import gettext as _

from quizzes.http.refusal import Refusal
from quizzes.studio.models import Draft


def hold_shelf(shelf: str) -> None:
    """Have others who would put something on this shelf wait until the transaction ends.

    A shelf has no row to lock, so PostgreSQL is given its name; SQLite lets one transaction write at a time anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"studio shelf {shelf}"])


def locked(draft: Draft) -> Draft:
    """Return the row anew, locked; in a transaction. Raises `Refusal` when it was deleted meanwhile."""
    fresh = Draft.objects.select_for_update().filter(pk=draft.pk).first()
    if fresh is None:
        raise Refusal(_("This draft was deleted."), status=410)
    return fresh


def changeable(draft: Draft) -> Draft:
    """Return the row anew, locked, where it may be changed now. Raises `Refusal`."""
    fresh = locked(draft)
    if fresh.state in (Draft.State.PUBLISHED, Draft.State.RETIRED):
        raise Refusal(_("This was published, so it stays as it is. Retire it and make a new one instead."))
    if not fresh.can_be_changed:
        raise Refusal(_("This is still being worked on, or cannot be used. Wait a moment and look again."))
    return fresh
