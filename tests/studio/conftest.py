"""A draft taken step by step, for the tests of the studio."""

from collections.abc import Callable, Iterator

import pytest
from django.utils import translation

from literacy.people.models import User
from quizzes.jobs.models import Job
from quizzes.jobs.registry import JobFailure, kind_named, load_kinds
from quizzes.studio.actions.keep_upload import keep_upload
from quizzes.studio.actions.state_rights import state_rights
from quizzes.studio.models import Draft
from tests.clips.made_films import film_file
from tests.forgery.films import made_film
from tests.studio.made import SHELF


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Sentences are looked for in English."""
    with translation.override("en"):
        yield


@pytest.fixture(scope="session")
def mp4(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A film of two seconds with sound."""
    path = tmp_path_factory.mktemp("film") / "film.mp4"
    return film_file(path, list(made_film(50).frames()), tone=True).read_bytes()


@pytest.fixture
def upload(tess: User) -> Callable[..., Draft]:
    """Uploads bytes to tess's shelf; returns the draft as it is then."""

    def give(data: bytes, name: str = "clip.bin", **options: object) -> Draft:
        chunks = (data[at : at + 65_536] for at in range(0, len(data), 65_536))
        return keep_upload(shelf=SHELF, owner=tess, name=name, chunks=chunks, **options)  # type: ignore[arg-type]

    return give


@pytest.fixture
def work() -> Callable[[], None]:
    """Does all the background work that waits, in this process."""

    def run() -> None:
        load_kinds()
        for waiting in Job.objects.filter(state=Job.State.WAITING).order_by("pk"):
            kind = kind_named(waiting.kind)
            assert kind is not None
            try:
                kind.work(waiting.target, lambda percent: None)
                waiting.state = Job.State.DONE
            except JobFailure:
                waiting.state = Job.State.FAILED
            waiting.save()

    return run


@pytest.fixture
def ready(upload: Callable[..., Draft], work: Callable[[], None]) -> Callable[..., Draft]:
    """Uploads, has it looked at and states the rights; returns the draft, ready to be worked on."""

    def make(data: bytes, **rights: object) -> Draft:
        draft = upload(data)
        work()
        draft.refresh_from_db()
        stated = {"creator": "Tess", "licence": "CC0-1.0", "people": "none"} | rights
        return state_rights(draft=draft, **stated)  # type: ignore[arg-type]

    return make
