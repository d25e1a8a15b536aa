"""What lies on one tenant's shelf is seen by nobody else: not on a page, not in a count, not in a pack."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from literacy.classroom.models import Membership, School
from literacy.lessons.access import pairs_of
from literacy.lessons.models import Lesson
from literacy.people.models import User
from quizzes.clips.actions import retire_pairs
from quizzes.clips.library_audit import audit_library
from quizzes.clips.library_report import library_digests, library_status
from quizzes.clips.models import LIBRARY, Pair
from quizzes.clips.pack_export import ExportError, export_pack
from quizzes.clips.tasks import RENDER_PAIR
from quizzes.growth.counts import growth_of
from quizzes.items.loader import load_quizzes
from quizzes.jobs.models import Job

Make = Callable[..., Pair]


@pytest.fixture
def own(make_pair: Make, school: School) -> Pair:
    """A published pair of the school De Linde's own."""
    return make_pair(shelf=school.shelf)


def test_shelves_are_chosen_by_name(own: Pair, make_pair: Make, school: School) -> None:
    ours = make_pair()
    assert list(Pair.objects.in_library()) == [ours]
    assert list(Pair.objects.on_shelves(school.shelf)) == [own]
    assert set(Pair.objects.on_shelves(LIBRARY, school.shelf)) == {own, ours}
    assert not Pair.objects.on_shelves("school-0").exists()


def test_a_draft_is_not_published_though_its_files_are_made(make_pair: Make) -> None:
    make_pair(is_draft=True)
    assert not Pair.objects.published().exists()


def test_teacher_finds_the_pairs_of_the_own_school(own: Pair, tess: User, client: Client) -> None:
    client.force_login(tess)
    assert own.slug in client.get("/library/").content.decode()
    assert client.get(f"/library/{own.slug}/").status_code == 200


def test_teacher_of_another_school_never_meets_it(own: Pair, nora: User, client: Client) -> None:
    client.force_login(nora)
    assert own.slug not in client.get("/library/").content.decode()
    for page in ("", "sheet/"):
        assert client.get(f"/library/{own.slug}/{page}").status_code == 404


def test_staff_without_a_school_see_the_library_alone(own: Pair, otto: User, client: Client) -> None:
    otto.is_staff = True
    otto.save()
    client.force_login(otto)
    assert client.get("/library/").status_code == 200
    assert client.get(f"/library/{own.slug}/").status_code == 404


def test_who_teaches_at_two_schools_sees_both_shelves(
    own: Pair, nora: User, school: School, client: Client
) -> None:
    Membership.objects.create(school=school, user=nora, role=Membership.Role.TEACHER)
    client.force_login(nora)
    assert client.get(f"/library/{own.slug}/").status_code == 200


def test_neighbours_of_a_pair_are_never_another_schools(
    own: Pair, make_pair: Make, nora: User, client: Client
) -> None:
    seen = make_pair()
    client.force_login(nora)
    assert own.slug not in client.get(f"/library/{seen.slug}/").content.decode()


def test_library_counts_exports_and_audits_leave_it_out(own: Pair, tmp_path: Path) -> None:
    failed = Pair.objects.create(
        slug="own-failed", clip=own.clip, medium="photo", technique="mirror", difficulty="easy",
        shelf=own.shelf, state=Pair.State.FAILED,
    )  # fmt: skip
    status = library_status()
    assert (status["pairs"], status["originals"], status["failed"]) == (0, 0, [])
    assert list(library_digests()) == []
    assert audit_library() == {}
    with pytest.raises(ExportError):
        export_pack(tmp_path / "pack")
    assert failed.slug not in str(status)


def test_growth_of_the_library_does_not_count_what_a_school_makes(own: Pair) -> None:
    Job.objects.create(kind=RENDER_PAIR, target=own.slug)
    growth = growth_of(0, tell_end=True)
    assert growth is not None
    assert (growth.making, growth.failed) == (0, 0)


def test_building_the_library_retires_nothing_of_a_school(own: Pair) -> None:
    own.recipe = {"digest": "of what a school made"}
    own.save()
    assert retire_pairs(keep=[]) == []


def test_quizzes_for_everybody_take_pairs_of_the_library_alone(
    own: Pair, make_pair: Make, tmp_path: Path
) -> None:
    seen = make_pair()
    path = tmp_path / "quizzes.toml"
    text = "".join(f'[quiz.texts.{language}]\ntitle = "A"\nintro = "B"\n' for language in ("en", "nl"))
    path.write_text(
        f'[[quiz]]\nslug = "all"\npairs = ["{own.slug}", "{seen.slug}"]\n{text}', encoding="utf-8"
    )
    assert load_quizzes(path).missing == {"all": [own.slug]}


def test_lessons_for_everybody_show_pairs_of_the_library_alone(
    lesson: Lesson, field: Pair, school: School
) -> None:
    assert list(pairs_of(lesson)) == [field]
    Pair.objects.filter(pk=field.pk).update(shelf=school.shelf)
    assert not pairs_of(lesson).exists()
