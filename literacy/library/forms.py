"""What somebody looks for in the library, as it stands in the address."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms


class SearchForm(forms.Form):
    """Words of a title, at most one value of each kind, and an order; what cannot be read is left out."""

    q = forms.CharField(required=False, max_length=80)
    technique = forms.CharField(required=False, max_length=60)
    difficulty = forms.CharField(required=False, max_length=60)
    cue = forms.CharField(required=False, max_length=60)
    medium = forms.CharField(required=False, max_length=60)
    licence = forms.CharField(required=False, max_length=60)
    sort = forms.CharField(required=False, max_length=20)


def wishes_in(query: Mapping[str, str]) -> dict[str, str]:
    """What is wished for, by name of the field, in the order of the form; empty ones are left out."""
    form = SearchForm(query)
    form.is_valid()
    return {name: form.cleaned_data[name] for name in form.fields if form.cleaned_data.get(name)}
