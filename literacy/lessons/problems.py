"""What is wrong with a lesson's file, said so that its author can mend it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake: the file's name, its line (from 1; 0 for the whole file) and a sentence that says what to do."""

    file: str
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.sentence}" if self.line else f"{self.file}: {self.sentence}"


class LessonFileError(Exception):
    """A lesson's file that cannot be used, with everything that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


MOST_PROBLEMS = 60


class Notes:
    """Collects the problems of one file while it is read, so that an author sees all of them at once.

    After MOST_PROBLEMS it counts no further: whoever meets so many has sent something that is no lesson.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.count = 0
        self.problems: list[Problem] = []

    def add(self, line: int, sentence: str) -> None:
        """Note a mistake at a line, counted from 1."""
        self.count += 1
        if len(self.problems) == MOST_PROBLEMS:
            self.problems.append(
                Problem(self.file, line, _("There is more wrong from here on. Mend the above first."))
            )
        elif len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(self.file, line, sentence))
