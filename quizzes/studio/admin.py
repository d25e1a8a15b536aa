"""Drafts and quotas in Django's own admin, to be looked at."""

from typing import TYPE_CHECKING

from django.contrib import admin

from quizzes.studio.models import Draft, Quota

if TYPE_CHECKING:
    _DraftAdmin = admin.ModelAdmin[Draft]
    _QuotaAdmin = admin.ModelAdmin[Quota]
else:
    # Django's own classes take no type in brackets when the program runs.
    _DraftAdmin = _QuotaAdmin = admin.ModelAdmin


@admin.register(Draft)
class DraftAdmin(_DraftAdmin):
    list_display = ("title", "shelf", "owner", "state", "medium", "technique", "created_at")
    list_filter = ("state", "medium", "technique")
    search_fields = ("title", "shelf")
    readonly_fields = ("upload", "upload_size", "facts", "clip", "second_clip", "pair", "owner")


@admin.register(Quota)
class QuotaAdmin(_QuotaAdmin):
    list_display = ("shelf", "megabytes")
