"""Forgetting looks that are old enough."""

from datetime import datetime, timedelta

from django.utils import timezone

from literacy.care.models import Look
from literacy.care.models.looks import KEPT_DAYS

_AT_ONCE = 5000


def forget_looks(*, now: datetime | None = None) -> int:
    """Remove some of the looks that are old enough; returns how many."""
    old = Look.objects.filter(at__lte=(now or timezone.now()) - timedelta(days=KEPT_DAYS)).order_by("at")
    keys = list(old.values_list("pk", flat=True)[:_AT_ONCE])
    return Look.objects.filter(pk__in=keys).delete()[0] if keys else 0
