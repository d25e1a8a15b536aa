"""The one crossing upward: sent after a sitting is finished and saved. Carries `sitting_id`."""

from django.dispatch import Signal

sitting_finished = Signal()
