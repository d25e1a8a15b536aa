"""Lessons read from files and shown step by step."""
