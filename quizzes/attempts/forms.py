"""What comes with every answer besides the answer itself."""

from django import forms


class EnvelopeForm(forms.Form):
    """The idempotency key made with the page, which question it is, and how long it took."""

    key = forms.UUIDField()
    item_type = forms.SlugField(max_length=20)
    milliseconds = forms.IntegerField(required=False, min_value=0, max_value=24 * 3600 * 1000)
