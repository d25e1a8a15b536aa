"""The job row: the truth about a piece of background work."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Job(models.Model):
    """One piece of work on one target, written in the same transaction as the change that needs it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    kind = models.CharField(max_length=40)
    target = models.CharField(max_length=80)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    lease_until = models.DateTimeField(null=True, blank=True)
    lease_key = models.CharField(max_length=32, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    progress = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "target"],
                condition=models.Q(state="waiting"),
                name="one_waiting_job_per_target",
            ),
            models.CheckConstraint(condition=models.Q(progress__lte=100), name="job_progress_at_most_100"),
        ]
        indexes = [models.Index(fields=["state", "lease_until", "id"], name="job_next")]

    def __str__(self) -> str:
        return f"{self.kind} {self.target} ({self.state})"
