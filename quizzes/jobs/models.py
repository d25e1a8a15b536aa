"""The job row: the truth about a piece of background work."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class JobQuerySet(models.QuerySet["Job"]):
    def open(self) -> JobQuerySet:
        """Jobs that still have to end: waiting, being worked on, or left behind by a worker that died."""
        return self.filter(state__in=[Job.State.WAITING, Job.State.RUNNING])

    def about(self, *, kind: str, target: str) -> JobQuerySet:
        """Every job of one kind on one target, newest first."""
        return self.filter(kind=kind, target=target).order_by("-id")


class Job(models.Model):
    """One piece of work on one target, written in the same transaction as the change that needs it.

    A RUNNING job belongs to whoever knows its `lease_key`, until `lease_until`; after that anybody may claim
    it. A RUNNING job without a key is one that was interrupted and waits until `lease_until` for its next
    try; when `error` says why, it pauses for something outside the site.
    """

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
    pauses = models.PositiveSmallIntegerField(
        default=0, help_text="how often it was put off because something outside the site was away"
    )
    progress = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(
        null=True, blank=True, help_text="when a broker last took a message about it"
    )
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "target"],
                condition=models.Q(state="waiting"),
                name="one_waiting_job_per_target",
            ),
            models.UniqueConstraint(
                fields=["kind", "target"],
                condition=models.Q(state="running"),
                name="one_running_job_per_target",
            ),
            models.CheckConstraint(condition=models.Q(progress__lte=100), name="job_progress_at_most_100"),
        ]
        indexes = [models.Index(fields=["state", "lease_until", "id"], name="job_next")]

    def __str__(self) -> str:
        return f"{self.kind} {self.target} ({self.state})"

    @property
    def is_held(self) -> bool:
        """Whether some worker holds a lease that has not run out, by this machine's clock."""
        return bool(
            self.state == self.State.RUNNING
            and self.lease_key
            and self.lease_until is not None
            and self.lease_until > timezone.now()
        )

    @property
    def is_paused(self) -> bool:
        """Whether it waits for something outside the site, which `error` names, until `lease_until`."""
        return self.state == self.State.RUNNING and not self.lease_key and bool(self.error)

    @property
    def state_in_words(self) -> str | Promise:
        """The state as a person is told it."""
        if self.is_paused:
            return _("paused, will be tried again")
        if self.state == self.State.RUNNING and not self.is_held:
            return _("interrupted, will be tried again")
        return self.State(self.state).label
