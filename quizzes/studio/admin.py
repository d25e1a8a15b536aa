"""Drafts in Django's own admin, to be looked at."""

from typing import TYPE_CHECKING

from django.contrib import admin

from quizzes.studio.models import Draft

if TYPE_CHECKING:
    _DraftAdmin = admin.ModelAdmin[Draft]
else:
    # Django's own class takes no type in brackets when the program runs.
    _DraftAdmin = admin.ModelAdmin


@admin.register(Draft)
class DraftAdmin(_DraftAdmin):
    list_display = ("title", "shelf", "owner", "state", "medium", "technique", "created_at")
    list_filter = ("state", "medium", "technique")
    search_fields = ("title", "shelf")
    readonly_fields = ("upload", "upload_size", "facts", "clip", "second_clip", "pair", "owner")
