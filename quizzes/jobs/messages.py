"""The names of messages to Celery workers; apart from models, for whoever loads before Django."""

RUN_TASK = "jobs.run"
SWEEP_TASK = "jobs.sweep"
