"""What a school has of its own: room, names of files, and the maker that a file names."""

import re
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from literacy.classroom.models import School
from literacy.studio.meter import quota_of
from quizzes.clips.disclosed import disclosed_half
from quizzes.studio.models import Draft

Make = Callable[..., Draft]


def test_a_school_may_have_room_of_its_own(school: School, settings: Any) -> None:
    settings.STUDIO_QUOTA_BYTES = 7_000_000
    said = StringIO()
    call_command("schools", "quota", str(school.pk), "--mb", "12", stdout=said)
    call_command("schools", "list", stdout=said)
    assert quota_of(school) == 12_000_000 and "12 MB in the studio)" in said.getvalue()
    call_command("schools", "quota", str(school.pk), stdout=said)
    assert quota_of(school) == 7_000_000
    with pytest.raises(CommandError, match="--mb must be"):
        call_command("schools", "quota", str(school.pk), "--mb", "-1")


def test_the_maker_in_the_file_is_proposed_for_the_rights(tesss: Client, draft: Make) -> None:
    facts = {
        "width": 240,
        "height": 160,
        "mime": "image/png",
        "provenance": {"data": {"maker": "Noor de Vries"}},
    }
    html = tesss.get(reverse("studio_draft", args=[draft("ready", facts=facts).pk])).content.decode()
    assert 'value="Noor de Vries"' in html and "This name stands in the file" in html
    without = tesss.get(reverse("studio_draft", args=[draft("ready").pk])).content.decode()
    assert 'value="Tess"' in without and "This name stands in the file" not in without


@pytest.mark.parametrize(
    ("title", "begins"),
    [("Een markt, in de regen: “écht”!", "een-markt-in-de-regen-echt"), ("市场", "pair-")],
)
def test_a_file_of_ones_own_pair_has_a_name_that_says_what_it_is(
    title: str, begins: str, make_pair: Any, school: School, keys: Any
) -> None:
    pair = make_pair(shelf=school.shelf)
    pair.texts = {"en": {"title": title}}
    name = disclosed_half(pair, "twin").name
    assert re.fullmatch(r"[a-z0-9-]+\.jpg", name) and name.startswith(begins)
    assert name.endswith("--manipulated-for-teaching.jpg") and name.count("--") == 2
    assert disclosed_half(pair, "original").name.endswith("--original.jpg")
