"""The site's own settings with one address more; BENCH_LIGHT leaves it with sessions and sign-in alone."""

import os

from literacy.settings import *  # noqa: F403

ROOT_URLCONF = "bench_urls"
if os.environ.get("BENCH_LIGHT"):
    MIDDLEWARE = [
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "allauth.account.middleware.AccountMiddleware",  # the sign-in package does not start without it
    ]
# Refusals are what is tried here; said one by one they would drown the figures.
LOGGING["loggers"] = {"django": {"level": "ERROR"}}  # noqa: F405
if os.environ.get("BENCH_PLAIN_STATIC"):  # pages are asked for without files having been gathered
    STORAGES = {
        **STORAGES,  # noqa: F405
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
