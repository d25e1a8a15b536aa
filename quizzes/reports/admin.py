"""Reports in Django's own admin, to be looked at."""

from typing import TYPE_CHECKING

from django.contrib import admin

from quizzes.reports.models import Pull, Report

if TYPE_CHECKING:
    _ReportAdmin = admin.ModelAdmin[Report]
    _PullAdmin = admin.ModelAdmin[Pull]
else:
    # Django's own class takes no type in brackets when the program runs.
    _ReportAdmin = _PullAdmin = admin.ModelAdmin


class _ToLookAt:
    """Rows that actions alone make and change, or sittings and items would not follow."""

    def has_add_permission(self, request: object) -> bool:
        """Made by `file_report` and `pull_pair` alone."""
        return False

    def has_change_permission(self, request: object, obj: object = None) -> bool:
        """Changed by actions alone."""
        return False


@admin.register(Report)
class ReportAdmin(_ToLookAt, _ReportAdmin):
    list_display = ("pair", "reason", "state", "decision", "created_at", "handled_by")
    list_filter = ("state", "reason", "decision")
    search_fields = ("pair__slug", "words", "note")
    exclude = ("user", "guest")


@admin.register(Pull)
class PullAdmin(_ToLookAt, _PullAdmin):
    list_display = ("pair", "is_pause", "by", "pulled_at", "restored_at")
    search_fields = ("pair__slug", "why")
