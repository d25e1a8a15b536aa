"""Lessons on paper: one lesson for pupils, and all of them for their teacher, as PDF."""

from literacy.lessons.paper.sheets import guide_as_pdf, lesson_as_pdf

__all__ = ["guide_as_pdf", "lesson_as_pdf"]
