"""Clips: originals fetched from published packages, their pairs, and how both are kept and shown."""
