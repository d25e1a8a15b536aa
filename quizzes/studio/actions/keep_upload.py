"""Taking in a file: streamed to the store, and looked at in the background."""

from collections.abc import Iterable
from itertools import chain
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from quizzes.clips import store
from quizzes.http.refusal import Refusal
from quizzes.jobs.actions import enqueue
from quizzes.studio.keeping import TooBigError, plain_name, stream_in, used_bytes
from quizzes.studio.kinds import HEAD_BYTES, kind_of
from quizzes.studio.locking import hold_shelf
from quizzes.studio.models import Draft
from quizzes.studio.tasks import CHECK_UPLOAD
from quizzes.studio.words import sentence_for


def keep_upload(
    *,
    shelf: str,
    owner: Any,
    name: str,
    chunks: Iterable[bytes],
    quota: int | None = None,
) -> Draft:
    """Keep a file that somebody uploads and ask for it to be looked at; returns the waiting draft.

    `chunks` is read once and never held as a whole; more than UPLOAD_MAX_BYTES is refused as it comes, and so is
    what makes the shelf take more than `quota` bytes. The name is shown and never used for anything else. Raises
    `Refusal`, and then nothing is kept.
    """
    if not shelf:
        raise ValueError("an upload needs the shelf of a tenant; the library takes none")
    left = None if quota is None else quota - used_bytes(shelf)
    if left is not None and left <= 0:
        raise _full_shelf()
    most = settings.UPLOAD_MAX_BYTES if left is None else min(settings.UPLOAD_MAX_BYTES, left)
    coming = iter(chunks)
    head, first = b"", []
    for chunk in coming:
        first.append(chunk)
        head = (head + chunk)[:HEAD_BYTES]
        if len(head) == HEAD_BYTES:
            break
    kind = kind_of(head)
    if isinstance(kind, str):
        raise Refusal(sentence_for(kind), status=415)
    try:
        key, size = stream_in(chain(first, coming), most=most)
    except TooBigError as error:
        if most < settings.UPLOAD_MAX_BYTES:
            raise _full_shelf() from error
        raise Refusal(sentence_for("too-big"), status=413) from error
    except store.StoreError as error:
        full = isinstance(error, store.DiskFullError)
        raise Refusal(sentence_for("disk-full" if full else "no-place"), status=507) from error
    try:
        with transaction.atomic():
            hold_shelf(shelf)
            draft = Draft.objects.create(
                pk=uuid4(), shelf=shelf, owner=owner, title=plain_name(name), upload=key, upload_size=size
            )
            # Several uploads at once each saw room enough; one after the other they see the sum.
            if quota is not None and used_bytes(shelf) > quota:
                raise _full_shelf()
            enqueue(kind=CHECK_UPLOAD, target=str(draft.pk))
    except BaseException:
        store.discard([key])
        raise
    return draft


def _full_shelf() -> Refusal:
    return Refusal(
        _("There is no room left for clips of your own. Delete drafts or clips you no longer need."),
        status=507,
    )
