"""What the workers' sweep does for this room."""

from quizzes.attempts.ending import close_all_overdue
from quizzes.jobs.registry import swept

swept(close_all_overdue)
