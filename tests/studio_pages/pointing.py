"""Drafts at the step where a place is pointed out, with clips of their own that need no background work."""

import base64
import io
import uuid
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from literacy.classroom.models import School
from literacy.people.models import User
from quizzes.clips import store
from quizzes.clips.models import Clip
from quizzes.studio.keeping import ORIGINALS
from quizzes.studio.models import Draft
from tests.clips.made_films import film_file
from tests.forgery.films import made_film
from tests.studio.made import jpeg, wav

RIGHTS = {"creator": "Tess", "licence": "CC0-1.0", "people": "none", "minors": False, "consent": ""}


def draft_to_place(
    school: School, owner: User, medium: str, technique: str, *, size: tuple[int, int] = (640, 480)
) -> Draft:
    """A draft whose clip is clean and whose rights and technique are said; splicing gets a second photo."""
    data, facts = _clip(medium, size)
    draft = _draft(school, owner, medium, data, facts, technique)
    if technique == "splicing":
        second = _draft(school, owner, medium, data, facts, "")
        draft.second_clip = second.clip
        draft.save()
    return draft


def _draft(
    school: School, owner: User, medium: str, data: bytes, facts: dict[str, Any], technique: str
) -> Draft:
    key = store.new_key(ORIGINALS)
    store.keep(key, data)
    clip = Clip.objects.create(
        slug=f"own-{uuid.uuid4().hex}",
        medium=medium,
        file=key,
        sha256="0" * 64,
        ingest={"crop": None, "long_side": 1280, "facts": facts},
        shelf=school.shelf,
        size=len(data),
    )
    return Draft.objects.create(
        shelf=school.shelf,
        owner=owner,
        title="A field",
        state=Draft.State.READY,
        medium=medium,
        facts=facts,
        clip=clip,
        rights=RIGHTS,
        technique=technique,
    )


def _clip(medium: str, size: tuple[int, int]) -> tuple[bytes, dict[str, Any]]:
    if medium == "photo":
        out = io.BytesIO()
        Image.open(io.BytesIO(jpeg(*size))).save(out, "PNG")
        return out.getvalue(), {"width": size[0], "height": size[1], "mime": "image/png"}
    if medium == "sound":
        peaks = base64.b64encode(np.arange(480, dtype=np.uint8).tobytes()).decode()
        return wav(6.0), {"seconds": 6.0, "pause": [1.0, 1.3], "peaks": peaks, "mime": "audio/wav"}
    with store.workplace() as folder:
        film = film_file(Path(folder) / "film.mp4", list(made_film(100).frames())).read_bytes()
    width, height = made_film(1).width, made_film(1).height
    return film, {
        "width": width,
        "height": height,
        "seconds": 4.0,
        "fps": 25.0,
        "frames": 100,
        "mime": "video/mp4",
    }
