"""Moments as a teacher writes them, by the clock on the school's wall, both nights in which it is changed included."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_FORMATS = ("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M")


def moment_at(written: datetime, zone: tzinfo, *, later: bool) -> datetime:
    """The moment at which the school's clock shows `written`, a datetime without a zone.

    In the night in which an hour comes twice, `later` takes the second of both: what closes, closes late, and what
    opens, opens early. Raises ValidationError for an hour that is left out.
    """
    first, second = written.replace(tzinfo=zone, fold=0), written.replace(tzinfo=zone, fold=1)
    shown = first.astimezone(UTC).astimezone(zone)
    if shown.replace(tzinfo=None) != written:
        raise ValidationError(
            _(
                "In the night of %(day)s the clock goes forward, and %(time)s does not exist. Choose another time, such as %(next)s."
            )
            % {
                "day": date_format(written, "j F Y"),
                "time": date_format(written, "H:i"),
                "next": date_format(shown, "H:i"),
            }
        )
    return second if later else first


class SchoolMoment(forms.Field):
    """A date and a time in the zone that is active, which is the school's.

    later: which of two equal hours is meant in the night in which the clock goes back.
    """

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    default_error_messages = {
        "invalid": gettext_lazy("Write the date and time like 2026-12-05 16:00, or leave it empty.")
    }

    def __init__(self, *, later: bool, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.later = later

    def to_python(self, value: Any) -> datetime | None:
        """Raises ValidationError for what is no date, and for an hour that the clock leaves out."""
        text = str(value or "").strip()
        if not text:
            return None
        for pattern in _FORMATS:
            try:
                written = datetime.strptime(text, pattern)
                return moment_at(written, timezone.get_current_timezone(), later=self.later)
            except ValidationError:
                raise
            except (ValueError, OverflowError):
                continue
        raise ValidationError(self.error_messages["invalid"], code="invalid")
