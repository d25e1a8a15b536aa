"""A school that is deleted takes everything of its own along, and nothing of anybody else's."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db.models import ProtectedError

from literacy.classroom.actions import delete_school
from literacy.classroom.models import Classroom, Enrolment, School
from literacy.people.models import User
from quizzes.attempts.actions import clear_shelf
from quizzes.attempts.models import Answer, Sitting
from quizzes.clips.lens_pictures import lens_file
from quizzes.clips.lens_shown import lens_of
from quizzes.clips.models import Clip, Pair
from quizzes.items.models import Item
from quizzes.jobs.models import Job
from quizzes.reports.models import Report
from quizzes.studio.actions.keep_upload import keep_upload
from quizzes.studio.models import Draft
from tests import play
from tests.factories import make_quiz, make_sitting
from tests.studio.made import jpeg

pytestmark = pytest.mark.django_db(transaction=True)


def files() -> set[str]:
    root = Path(settings.MEDIA_ROOT)
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


@pytest.fixture
def theirs(make_pair: Callable[..., Pair]) -> Pair:
    """A pair of the library, with a lens that somebody looked through."""
    pair = make_pair()
    _look(pair)
    return pair


@pytest.fixture
def full(school: School, theirs: Pair, make_pair: Callable[..., Pair], tess: User, sam: User) -> Pair:
    """A school with a pair of its own, played, reported and looked at, and an upload that waits."""
    pair = make_pair(shelf=school.shelf)
    Clip.objects.filter(pk=pair.clip_id).update(shelf=school.shelf, file="originals/ab/own")
    original = Path(settings.MEDIA_ROOT) / "originals/ab/own"
    original.parent.mkdir(parents=True)
    original.write_bytes(b"an original")
    _look(pair)
    make_sitting(make_quiz([pair, theirs]), sam)
    Report.objects.create(pair=pair, user=sam, reason="other")
    Draft.objects.create(
        shelf=school.shelf, owner=tess, title="mine", pair=pair, clip=pair.clip, state="published"
    )
    keep_upload(shelf=school.shelf, owner=tess, name="new.jpg", chunks=[jpeg()])
    return pair


def _look(pair: Pair) -> None:
    lens = lens_of(pair, "ela", revealed=True)
    assert lens is not None
    lens_file(lens, pair.renditions.get(kind="twin"))


def test_nothing_of_it_is_left_in_rows_or_files(full: Pair, theirs: Pair, school: School) -> None:
    mine = {each.file for each in theirs.renditions.all()}
    assert len(files()) > len(mine) + 1
    delete_school(school=school)
    left = files()
    assert mine <= left
    assert {name.split("/")[0] for name in left - mine} == {"lenses"}
    assert len(left - mine) == 1, "the library's lens"
    assert not Pair.objects.filter(slug=full.slug).exists()
    assert not Clip.objects.exclude(pk=theirs.clip_id).exists()
    for model in (Draft, School, Report, Sitting, Job):
        assert not model.objects.exists(), model
    assert list(Item.objects.values_list("pair", flat=True)) == [theirs.pk]


@pytest.mark.parametrize("how", ["row", "rows"])
def test_however_a_school_is_deleted_its_shelf_is_cleared(how: str, full: Pair, school: School) -> None:
    if how == "row":
        school.delete()
    else:
        School.objects.filter(pk=school.pk).delete()
    assert not Pair.objects.filter(slug=full.slug).exists()
    assert not any(name.startswith(("originals/", "uploads/")) for name in files())


def test_an_error_leaves_everything_as_it_was(
    full: Pair, school: School, make_pair: Callable[..., Pair]
) -> None:
    stands_on_it = make_pair()
    Pair.objects.filter(pk=stands_on_it.pk).update(clip=full.clip)
    before = files()
    with pytest.raises(ProtectedError):
        delete_school(school=school)
    assert (files(), School.objects.count(), Draft.objects.count()) == (before, 1, 2)


def test_its_pupils_go_with_their_answers_and_adults_stay(
    assignment: Any, classroom: Classroom, school: School, tess: User
) -> None:
    play.let_answer(assignment, play.pupil(classroom, "Noor"), clips=2, seed=1)
    assert delete_school(school=school) == 1
    assert list(User.objects.all()) == [tess]
    assert not Answer.objects.exists()


def test_a_pupil_of_another_school_too_stays(classroom: Classroom, school: School, sam: User) -> None:
    other = School.objects.create(name="Het Baken")
    room = Classroom.objects.create(school=other, name="1A", code="ZZZZ22")
    Enrolment.objects.create(classroom=room, user=sam, code_digest="sam-too")
    assert delete_school(school=school) == 0
    assert User.objects.filter(pk=sam.pk).exists()


def test_another_schools_shelf_is_left_alone(full: Pair, make_pair: Callable[..., Pair]) -> None:
    other = School.objects.create(name="Het Baken")
    kept = make_pair(shelf=other.shelf)
    before = files()
    School.objects.create(name="Empty").delete()
    assert (files(), Pair.objects.filter(pk=kept.pk).exists()) == (before, True)


def test_the_library_is_nobodys_shelf(db: None) -> None:
    with pytest.raises(ValueError, match="library"):
        clear_shelf(shelf="")


def test_the_command_deletes_only_with_the_whole_name(full: Pair, school: School) -> None:
    out = StringIO()
    call_command("schools", "list", stdout=out)
    assert f"{school.pk}: De Linde (1 pupils)" in out.getvalue()
    for number, name in ((school.pk, ""), (school.pk, "De Lind"), (987, "De Linde")):
        with pytest.raises(CommandError):
            call_command("schools", "delete", str(number), name=name)
    assert School.objects.exists()
    call_command("schools", "delete", str(school.pk), name="De Linde", stdout=out)
    assert not School.objects.exists()
    assert "De Linde is deleted, with 1 pupils" in out.getvalue()
