"""The pages of a class: its pupils, groups, settings and doors."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from literacy.classroom.actions import (
    Knock,
    add_pupils,
    archive_classroom,
    let_leave,
    make_classroom,
    make_group,
    set_door,
)
from literacy.classroom.actions.knocking import greet
from literacy.classroom.models import Classroom


def over(get: Callable[[str], Any]) -> Classroom:
    room: Classroom = get("played").classroom
    archive_classroom(classroom=room)
    return room


def peopled(get: Callable[[str], Any]) -> Classroom:
    """Tess's class with pupils in a group, one who left, and another class to move to."""
    room: Classroom = get("classroom")
    add_pupils(classroom=room, names=["Noor", "Daan", "Yara", "Sem"])
    make_classroom(school=room.school, name="3C", teacher=get("tess"))
    make_group(classroom=room, name="Plus", places=room.enrolments.filter(user__name__in=["Noor", "Sem"]))
    let_leave(places=room.enrolments.filter(user__name="Yara"))
    return room


def by_pictures(get: Callable[[str], Any]) -> Classroom:
    room: Classroom = get("classroom")
    set_door(classroom=room, shows_names=True, code_kind="pictures")
    add_pupils(classroom=room, names=["Noor", "Daan", "Yara"])
    return room


def youngest(get: Callable[[str], Any]) -> Classroom:
    """A class that picks its names and pictures, at an address where it has been before."""
    room = by_pictures(get)
    greet(room, Knock("127.0.0.1"))
    return room


def first(get: Callable[[str], Any]) -> int:
    return int(get("classroom").enrolments.order_by("user__name")[0].pk)


# name, address, who
CLASS_PAGES: tuple[tuple[str, Callable[[Callable[[str], Any]], str], str], ...] = (
    ("class that is over", lambda get: reverse("classroom", args=[over(get).pk]), "tess"),
    ("classes that are over", lambda get: reverse("home") + f"?over={over(get).pk}", "tess"),
    ("pupils", lambda get: reverse("pupils", args=[peopled(get).pk]), "tess"),
    ("pupils, none", lambda get: reverse("pupils", args=[get("classroom").pk]), "tess"),
    ("pupils who left", lambda get: reverse("pupils", args=[peopled(get).pk]) + "?left=1", "tess"),
    ("pupil", lambda get: reverse("pupil", args=[peopled(get).enrolments.present()[0].pk]), "tess"),
    (
        "pupil who left",
        lambda get: reverse("pupil", args=[peopled(get).enrolments.departed()[0].pk]),
        "tess",
    ),
    ("settings of a class", lambda get: reverse("keep_class", args=[get("classroom").pk]), "tess"),
    ("groups", lambda get: reverse("groups", args=[peopled(get).pk]), "tess"),
    ("board", lambda get: reverse("board", args=[get("classroom").pk]), "tess"),
    ("door with names", lambda get: reverse("join_class", args=[youngest(get).code]), ""),
    ("door with pictures", lambda get: reverse("join_place", args=[youngest(get).code, first(get)]), ""),
    ("door with pictures, elsewhere", lambda get: reverse("join_class", args=[by_pictures(get).code]), ""),
)
