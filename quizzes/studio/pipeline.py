"""Looking at an upload: it becomes a clean original on its shelf, or a reason why not; never half of either."""

import uuid

from django.db import transaction

from quizzes.clips import store
from quizzes.clips.credentials import trusted_roots
from quizzes.clips.ingest import LONG_SIDE
from quizzes.clips.made import Progress, hash_of
from quizzes.clips.models import Clip
from quizzes.studio.cleaning import UncleanError, clean_file
from quizzes.studio.keeping import ORIGINALS, sweep_uploads
from quizzes.studio.models import Draft

_BEGUN, _CLEANED = 5, 90


def check_upload(draft_id: str, progress: Progress = lambda percent: None) -> None:
    """Clean the upload of a draft and make its clip; nothing is done where that is done already.

    A file that will not do makes the draft REFUSED and is removed. Safe to be cut off anywhere and done twice.
    """
    taken = Draft.objects.filter(
        pk=uuid.UUID(draft_id), state__in=[Draft.State.WAITING, Draft.State.CHECKING]
    )
    if not taken.update(state=Draft.State.CHECKING):
        return
    draft = Draft.objects.filter(pk=uuid.UUID(draft_id)).first()
    if draft is None:
        return
    sweep_uploads()
    progress(_BEGUN)
    key = store.new_key(ORIGINALS)
    try:
        with store.workplace() as folder:
            made = folder / "clean"
            facts = clean_file(
                store.path_of(draft.upload), made, lambda: progress(_BEGUN), anchors=trusted_roots()
            )
            progress(_CLEANED)
            sha256, size = hash_of(made), made.stat().st_size
            store.keep(key, made)
        kept = _keep(draft, key, facts, sha256, size)
    except (UncleanError, store.StoreError, OSError) as error:
        store.discard([key])
        _refuse(draft, _reason_of(error))
        return
    except BaseException:
        store.discard([key])
        raise
    if not kept:
        store.discard([key])


def _keep(draft: Draft, key: str, facts: dict[str, object], sha256: str, size: int) -> bool:
    """Make the clip and set the draft ready; False when the draft was deleted or done by somebody else meanwhile."""
    with transaction.atomic():
        fresh = Draft.objects.select_for_update().filter(pk=draft.pk, state=Draft.State.CHECKING).first()
        if fresh is None:
            return False
        medium, said = str(facts.pop("medium")), facts.pop("provenance")
        fresh.clip = Clip.objects.create(
            slug=f"own-{uuid.uuid4().hex}",
            medium=medium,
            texts={"en": {"title": fresh.title}},
            source="upload",
            sha256=sha256,
            file=key,
            ingest={"crop": None, "long_side": LONG_SIDE, "facts": facts},
            licence="",
            attribution="",
            people="none",
            shelf=fresh.shelf,
            size=size,
        )
        store.discard_after_commit([fresh.upload])
        # What the file said of itself stays with the draft: nothing of it goes on to the clip or its pair.
        fresh.medium, fresh.facts = medium, facts | {"provenance": said}
        fresh.upload, fresh.upload_size = "", 0
        fresh.state, fresh.reason = Draft.State.READY, ""
        fresh.save()
    return True


def _refuse(draft: Draft, reason: str) -> None:
    with transaction.atomic():
        refused = Draft.objects.filter(pk=draft.pk, state=Draft.State.CHECKING)
        if refused.update(state=Draft.State.REFUSED, reason=reason, upload="", upload_size=0):
            store.discard_after_commit([draft.upload])


def _reason_of(error: Exception) -> str:
    if isinstance(error, UncleanError):
        return error.key
    if isinstance(error, OSError):
        error = store.explained(error)
    return "disk-full" if isinstance(error, store.DiskFullError) else "no-place"
