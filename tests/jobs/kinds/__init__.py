"""A room that exists in tests only, with jobs whose effect can be counted."""
