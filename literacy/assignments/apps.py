"""Registers the assignments room with Django."""

from django.apps import AppConfig


class AssignmentsConfig(AppConfig):
    name = "literacy.assignments"
    label = "assignments"
