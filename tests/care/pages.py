"""The pages of care, in every state that looks different."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from literacy.care.access import address_of_school
from literacy.care.actions import (
    ask_for_export,
    ask_for_figures,
    ask_for_research,
    note_look,
    part_with_school,
    publish_statement,
    switch_research,
)
from literacy.care.keeping import announce_due
from literacy.care.models import Erasure
from literacy.care.pipeline import make_export
from literacy.classroom.models import Classroom, Enrolment
from literacy.people.models import User
from literacy.progress.rollup import tally_class
from literacy.progress.school_page import years_of
from quizzes.jobs.models import Job

Get = Callable[[str], Any]


def _busy(get: Get) -> None:
    """A school in which pupils are due, somebody looked, and something was erased."""
    school, place = get("school"), _place(get)
    over = timezone.now() - timedelta(days=345)
    for number in range(3):
        room = Classroom.objects.create(
            school=school, name=f"3{number}", code=f"OVER{number}", archived_at=over + timedelta(days=number)
        )
        for name in ("Lea", "Mats"):
            pupil = User.objects.create_user(name=f"{name} {number}")
            Enrolment.objects.create(classroom=room, user=pupil, code_digest=name)
    announce_due()
    Erasure.objects.create(school=school, why="clock", learners=28, answers=1204, files=2)
    for number in range(60):
        moment = timezone.now() - timedelta(hours=5 * number)
        note_look(by=get("tess"), kind="class", thing="classroom", number=place.classroom_id, now=moment)
    note_look(by=get("ada"), kind="pupil", thing="enrolment", number=place.pk)


def _place(get: Get) -> Enrolment:
    return Enrolment.objects.get(user=get("sam"))


def _of_school(name: str, *more: str, query: str = "", busy: bool = False) -> Callable[[Get], str]:
    def address(get: Get) -> str:
        if busy:
            _busy(get)
        return reverse(name, args=[get("school").pk, *more]) + query

    return address


def _parting(name: str) -> Callable[[Get], str]:
    def address(get: Get) -> str:
        school = get("school")
        part_with_school(school=school, by=get("ada"), typed=school.name)
        return reverse(name, args=[school.pk])

    return address


def _of_place(name: str) -> Callable[[Get], str]:
    return lambda get: reverse(name, args=[_place(get).pk])


def _export(
    *, own: bool = False, made: bool = True, gone: bool = False, left: bool = False
) -> Callable[[Get], str]:
    def address(get: Get) -> str:
        get("assignment")
        by = get("sam") if own else get("tess")
        export = ask_for_export(by=by, school=None if own else get("school"), learner=get("sam"))
        if made:
            make_export(export_id=str(export.pk), progress=lambda _percent: None)
        if gone:
            type(export).objects.update(expires_at=timezone.now())
        if left:
            Job.objects.all().delete()
        return reverse("export", args=[export.pk])

    return address


def _research(*, on: bool) -> Callable[[Get], str]:
    def address(get: Get) -> str:
        if on:
            switch_research(school=get("school"), on=True, by=get("ada"), understood=True)
            ask_for_research(by=get("ada"), school=get("school"))
        return reverse("care_research", args=[get("school").pk])

    return address


def _figures(get: Get) -> str:
    get("played")
    tally_class(get("classroom"))
    year = years_of(get("school"))[0]
    export = ask_for_figures(by=get("ada"), school=get("school"), kind="report", year=year)
    make_export(export_id=str(export.pk), progress=lambda _percent: None)
    return reverse("export", args=[export.pk])


def _text(get: Get) -> str:
    for body in ("### Ours\n\n- one", "### Ours, again\n\n- one\n- two"):
        publish_statement(school=get("school"), kind="pupils", language="en", body=body, by=get("ada"))
    return reverse("care_text", args=[get("school").pk, "pupils", "en"])


def _at_door(get: Get) -> str:
    return reverse("privacy_at_door", args=[address_of_school(get("school").pk)])


# label, address, who is signed in
CARE_PAGES: tuple[tuple[str, Callable[[Get], str], str], ...] = (
    ("care, nothing yet", _of_school("care"), "ada"),
    ("care", _of_school("care", busy=True), "ada"),
    ("care of a school that goes", _parting("care"), "ada"),
    ("looks, none", _of_school("care_looks"), "ada"),
    ("looks", _of_school("care_looks", busy=True), "ada"),
    ("looks, none like that", _of_school("care_looks", query="?q=nobody&kind=cards"), "ada"),
    ("find a pupil", _of_school("care_pupils"), "ada"),
    ("pupils found", _of_school("care_pupils", query="?q=lea", busy=True), "ada"),
    ("no pupil found", _of_school("care_pupils", query="?q=nobody"), "ada"),
    ("care text", _of_school("care_text", "statement", "nl"), "ada"),
    ("care text, contacts", _of_school("care_text", "help", "nl"), "ada"),
    ("care text of its own", _text, "ada"),
    ("care text, an older one", lambda get: _text(get) + "?version=1", "ada"),
    ("answers for research, off", _research(on=False), "ada"),
    ("answers for research, on", _research(on=True), "ada"),
    ("a report for the board", _figures, "ada"),
    ("erase the school", _of_school("care_erase"), "ada"),
    ("erase a school that goes", _parting("care_erase"), "ada"),
    ("data of a pupil", _of_place("learner_data"), "tess"),
    ("erase a pupil", _of_place("erase_learner"), "tess"),
    ("a file being made", _export(made=False), "tess"),
    ("a file", _export(), "tess"),
    ("a file that is gone", _export(gone=True), "tess"),
    ("a file that failed", _export(made=False, left=True), "tess"),
    ("own file", _export(own=True), "sam"),
    ("my data", lambda get: get("sam") and reverse("my_data"), "sam"),
    ("privacy", lambda get: reverse("privacy"), ""),
    ("privacy", lambda get: reverse("privacy"), "sam"),
    ("privacy at a door", _at_door, ""),
)
