"""Two colleagues at one desk: both press at once, one thing happens, and nobody sees an error."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from literacy.classroom.models import School
from literacy.people.models import User
from quizzes.clips.models import Pair
from quizzes.studio.models import Draft
from tests.attempts.test_parallel import at_once
from tests.pages import sign_in
from tests.studio.made import jpeg
from tests.studio_pages.made import WORDS

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., Draft]


def posting(user: User, address: str, given: dict[str, Any] | None = None) -> Callable[[], int]:
    window = Client()
    sign_in(window, user)
    return lambda: int(window.post(address, given or {}).status_code)


def test_two_who_publish_at_once_publish_it_once(draft: Make, tess: User, ada: User) -> None:
    held = draft("made", texts={"nl": WORDS})
    address = reverse("studio_publish", args=[held.pk])
    assert sorted(at_once(posting(tess, address), posting(ada, address))) == [302, 409]
    assert Pair.objects.published().count() == 1


def test_one_who_deletes_while_another_publishes_leaves_nothing_half_done(
    draft: Make, tess: User, ada: User
) -> None:
    held = draft("made", texts={"nl": WORDS})
    codes = at_once(
        posting(tess, reverse("studio_publish", args=[held.pk])),
        posting(ada, reverse("studio_delete", args=[held.pk])),
    )
    assert set(codes) <= {302, 404, 409, 410}
    published = Draft.objects.filter(state="published").count()
    assert published == Pair.objects.count() == Draft.objects.count()


def test_uploads_at_once_never_pass_the_quota(school: School, tess: User, ada: User, settings: Any) -> None:
    settings.STUDIO_QUOTA_BYTES = int(1.5 * len(jpeg()))
    address = reverse("studio_upload", args=[school.pk])
    acts = [
        posting(who, address, {"file": SimpleUploadedFile("street.jpg", jpeg())}) for who in (tess, ada, tess)
    ]
    codes = at_once(*acts)
    assert set(codes) <= {302, 507} and codes.count(302) <= 1
    assert Draft.objects.count() == codes.count(302)
