"""What is done about clips that people report, one verb a file."""

from quizzes.reports.actions.dismiss_report import dismiss_report
from quizzes.reports.actions.file_report import file_report
from quizzes.reports.actions.pull_pair import pull_pair
from quizzes.reports.actions.restore_pair import restore_pair

__all__ = ["dismiss_report", "file_report", "pull_pair", "restore_pair"]
