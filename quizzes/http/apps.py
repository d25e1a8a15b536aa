"""Registers the http room with Django."""

from django.apps import AppConfig


class HttpConfig(AppConfig):
    name = "quizzes.http"
    label = "http"
