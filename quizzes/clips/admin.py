"""Clips and pairs in Django's own admin."""

from django.contrib import admin

from quizzes.clips.models import Clip, Pair, Rendition


@admin.register(Clip)
class ClipAdmin(admin.ModelAdmin[Clip]):
    list_display = ("slug", "medium", "licence", "attribution", "people", "tier")
    list_filter = ("medium", "tier", "licence", "people")
    search_fields = ("slug", "attribution", "source")
    readonly_fields = ("sha256", "file", "ingest")


class RenditionInline(admin.TabularInline[Rendition, Pair]):
    model = Rendition
    extra = 0
    can_delete = False
    readonly_fields = ("kind", "file", "mime", "width", "height", "size", "sha256")

    def has_add_permission(self, request: object, obj: object = None) -> bool:
        """Files come from rendering alone."""
        return False


@admin.register(Pair)
class PairAdmin(admin.ModelAdmin[Pair]):
    list_display = ("slug", "technique", "difficulty", "question", "state", "clip")
    list_filter = ("state", "technique", "difficulty", "question", "medium")
    search_fields = ("slug", "clip__slug")
    list_select_related = ("clip",)
    autocomplete_fields = ("clip", "sources")
    readonly_fields = ("render_digest", "truth", "error")
    inlines = (RenditionInline,)
