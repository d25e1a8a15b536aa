"""Registers the rosters room with Django."""

from django.apps import AppConfig


class RostersConfig(AppConfig):
    name = "literacy.rosters"
    label = "rosters"
