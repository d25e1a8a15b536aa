"""The ready-made quizzes from their file, as far as their pairs are published."""

from collections.abc import Callable
from pathlib import Path

import pytest

from literacy.people.models import User
from quizzes.attempts.actions import start_sitting
from quizzes.attempts.taker import Taker
from quizzes.clips.models import Pair
from quizzes.items.loader import QuizFileError, item_for_pair, load_quizzes
from quizzes.items.models import Quiz

MakePair = Callable[..., Pair]
TEXTS = """
[quiz.texts.en]
title = "Look"
intro = "Look twice."
[quiz.texts.nl]
title = "Kijk"
intro = "Kijk nog eens."
"""


def written(folder: Path, *pairs: str, more: str = "", texts: str = TEXTS) -> Path:
    path = folder / "quizzes.toml"
    path.write_text(f'[[quiz]]\nslug = "look"\npairs = {list(pairs)}\n{more}\n{texts}', encoding="utf-8")
    return path


def test_a_quiz_holds_its_published_pairs_in_order_and_names_the_missing(
    make_pair: MakePair, tmp_path: Path
) -> None:
    first, second, unmade = make_pair(), make_pair(), make_pair()
    Pair.objects.filter(pk=unmade.pk).update(state=Pair.State.FAILED)
    report = load_quizzes(written(tmp_path, second.slug, unmade.slug, first.slug))
    quiz = Quiz.objects.get(slug="look")
    assert [placement.item.pair for placement in quiz.placements.all()] == [second, first]
    assert (report.loaded, report.missing) == ({"look": 2}, {"look": [unmade.slug]})


def test_loading_again_changes_nothing(make_pair: MakePair, tmp_path: Path) -> None:
    path = written(tmp_path, make_pair().slug, make_pair().slug)
    before = load_quizzes(path)
    assert load_quizzes(path) == before
    assert Quiz.objects.count() == 1


def test_a_quiz_that_somebody_has_begun_keeps_its_items(
    make_pair: MakePair, tmp_path: Path, sam: User
) -> None:
    first, second = make_pair(), make_pair()
    load_quizzes(written(tmp_path, first.slug))
    start_sitting(quiz=Quiz.objects.get(), taker=Taker.of(sam))
    load_quizzes(written(tmp_path, first.slug, second.slug))
    assert Quiz.objects.get().placements.count() == 1


def test_a_caption_is_never_asked_for_a_place(make_pair: MakePair) -> None:
    assert item_for_pair(make_pair(claim=True, technique="miscaptioned")).chain == ["judge", "technique"]


def test_an_authentic_clip_is_asked_about_just_like_one_with_a_twin(make_pair: MakePair) -> None:
    assert (
        item_for_pair(make_pair(has_twin=False)).chain
        == item_for_pair(make_pair()).chain
        == ["judge", "locate", "cue"]
    )


def test_a_change_over_most_of_the_picture_is_not_asked_for_a_place(make_pair: MakePair) -> None:
    pair = make_pair()
    pair.truth = {"size": [240, 160], "regions": [{"box": [0, 0, 1, 0.6]}]}
    pair.save()
    assert item_for_pair(pair).chain == ["judge", "cue", "technique"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("[[quiz]", "cannot be read"),
        ("", "cannot be read"),
        ('[quiz]\nslug = "look"', "[[quiz]]"),
        ("[[quiz]]\npairs = []", "lacks `slug`"),
        ('[[quiz]]\nslug = "look"', "lacks `pairs`"),
        ('[[quiz]]\nslug = "look"\npairs = []\ntexts = {en = "Look"}', "in en"),
        (f'[[quiz]]\nslug = "look"\npairs = ["a", "a"]\n{TEXTS}', "twice"),
        (f'[[quiz]]\nslug = "look"\npairs = []\ncompare = "a"\n{TEXTS}', "`compare`"),
        (f'[[quiz]]\nslug = "look"\npairs = []\ncompare = ["a"]\n{TEXTS}', "none of its pairs"),
        (f'[[quiz]]\nslug = "look"\npairs = []\nmode = "exam"\n{TEXTS}', "mode"),
        (f'[[quiz]]\nslug = "look"\npairs = []\n{TEXTS}' * 2, "two quizzes called look"),
    ],
)
def test_a_wrong_file_is_named_with_what_is_wrong(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "quizzes.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(QuizFileError) as caught:
        load_quizzes(path)
    assert "quizzes.toml" in str(caught.value)
    assert says in str(caught.value)


def test_a_file_that_is_not_there_or_not_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(QuizFileError, match="missing"):
        load_quizzes(tmp_path / "missing.toml")
    (tmp_path / "odd.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(QuizFileError, match="odd"):
        load_quizzes(tmp_path / "odd.toml")


def test_generated_clips_never_outnumber_the_real_ones_beside_them(
    make_pair: MakePair, tmp_path: Path
) -> None:
    canvas = {"params": {"canvas": [384, 384]}}
    faces = [make_pair(has_original=False, recipe=canvas) for _ in range(3)]
    real = [
        make_pair(has_twin=False, recipe=canvas),
        make_pair(has_twin=False),  # of another shape, so it stands beside none of them
    ]
    report = load_quizzes(written(tmp_path, *(pair.slug for pair in [*faces, *real])))
    assert report.unbalanced == {"look": [faces[1].slug, faces[2].slug]}
    assert [each.item.pair for each in Quiz.objects.get().placements.all()] == [faces[0], *real]


def test_a_quiz_of_a_pack_waits_until_the_pack_is_there(make_pair: MakePair, tmp_path: Path) -> None:
    face = make_pair(has_original=False, recipe={"pack": "faces"})
    Pair.objects.update(state=Pair.State.RENDERING)
    path = written(tmp_path, make_pair(has_twin=False).slug, face.slug, more='pack = "faces"')
    report = load_quizzes(path)
    assert (report.waiting, report.loaded, Quiz.objects.count()) == ({"look": "faces"}, {}, 0)
    Pair.objects.update(state=Pair.State.PUBLISHED)
    assert load_quizzes(path).loaded == {"look": 2}
