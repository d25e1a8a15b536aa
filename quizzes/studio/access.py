"""The one way to a draft; who may come this way is decided by whoever owns the shelf."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from quizzes.studio.models import Draft


def draft_on_shelf(shelf: str, draft_id: UUID) -> Draft:
    """A draft of that shelf with its clip and pair. Raises Http404 for one of another shelf."""
    return get_object_or_404(
        Draft.objects.on_shelf(shelf).select_related("clip", "second_clip", "pair"), pk=draft_id
    )
