"""What people tells the rooms above it."""

from django.dispatch import Signal

# Sent inside the transaction of a sign-up, with `user` and `school_name`.
adult_signed_up = Signal()
