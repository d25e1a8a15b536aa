"""The data map knows every table and column of the site, and the page is made from it."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db.models import Field, Model

from literacy.care.collecting import _BESIDE
from literacy.care.datamap import MAP, PERSONAL, Impersonal, Personal
from literacy.care.datamap.document import DOCUMENT, document

MODELS = {model._meta.label: model for model in apps.get_models(include_auto_created=True)}
KNOWN = {entry.model: entry for entry in PERSONAL}
IMPERSONAL = {label for entry in MAP if isinstance(entry, Impersonal) for label in entry.models}


def columns(model: type[Model]) -> set[str]:
    """Columns, and the many-to-many ones that are named on the model."""
    return {each.name for each in (*model._meta.concrete_fields, *model._meta.many_to_many)}


def unlisted(models: dict[str, type[Model]]) -> list[str]:
    """What of these tables the map does not know."""
    found = [label for label in models if label not in KNOWN and label not in IMPERSONAL]
    for label, model in models.items():
        if label in KNOWN:
            found += [f"{label}.{name}" for name in columns(model) - KNOWN[label].fields]
    return sorted(found)


def test_every_table_and_column_is_in_the_map() -> None:
    assert unlisted(MODELS) == []


def test_the_map_names_nothing_that_is_not_there() -> None:
    assert set(KNOWN) | IMPERSONAL <= set(MODELS)
    gone = [
        f"{label}.{name}" for label, entry in KNOWN.items() for name in entry.fields - columns(MODELS[label])
    ]
    assert gone == []
    assert len(PERSONAL) == len(KNOWN), "a table stands there twice"
    assert not set(KNOWN) & IMPERSONAL


def test_a_new_column_or_table_would_be_noticed() -> None:
    class Stranger:
        _meta = type("Meta", (), {"concrete_fields": [Field(name="birthday")], "many_to_many": []})

    for field in Stranger._meta.concrete_fields:  # type: ignore[attr-defined]
        field.set_attributes_from_name("birthday")
    assert "people.User.birthday" in unlisted({"people.User": Stranger})  # type: ignore[dict-item]
    assert unlisted({"made.Up": Stranger}) == ["made.Up"]  # type: ignore[dict-item]


def test_what_points_to_people_is_never_called_impersonal() -> None:
    """A column that leads to a person, a place or a sitting is personal, wherever it stands."""
    leads = {"people.User", "classroom.Enrolment", "attempts.Sitting", "attempts.Showing", "attempts.Answer"}
    hidden = []
    for label, model in MODELS.items():
        to_people = {
            each.name
            for each in (*model._meta.concrete_fields, *model._meta.many_to_many)
            if each.related_model is not None and each.related_model._meta.label in leads
        }
        told = set(KNOWN[label].personal) if label in KNOWN else set()
        hidden += [f"{label}.{name}" for name in to_people - told]
    assert hidden == []


@pytest.mark.parametrize("entry", PERSONAL, ids=lambda entry: entry.model)
def test_the_ways_to_learner_and_school_lead_somewhere(entry: Personal, db: None) -> None:
    rows = MODELS[entry.model]._default_manager.all()
    for way in filter(None, (entry.learner, entry.school)):
        assert rows.filter(**{way: 987654321}).count() == 0
    assert entry.secret <= set(entry.personal)
    beside = _BESIDE.get(entry.model, {})
    assert list(rows.values_list(*beside.values())[:0]) == []
    assert not set(beside) & entry.fields
    assert all((entry.about, entry.why, entry.term, entry.seen_by))


@pytest.mark.parametrize("entry", PERSONAL, ids=lambda entry: entry.model)
def test_what_leads_to_a_pupil_is_given_out(entry: Personal) -> None:
    """A table with the way to a pupil or a class on it has a lookup, so that no export forgets it."""
    model = MODELS[entry.model]
    leads = {"classroom.Enrolment", "attempts.Sitting", "attempts.Showing", "attempts.Answer"}
    related = {each.related_model._meta.label for each in model._meta.concrete_fields if each.related_model}
    if related & leads:
        assert entry.learner and entry.school


def test_the_page_is_what_the_map_says() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == document()
