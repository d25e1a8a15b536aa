"""The six steps of a draft: what has been done, what comes now, and what has to wait for what."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from quizzes.studio.actions.publish_draft import missing_words
from quizzes.studio.models import Draft
from quizzes.studio.recipe import is_as_made, is_placed

STEPS: dict[str, str | Promise] = {
    "rights": _("Whose is it?"),
    "technique": _("What do you change?"),
    "place": _("Where?"),
    "make": _("Make it, and look"),
    "words": _("What do you tell?"),
    "publish": _("Show it to the school"),
}
_WAITS_FOR = {
    "technique": ("rights", _("Say first whose it is.")),
    "place": ("technique", _("Choose first what you change.")),
    "make": ("place", _("Point out first where.")),
    "words": ("technique", _("Choose first what you change.")),
}


@dataclass(frozen=True)
class Step:
    """One step: `state` is done, now, open (may be done too), or later; `waits` says for what."""

    key: str
    number: int
    name: str | Promise
    state: str
    is_open: bool
    waits: str | Promise = ""

    @property
    def template(self) -> str:
        """Its form. What is pointed at has a stage of its own inside the form."""
        return f"studio/_{'where' if self.key == 'place' else self.key}.html"

    @property
    def is_done(self) -> bool:
        return self.state == "done"


@dataclass(frozen=True)
class Way:
    """All steps of one draft, what is still to be written, and whether the pair is what the draft says now."""

    steps: dict[str, Step]
    missing: list[str]
    is_as_made: bool

    @property
    def row(self) -> list[Step]:
        return list(self.steps.values())

    @property
    def now(self) -> str:
        """The step that comes now; empty when all is done."""
        return next((step.key for step in self.row if step.state == "now"), "")


def way_of(draft: Draft, asked_for: str = "") -> Way:
    """The steps of a draft; `asked_for` is opened, too, where it may be."""
    missing, as_made = missing_words(draft), is_as_made(draft)
    done = {
        "rights": bool(draft.rights),
        "technique": bool(draft.technique),
        "place": bool(draft.technique) and is_placed(draft),
        "make": as_made and draft.state in (Draft.State.MADE, Draft.State.PUBLISHED, Draft.State.RETIRED),
        "words": not missing,
        "publish": draft.state in (Draft.State.PUBLISHED, Draft.State.RETIRED),
    }
    now = next((key for key, is_done in done.items() if not is_done), "")
    steps = {}
    for number, (key, name) in enumerate(STEPS.items(), start=1):
        before, waits = _WAITS_FOR.get(key, ("", ""))
        if before and not done[before]:
            state = "later"
        elif done[key]:
            state, waits = "done", ""
        else:
            state, waits = ("now" if key == now else "open"), ""
        if key == "publish" and state == "open":
            state = "later"
        is_open = state in ("now", "open") or (key == asked_for and state == "done")
        steps[key] = Step(key, number, name, state, is_open, waits)
    return Way(steps, missing, as_made)
