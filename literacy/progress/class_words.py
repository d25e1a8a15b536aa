"""What the page of a class says: flags, how each was decided, and what fits next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from literacy.classroom.models import Classroom
from literacy.progress.class_page import ClassView, LearnerRow
from literacy.progress.findings import Finding, Flag

LABELS: Mapping[Flag, str | Promise] = {
    Flag.DOUBTS: gettext_lazy("Doubts everything"),
    Flag.BELIEVES: gettext_lazy("Believes everything"),
    Flag.SURE_WRONG: gettext_lazy("Sure, but wrong"),
    Flag.STUCK: gettext_lazy("Stuck half-way"),
    Flag.NOT_STARTED: gettext_lazy("Has not started"),
}
DECIDED: Mapping[Flag, str | Promise] = {
    Flag.DOUBTS: gettext_lazy(
        "At least two of five real clips were called manipulated, and it is no accident: the whole 95 % stretch of the leaning, "
        "c, lies below 0. It takes four clips of each kind at least."
    ),
    Flag.BELIEVES: gettext_lazy(
        "At least two of five manipulated clips were called real, and it is no accident: the whole 95 % stretch of the leaning, "
        "c, lies above 0. It takes four clips of each kind at least."
    ),
    Flag.SURE_WRONG: gettext_lazy(
        "Only the answers at “95 % sure” are looked at, four of them at least: more than one in five is wrong, and that is no "
        "accident, with 95 % certainty."
    ),
    Flag.STUCK: gettext_lazy("Begun and not handed in, and no answer for two days or more."),
    Flag.NOT_STARTED: gettext_lazy(
        "None of the quizzes that are open to this pupil in this period was begun."
    ),
}
ADVICE: Mapping[Flag, str | Promise] = {
    Flag.DOUBTS: gettext_lazy("A quiz in which most clips are real shows that trust pays, too."),
    Flag.BELIEVES: gettext_lazy("A quiz with more manipulated clips trains to look for what does not fit."),
    Flag.SURE_WRONG: gettext_lazy(
        "A short quiz on what was missed most, and talking about how sure one can be."
    ),
    Flag.STUCK: gettext_lazy("Ask what holds them up; more time, or beginning again, is two clicks away."),
    Flag.NOT_STARTED: gettext_lazy("Ask whether the card is lost or the words do not work."),
}
_GIVE: Mapping[Flag, str | Promise] = {
    Flag.DOUBTS: gettext_lazy("Give a quiz with more real clips"),
    Flag.BELIEVES: gettext_lazy("Give a quiz with more manipulated clips"),
    Flag.SURE_WRONG: gettext_lazy("Give a quiz on what was missed"),
    Flag.STUCK: gettext_lazy("See how far they are"),
    Flag.NOT_STARTED: gettext_lazy("See what is open to them"),
}
_REAL_SHARE = {Flag.DOUBTS: "75", Flag.BELIEVES: "25"}
_MISSED_MOST = 3


@dataclass(frozen=True)
class Group:
    """Learners with the same flag, and what to do: addresses of the next assignment and of a clip to talk about."""

    flag: Flag
    label: str | Promise
    learners: list[tuple[LearnerRow, str]]
    decided: str | Promise
    advice: str | Promise
    give: str | Promise
    give_url: str
    discuss_url: str


def groups_of(view: ClassView, classroom: Classroom) -> list[Group]:
    """Every flag that somebody has, the most urgent first."""
    found = []
    for flag in Flag:
        flagged = view.flagged(flag)
        if flagged:
            found.append(
                Group(
                    flag, LABELS[flag], [(row, evidence_of(each)) for row, each in flagged], DECIDED[flag],
                    ADVICE[flag], _GIVE[flag], _give_url(flag, flagged, classroom),
                    "" if flag in (Flag.STUCK, Flag.NOT_STARTED) else discuss_url(classroom, flag, view.period),
                )
            )  # fmt: skip
    return found


def evidence_of(finding: Finding) -> str:
    """The numbers behind a finding, short enough to stand behind a name."""
    numbers = {"number": finding.number, "of": finding.of}
    if finding.flag is Flag.DOUBTS:
        return _("%(number)s of %(of)s real clips doubted") % numbers
    if finding.flag is Flag.BELIEVES:
        return _("%(number)s of %(of)s manipulated clips believed") % numbers
    if finding.flag is Flag.SURE_WRONG:
        return _("%(number)s of %(of)s times very sure and wrong") % numbers
    if finding.flag is Flag.STUCK and finding.since is not None:
        return _("last answer on %(date)s") % {"date": date_format(localtime(finding.since), "j F")}
    return ngettext("%(of)s quiz open", "%(of)s quizzes open", finding.of) % numbers


def builder_url(classroom: Classroom, **wishes: object) -> str:
    """The builder with a drawn quiz wished for already."""
    query = urlencode({"what": "drawn", **wishes}, doseq=True)
    return f"{reverse('new_assignment', args=[classroom.pk])}?{query}"


def discuss_url(classroom: Classroom, about: str, period: str) -> str:
    """Leads to the clip that was got wrong most."""
    query = urlencode({"about": about, "period": period})
    return f"{reverse('discuss_pair', args=[classroom.pk])}?{query}"


def _give_url(flag: Flag, flagged: list[tuple[LearnerRow, Finding]], classroom: Classroom) -> str:
    if flag is Flag.STUCK:
        return reverse("live", args=[flagged[0][1].assignment_id])
    if flag is Flag.NOT_STARTED:
        return reverse("assignment", args=[flagged[0][1].assignment_id])
    learners = [row.enrolment_id for row, _each in flagged]
    if flag is Flag.SURE_WRONG:
        missed = [
            cell.slug for cell in sorted((cell for row, _each in flagged for cell in row.cells if cell.said),
                                         key=lambda cell: cell.percent)
        ]  # fmt: skip
        some = list(dict.fromkeys(missed))[:_MISSED_MOST]
        return builder_url(classroom, techniques=some, count=8, learners=learners)
    return builder_url(classroom, real_share=_REAL_SHARE[flag], count=10, learners=learners)


def headline_of(view: ClassView) -> str:
    """Who needs help, in one sentence to be read in a second."""
    flagged = [row for row in view.rows if row.findings]
    if not view.rows:
        return _("There is nobody in this class yet")
    if not view.total.answers and not flagged:
        return _("Nothing was answered in this period")
    if not flagged:
        return _("Nobody stands out")
    if len(flagged) <= 3:
        names = [row.name for row in flagged]
        first = ", ".join(names[:-1])
        if not first:
            return _("Start with %(name)s") % {"name": names[0]}
        return _("Start with %(names)s and %(name)s") % {"names": first, "name": names[-1]}
    return ngettext(
        "%(number)s of %(all)s pupil needs you", "%(number)s of %(all)s pupils need you", len(flagged)
    ) % {
        "number": len(flagged),
        "all": len(view.rows),
    }
