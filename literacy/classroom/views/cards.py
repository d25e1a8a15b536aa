"""Making pupils' cards, and printing them while the page that shows them is open."""

from collections.abc import Sequence

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from literacy.classroom.access import classroom_for_cards, classroom_for_teacher, enrolment_for_teacher
from literacy.classroom.actions import NewCode, reset_code, reset_codes
from literacy.classroom.actions.codes import still_open
from literacy.classroom.cards import deck_as_csv, deck_as_pdf, deck_of
from literacy.classroom.chosen import chosen_places
from literacy.classroom.models import Classroom
from literacy.people.requests import SignedInRequest
from quizzes.http.refusal import Refusal


def show_cards(
    request: SignedInRequest,
    room: Classroom,
    cards: Sequence[NewCode],
    *,
    title: str = "",
    known: Sequence[str] = (),
    back: Sequence[str] = (),
    back_to: str = "",
) -> HttpResponse:
    """The page with cards to print: the only time that their words are shown.

    The page itself holds the words in its form and sends them along when a PDF or a table is asked for; the site keeps
    digests alone. known, back: names that are told above the cards. back_to: where the reader came from, if not the class.
    """
    context = {
        "classroom": room,
        "cards": cards,
        "title": title,
        "known": known,
        "back": back,
        "back_to": back_to or reverse("classroom", args=[room.pk]),
        "join_host": request.get_host(),
        "card_language": room.school.language,
    }
    return render(request, "classroom/cards.html", context)


@login_required
@never_cache
@require_POST
def new_code(request: SignedInRequest, enrolment_id: int) -> HttpResponse:
    """Give one pupil new words, and answer with their card."""
    enrolment = enrolment_for_teacher(request.user, enrolment_id)
    new = reset_code(enrolment=enrolment)
    return show_cards(
        request, enrolment.classroom, [new], title=_("A new card for %(name)s") % {"name": new.name}
    )


@login_required
@never_cache
@require_POST
def new_cards(request: SignedInRequest, classroom_id: int) -> HttpResponse:
    """Give the chosen pupils, or all of them, new words, and answer with their cards."""
    room = classroom_for_teacher(request.user, classroom_id)
    places = chosen_places(room, request.POST, all_when="all")
    return show_cards(request, room, reset_codes(classroom=room, places=places))


@login_required
@never_cache
@require_POST
def print_cards(request: SignedInRequest, classroom_id: int) -> HttpResponse:
    """The cards of the page that asks, as a PDF or a table: those whose words open a place of the class now."""
    room = classroom_for_cards(request.user, classroom_id)
    asked = [_card(field) for field in request.POST.getlist("card")]
    cards = still_open(room, [card for card in asked if card is not None])
    if not cards:
        raise Refusal(_("These cards are old: newer ones were made since. Make the cards anew."), status=410)
    language = request.POST.get("language", "")
    if language not in ("nl", "en"):
        language = room.school.language
    deck = deck_of(room, cards, site=f"{request.scheme}://{request.get_host()}", language=language)
    if request.POST.get("as") == "csv":
        data, kind, ending = deck_as_csv(deck), "text/csv; charset=utf-8", "csv"
    else:
        data, kind, ending = deck_as_pdf(deck), "application/pdf", "pdf"
    name = f"{slugify(_('Cards of %(name)s') % {'name': room.name}) or 'cards'}.{ending}"
    return HttpResponse(
        data, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _card(field: str) -> tuple[int, str, tuple[str, ...]] | None:
    """A card as the page's form holds it, `number:words:picture,picture,picture`; None for anything else."""
    number, _colon, rest = field.partition(":")
    words, _colon, pictures = rest.partition(":")
    if not number.isdecimal() or len(number) > 18 or not words:
        return None
    return int(number), words[:80], tuple(pictures.split(",")) if pictures else ()
