"""What may be wished for of a draw, as form fields."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from quizzes.clips.models import Medium, Pair
from quizzes.clips.vocabulary import CUES, TECHNIQUES
from quizzes.items.actions import FEWEST_DRAWN, MOST_DRAWN
from quizzes.items.drawing import Wishes

_BETWEEN = _("Choose a number of clips from 4 to 30.")
SHARES = [
    ("50", _("half")),
    ("25", _("a quarter")),
    ("40", "40 %"),
    ("60", "60 %"),
    ("75", _("three quarters")),
]


class WishesForm(forms.Form):
    """Techniques, cues, media and difficulty, any of each; how many clips, and which share of them real."""

    techniques = forms.MultipleChoiceField(
        choices=[(slug, term.name) for slug, term in TECHNIQUES.items()], required=False
    )
    cues = forms.MultipleChoiceField(choices=list(CUES.items()), required=False)
    kinds = forms.MultipleChoiceField(choices=Medium.choices, required=False)
    difficulties = forms.MultipleChoiceField(choices=Pair.Difficulty.choices, required=False)
    count = forms.IntegerField(
        required=False,
        min_value=FEWEST_DRAWN,
        max_value=MOST_DRAWN,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _BETWEEN),
    )
    real_share = forms.ChoiceField(choices=SHARES, required=False)

    def wishes(self) -> Wishes:
        """What the valid form wishes for."""
        cleaned = self.cleaned_data
        return Wishes(
            techniques=tuple(cleaned["techniques"]),
            cues=tuple(cleaned["cues"]),
            media=tuple(cleaned["kinds"]),
            difficulties=tuple(cleaned["difficulties"]),
            count=cleaned["count"] or 10,
            real_share=int(cleaned["real_share"] or 50),
        )
