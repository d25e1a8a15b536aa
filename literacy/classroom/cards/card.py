"""What stands on the cards of a class."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from literacy.classroom.actions import NewCode
from literacy.classroom.models import Classroom


@dataclass(frozen=True, slots=True)
class Deck:
    """The cards of one class. site: its address up to the host, such as https://school.example; language: of the cards."""

    class_name: str
    class_code: str
    site: str
    language: str
    cards: Sequence[NewCode]

    @property
    def host(self) -> str:
        """The site as somebody types it."""
        return self.site.partition("://")[2]


def deck_of(classroom: Classroom, cards: Sequence[NewCode], *, site: str, language: str) -> Deck:
    """The deck of a class. Raises ValueError for a language without words of its own."""
    if language not in ("nl", "en"):
        raise ValueError(f"There are no cards in {language!r}.")
    return Deck(classroom.name, classroom.code, site, language, cards)


def card_link(deck: Deck, card: NewCode) -> str:
    """What a card's QR code says: the class in the path, the words behind the "#", where no server and no log sees them."""
    return f"{deck.site}{reverse('join_class', args=[deck.class_code])}#card={card.code}"
