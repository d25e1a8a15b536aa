"""What happens when many do the same thing in the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any, TypeVar

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from literacy.classroom.actions import Added, add_pupils, begin_assignment
from literacy.classroom.models import Assignment, Classroom
from literacy.people.models import User
from quizzes.attempts.models import Sitting

Answer = TypeVar("Answer")


def all_at_once(number: int, do: Callable[[int], Answer]) -> list[Answer]:
    """Run `do(0)` to `do(number - 1)` in threads that start together, each with a database connection of its own."""
    start = Barrier(number)

    def run(which: int) -> Answer:
        start.wait()
        try:
            return do(which)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(number) as threads:
        return list(threads.map(run, range(number)))


@pytest.mark.django_db(transaction=True)
def test_a_list_sent_four_times_at_once_makes_each_pupil_once(classroom: Classroom) -> None:
    names = ["Noor", "Amin", "Bo", "Zoë", "Noor"]

    def add(_which: int) -> Added:
        return add_pupils(classroom=Classroom.objects.select_related("school").get(), names=names)

    added = all_at_once(4, add)
    assert sorted(place.user.name for place in classroom.enrolments.all()) == ["Amin", "Bo", "Noor", "Zoë"]
    assert sum(len(one.new) for one in added) == 4


@pytest.mark.django_db(transaction=True)
def test_two_clicks_on_begin_are_one_sitting(assignment: Assignment, sam: User) -> None:
    sittings = all_at_once(4, lambda _which: begin_assignment(assignment=assignment, student=sam).pk)
    assert len(set(sittings)) == 1
    assert Sitting.objects.count() == assignment.assigned_sittings.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_class_comes_in_in_the_same_second(classroom: Classroom) -> None:
    cards = add_pupils(classroom=classroom, names=[f"Pupil {n}" for n in range(30)]).new

    def come_in(which: int) -> Any:
        client = Client()
        client.post(reverse("join_class", args=[classroom.code]), {"words": cards[which].code})
        return client.get(reverse("home")).content.decode()

    pages = all_at_once(30, come_in)
    assert all(f"Pupil {which}" in page for which, page in enumerate(pages))
