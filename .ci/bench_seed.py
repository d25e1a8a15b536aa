"""Fills a new site for the bench: pupils who are signed in and have each begun a quiz. Prints what they hold as JSON."""

import json
import sys
from datetime import timedelta

import django

PLACES = 12


def _quiz() -> list[int]:
    """One quiz of twelve pairs; the ids of its items."""
    from quizzes.clips.models import Clip, Pair  # noqa: PLC0415
    from quizzes.items.models import Item, Placement, Quiz  # noqa: PLC0415

    quiz = Quiz.objects.create(slug="bench", texts={"en": {"title": "Bench", "intro": "Look."}})
    for number in range(PLACES):
        clip = Clip.objects.create(slug=f"clip-{number}", medium="photo", texts={})
        pair = Pair.objects.create(
            slug=f"pair-{number}", clip=clip, medium="photo", technique="copy-move", state="published"
        )
        item = Item.objects.create(slug=pair.slug, pair=pair, chain=["judge", "locate"])
        Placement.objects.create(quiz=quiz, item=item, position=number)
    return list(quiz.items.order_by("id").values_list("id", flat=True))


def seed(pupils: int) -> list[dict[str, object]]:
    """Make the pupils with their sessions and sittings: [{"session", "sitting", "showings"}]."""
    from django.contrib.sessions.backends.cached_db import SessionStore  # noqa: PLC0415
    from django.contrib.sessions.models import Session  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from literacy.people.models import User  # noqa: PLC0415
    from quizzes.attempts.models import Showing, Sitting  # noqa: PLC0415
    from quizzes.items.models import Quiz  # noqa: PLC0415

    items = _quiz()
    quiz = Quiz.objects.get()
    users = User.objects.bulk_create(User(name=f"Pupil {n}", password=f"!{n:040}") for n in range(pupils))
    store = SessionStore()
    keys = [f"{n:032d}" for n in range(pupils)]
    Session.objects.bulk_create(
        Session(
            session_key=key,
            expire_date=timezone.now() + timedelta(days=1),
            session_data=store.encode(
                {
                    "_auth_user_id": str(user.pk),
                    "_auth_user_backend": "literacy.people.backends.PersonalCodeBackend",
                    "_auth_user_hash": user.get_session_auth_hash(),
                }
            ),
        )
        for key, user in zip(keys, users, strict=True)
    )
    sittings = Sitting.objects.bulk_create(Sitting(quiz=quiz, user=user) for user in users)
    showings = Showing.objects.bulk_create(
        (
            Showing(sitting=sitting, item_id=item, position=place, half="twin" if place % 2 else "original")
            for sitting in sittings
            for place, item in enumerate(items, start=1)
        ),
        batch_size=500,
    )
    return [
        {
            "session": key,
            "sitting": str(sitting.pk),
            "showings": [s.pk for s in showings[n * PLACES : (n + 1) * PLACES]],
        }
        for n, (key, sitting) in enumerate(zip(keys, sittings, strict=True))
    ]


def main() -> None:
    """`seed <pupils>` migrates and fills; `count` prints how many answers and judgements by pupils are kept."""
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from quizzes.attempts.models import Answer  # noqa: PLC0415

    if sys.argv[1] == "seed":
        call_command("migrate", verbosity=0)
        json.dump(seed(int(sys.argv[2])), sys.stdout)
    else:
        json.dump(Answer.objects.filter(item_type="judge").count(), sys.stdout)


if __name__ == "__main__":
    main()
