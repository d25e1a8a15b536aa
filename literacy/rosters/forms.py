"""The forms of this room."""

from django import forms

from literacy.rosters.plan import Fate


class ListForm(forms.Form):
    """A pasted list or a file, and whether it holds everybody."""

    text = forms.CharField(required=False, strip=False)
    file = forms.FileField(required=False, allow_empty_file=True)
    complete = forms.BooleanField(required=False)


class FilterForm(forms.Form):
    """Which rows of a dry run are shown."""

    fate = forms.ChoiceField(required=False, choices=[(fate.value, fate.value) for fate in Fate])
    q = forms.CharField(required=False, max_length=80)
