"""The cast and the factories that other tests stand on."""

from literacy.people.models import User
from quizzes.clips.models import Pair
from quizzes.items.models import Quiz


def test_the_pupil_of_the_cast_has_no_e_mail_and_cannot_use_a_password(sam: User) -> None:
    assert sam.email is None
    assert not sam.has_usable_password()


def test_a_made_pair_has_files_of_one_size_for_both_halves(quiz: Quiz) -> None:
    pair = Pair.objects.with_twin().published().filter(question="picture").first()
    assert pair is not None
    assert len({r.size for r in pair.renditions.exclude(kind="overlay")}) == 1
