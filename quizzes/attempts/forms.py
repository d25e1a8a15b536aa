"""What comes with every answer besides the answer itself."""

from django import forms

_LONGEST = 24 * 3600 * 1000


class EnvelopeForm(forms.Form):
    """The idempotency key made with the page, which question it is, and how long it took."""

    key = forms.UUIDField()
    item_type = forms.SlugField(max_length=20)
    milliseconds = forms.CharField(required=False)

    def clean_milliseconds(self) -> int | None:
        """The time it took, or None: a page left open over night, or a clock gone wrong, must not cost an answer."""
        said = self.cleaned_data["milliseconds"]
        whole = said.isascii() and said.isdigit() and len(said) < 12
        return int(said) if whole and int(said) <= _LONGEST else None
