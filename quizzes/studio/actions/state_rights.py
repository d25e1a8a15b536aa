"""Saying who made a clip, under which terms, who is in it, and whether they agree."""

from django.db import transaction
from django.utils.translation import gettext as _

from quizzes.clips.catalogue_words import PEOPLE
from quizzes.clips.models import Clip
from quizzes.clips.vocabulary import LICENCES
from quizzes.http.refusal import Refusal
from quizzes.studio.consent import RECOGNISABLE
from quizzes.studio.locking import changeable
from quizzes.studio.models import Draft

_LONGEST_NAME, _LONGEST_NOTE = 200, 1000


def state_rights(
    *,
    draft: Draft,
    creator: str,
    licence: str,
    people: str,
    minors: bool = False,
    consent: bool = False,
    consent_note: str = "",
) -> Draft:
    """Keep what somebody states of a clip's rights.

    `licence` is a key of `vocabulary.LICENCES`, `people` one of `catalogue_words.PEOPLE`; `minors`: one of those
    who can be recognised is under 18; `consent`: they (or their parents) agreed, and `consent_note` says how and
    to what. Raises `Refusal`.
    """
    creator, consent_note = creator.strip(), consent_note.strip()
    if not creator or len(creator) > _LONGEST_NAME:
        raise Refusal(_("Say who made this: you, or the name of somebody else."), status=400)
    if licence not in LICENCES:
        raise Refusal(_("Choose under which licence this may be used."), status=400)
    if people not in PEOPLE:
        raise Refusal(_("Say whether somebody can be recognised."), status=400)
    if consent and people in RECOGNISABLE and not consent_note:
        raise Refusal(_("Note who agreed, when, and to what."), status=400)
    with transaction.atomic():
        fresh = changeable(draft)
        fresh.rights = {
            "creator": creator,
            "licence": licence,
            "people": people,
            "minors": minors and people in RECOGNISABLE,
            "consent": consent,
            "consent_note": consent_note[:_LONGEST_NOTE],
        }
        fresh.save(update_fields=["rights", "changed_at"])
        Clip.objects.filter(drafts=fresh).update(
            licence=licence, attribution=creator, people=people, consent=consent_note[:_LONGEST_NOTE]
        )
    return fresh
