"""Drafts in any state, with real files and without the work of making them."""

import io
from typing import Any

from PIL import Image

from literacy.classroom.models import School
from literacy.people.models import User
from quizzes.clips import store
from quizzes.clips.models import Clip, Pair
from quizzes.studio.models import Draft
from quizzes.studio.recipe import recipe_of
from tests.factories import HEIGHT, WIDTH, make_pair, numbers

State = Draft.State
RIGHTS = {
    "creator": "Tess",
    "licence": "LicenseRef-own-work",
    "people": "none",
    "minors": False,
    "consent": False,
    "consent_note": "",
}
WORDS = {"title": "A field of our own", "alt": "A field", "reveal": "Look at the box."}
PLACE = {"regions": [[[0.1, 0.1], [0.4, 0.1], [0.4, 0.5], [0.1, 0.5]]], "to": [0.7, 0.6]}


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (WIDTH, HEIGHT), (90, 140, 180)).save(out, "PNG")
    return out.getvalue()


def _clip(school: School) -> Clip:
    key, data = store.new_key("originals"), png()
    store.keep(key, data)
    return Clip.objects.create(
        slug=f"own-clip-{next(numbers)}",
        medium="photo",
        texts={"en": {"title": "A field"}},
        source="upload",
        sha256="0" * 64,
        file=key,
        ingest={"facts": {"width": WIDTH, "height": HEIGHT, "mime": "image/png"}},
        licence="",
        attribution="",
        people="none",
        shelf=school.shelf,
        size=len(data),
    )


def make_draft(school: School, owner: User | None = None, state: str = State.READY, **fields: Any) -> Draft:
    """A photo's draft on the shelf of a school, as far as its state says; `fields` overrule what it has."""
    has_clip = state not in (State.WAITING, State.CHECKING, State.REFUSED)
    is_made = state in (State.MADE, State.PUBLISHED, State.RETIRED)
    draft = Draft(shelf=school.shelf, owner=owner, title="field", state=state)
    if has_clip:
        draft.clip, draft.medium = _clip(school), "photo"
        draft.facts = {"width": WIDTH, "height": HEIGHT, "mime": "image/png"}
    if is_made or state == State.RENDERING:
        draft.rights, draft.technique, draft.place = RIGHTS, "copy-move", PLACE
    if state in (State.PUBLISHED, State.RETIRED):
        draft.texts = {"nl": WORDS}
    for name, value in fields.items():
        setattr(draft, name, value)
    if is_made or state == State.RENDERING:
        draft.pair = _pair(draft, state)
    draft.save()
    return draft


def _pair(draft: Draft, state: str) -> Pair:
    pair = make_pair(
        technique=draft.technique, shelf=draft.shelf, is_draft=state in (State.MADE, State.RENDERING)
    )
    pair.recipe = recipe_of(draft)
    made_up, pair.clip = pair.clip, draft.clip or pair.clip
    pair.state = {State.RENDERING: Pair.State.RENDERING, State.RETIRED: Pair.State.RETIRED}.get(
        State(state), Pair.State.PUBLISHED
    )
    pair.texts = {"nl": WORDS, "en": WORDS}
    pair.save()
    made_up.delete()
    return pair
