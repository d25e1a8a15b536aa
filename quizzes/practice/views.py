"""The page of practice: today's look, and what is remembered of each technique."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from quizzes.attempts.taker import taker_of, welcome_guest
from quizzes.clips.vocabulary import technique_term
from quizzes.practice.actions import begin_look
from quizzes.practice.look import look_and_skills
from quizzes.practice.skills import Skill, Skills, in_words_of_days


@dataclass(frozen=True)
class Row:
    """One technique on the page: its name, clips found of clips seen, and in how many days it is due."""

    name: str | Promise
    meaning: str | Promise
    found: int
    seen: int
    days: int
    tenths: int

    @property
    def is_due(self) -> bool:
        return self.days == 0


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def practice(request: HttpRequest) -> HttpResponse:
    """What there is to look at today; a POST begins it, or goes on with it. For everybody: a guest's goes by their session."""
    now = timezone.now()
    if request.method == "POST":
        sitting = begin_look(taker=welcome_guest(request), now=now)
        return redirect("sitting", sitting.pk)
    look, skills = look_and_skills(taker_of(request), now=now)
    rows = sorted(rows_of(skills, now), key=lambda row: (row.days, row.tenths, str(row.name)))
    return render(request, "practice/practice.html", {"look": look, "rows": rows})


def rows_of(skills: Skills, now: datetime) -> list[Row]:
    """Every technique that was seen, in words and tenths of what is left of it."""
    return [_row(slug, skill, now) for slug, skill in skills.techniques.items()]


def _row(slug: str, skill: Skill, now: datetime) -> Row:
    term = technique_term(slug)
    return Row(
        name=term.name,
        meaning=term.meaning,
        found=skill.found,
        seen=skill.ability.answers,
        days=in_words_of_days(skill.due or now, now),
        tenths=round(10 * skill.retention(now)),
    )
