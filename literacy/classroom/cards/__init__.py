"""Pupils' cards, on paper and as a table."""

from literacy.classroom.cards.card import Deck, card_link, deck_of
from literacy.classroom.cards.paper import deck_as_pdf
from literacy.classroom.cards.table import deck_as_csv

__all__ = ["Deck", "card_link", "deck_as_csv", "deck_as_pdf", "deck_of"]
