"""Reports about clips, and the times at which clips were pulled."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quizzes.clips.models import Pair


class ReportQuerySet(models.QuerySet["Report"]):
    def open(self) -> ReportQuerySet:
        """Those that no editor has dealt with."""
        return self.filter(state=Report.State.OPEN)

    def on_shelves(self, *shelves: str) -> ReportQuerySet:
        """Those about pairs on these shelves, whoever made them."""
        return self.filter(pair__shelf__in=shelves)


class Report(models.Model):
    """What one person says is wrong with one clip. Who it was is kept to count people, and shown to nobody."""

    class Reason(models.TextChoices):
        SHOWS_ME = "shows-me", _("It shows me, or somebody I know")
        UPSETTING = "upsetting", _("It is upsetting")
        MISLEADING = "misleading", _("It is wrong, or it misleads about somebody")
        ANSWER = "answer", _("The answer is wrong")
        COPYRIGHT = "copyright", _("It is somebody's work, and should not be here")
        TECHNICAL = "technical", _("It does not work: it does not load, play or show well")
        OTHER = "other", _("Something else")

    class State(models.TextChoices):
        OPEN = "open", _("open")
        HANDLED = "handled", _("dealt with")

    class Decision(models.TextChoices):
        NONE = "", _("not yet")
        KEPT = "kept", _("the clip stays")
        PULLED = "pulled", _("the clip was taken away")

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="reports")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="reports"
    )
    guest = models.CharField(max_length=64, blank=True, help_text="digest of the guest's session key")
    shelf = models.CharField(
        max_length=60, blank=True, help_text="key of the reporter's own school, where it is the pair's"
    )
    reason = models.CharField(max_length=12, choices=Reason.choices)
    words = models.TextField(blank=True, max_length=1000)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    decision = models.CharField(max_length=8, choices=Decision.choices, default=Decision.NONE, blank=True)
    note = models.TextField(blank=True, max_length=1000, help_text="of the editor")
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    handled_at = models.DateTimeField(null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "pair"], name="report_state_pair")]
        constraints = [
            models.UniqueConstraint(
                fields=["pair", "user", "reason"],
                condition=Q(state="open", user__isnull=False),
                name="one_open_report_per_user_and_reason",
            ),
            models.UniqueConstraint(
                fields=["pair", "guest", "reason"],
                condition=Q(state="open", user__isnull=True) & ~Q(guest=""),
                name="one_open_report_per_guest_and_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pair_id} {self.reason}"


class Pull(models.Model):
    """One time that a pair was taken away: by an editor, or by reports alone, where `by` is nobody and `why` empty."""

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="pulls")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_pause = models.BooleanField(default=False, help_text="reports did it, and no editor has confirmed it")
    why = models.TextField(blank=True, max_length=1000)
    pulled_at = models.DateTimeField(auto_now_add=True)
    restored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    restored_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pulled_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pair"], condition=Q(restored_at=None), name="a_pair_is_pulled_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.pair_id} {self.pulled_at:%Y-%m-%d}"
