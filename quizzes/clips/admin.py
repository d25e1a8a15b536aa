"""Clips and pairs in Django's own admin."""

from typing import TYPE_CHECKING

from django.contrib import admin

from quizzes.clips.models import Clip, Pair, Rendition

if TYPE_CHECKING:
    _ClipAdmin = admin.ModelAdmin[Clip]
    _PairAdmin = admin.ModelAdmin[Pair]
    _RenditionInline = admin.TabularInline[Rendition, Pair]
else:
    # Django's own classes take no type in brackets when the program runs.
    _ClipAdmin = _PairAdmin = admin.ModelAdmin
    _RenditionInline = admin.TabularInline


@admin.register(Clip)
class ClipAdmin(_ClipAdmin):
    list_display = ("slug", "medium", "licence", "attribution", "people", "tier")
    list_filter = ("medium", "tier", "licence", "people")
    search_fields = ("slug", "attribution", "source")
    readonly_fields = ("sha256", "file", "ingest")


class RenditionInline(_RenditionInline):
    model = Rendition
    extra = 0
    can_delete = False
    readonly_fields = ("kind", "file", "mime", "width", "height", "size", "sha256")

    def has_add_permission(self, request: object, obj: object = None) -> bool:
        """Files come from rendering alone."""
        return False


@admin.register(Pair)
class PairAdmin(_PairAdmin):
    list_display = ("slug", "technique", "difficulty", "question", "state", "clip")
    list_filter = ("state", "technique", "difficulty", "question", "medium")
    search_fields = ("slug", "clip__slug")
    list_select_related = ("clip",)
    autocomplete_fields = ("clip", "sources")
    readonly_fields = ("render_digest", "truth", "error", "is_pulled")
    inlines = (RenditionInline,)
