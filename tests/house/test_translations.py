"""The translations' tool: finds every kind of message, keeps what is known, and sees each fault."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from django.conf import settings
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from literacy import translations
from literacy.translations import extract, faults, merge, po_bytes, read

PYTHON = """
from django.utils.translation import gettext as _, gettext_lazy, ngettext, pgettext, npgettext
_("plain")
gettext_lazy("lazy")
ngettext("%(n)s clip", "%(n)s clips", 3)
pgettext("verb", "check")
npgettext("noun", "%(n)s check", "%(n)s checks", 2)
_(computed)
_("two "
  "pieces")
"""
TEMPLATE = """
{% load i18n %}
{% translate "in a tag" %} {% trans 'old tag' context "menu" %} {% translate name %}
<p title="{% translate "in an attribute" %}">{{ _("in an expression") }}</p>
{% blocktranslate trimmed with name=user.name %}
  Hello
  {{ name }}
{% endblocktranslate %}
{% blocktranslate count n=found|length %}{{ n }} fake{% plural %}{{ n }} fakes{% endblocktranslate %}
{# _("a comment") #}
    <div>
        <p>deep</p>
      <p>{% translate "between" %}</p>
  </div>
"""


@pytest.fixture
def found(tmp_path: Path) -> set[translations.Identity]:
    (tmp_path / "views.py").write_text(PYTHON)
    (tmp_path / "page.html").write_text(TEMPLATE)
    return extract([tmp_path])


def test_messages_of_python_are_found(found: set[translations.Identity]) -> None:
    assert {
        (None, "plain"),
        (None, "lazy"),
        (None, "two pieces"),
        (None, ("%(n)s clip", "%(n)s clips")),
        ("verb", "check"),
        ("noun", ("%(n)s check", "%(n)s checks")),
    } <= found


def test_messages_of_templates_are_found(found: set[translations.Identity]) -> None:
    assert {
        (None, "in a tag"),
        (None, "between"),
        ("menu", "old tag"),
        (None, "in an attribute"),
        (None, "in an expression"),
        (None, "Hello %(name)s"),
        (None, ("%(n)s fake", "%(n)s fakes")),
    } <= found


def test_what_is_no_message_is_not_found(found: set[translations.Identity]) -> None:
    assert len(found) == 13


def test_what_was_translated_stays_translated_and_a_second_run_changes_nothing(
    found: set[translations.Identity], tmp_path: Path
) -> None:
    known = Catalog(locale="nl")
    known.add("plain", "gewoon")
    known.add("gone", "weg")
    path = tmp_path / "django.po"
    path.write_bytes(po_bytes(merge(found, known, "nl")))
    again = po_bytes(merge(found, read(path, "nl"), "nl"))
    assert again == path.read_bytes()
    assert b'msgstr "gewoon"' in again
    assert b"gone" not in again


@pytest.mark.parametrize(
    ("msgid", "msgstr", "flags", "kind"),
    [
        ("plain", "", (), "missing"),
        ("plain", "gewoon", ("fuzzy",), "fuzzy"),
        ("gone", "weg", (), "obsolete"),
        ("Hello %(name)s", "Hallo", (), "placeholders"),
        ("Hello %(name)s", "Hallo %(naam)s", (), "placeholders"),
        (("%(n)s clip", "%(n)s clips"), ("%(n)s clip", "clips"), (), "placeholders"),
        (("%(n)s clip", "%(n)s clips"), ("%(n)s clip", ""), (), "missing"),
    ],
)
def test_each_fault_is_seen(
    found: set[translations.Identity],
    msgid: str | tuple[str, str],
    msgstr: str | tuple[str, str],
    flags: tuple[str, ...],
    kind: str,
) -> None:
    catalog = Catalog(locale="nl")
    catalog.add(msgid, msgstr, flags=flags)
    first = msgid if isinstance(msgid, str) else msgid[0]
    assert kind in {fault.kind for fault in faults(found, catalog) if fault.msgid == first}


def test_a_singular_form_may_leave_the_number_out(found: set[translations.Identity]) -> None:
    catalog = Catalog(locale="nl")
    catalog.add(("%(n)s clip", "%(n)s clips"), ("één clip", "%(n)s clips"))
    assert "%(n)s clip" not in {fault.msgid for fault in faults(found, catalog)}


@given(
    st.dictionaries(
        st.text(min_size=1, max_size=40).filter(str.strip), st.text(min_size=1, max_size=40), max_size=8
    )
)
def test_any_text_survives_being_written_and_read(pairs: dict[str, str]) -> None:
    catalog = Catalog(locale="nl")
    for msgid, msgstr in pairs.items():
        catalog.add(msgid, msgstr)
    messages = {(None, msgid) for msgid in pairs}
    text = po_bytes(merge(messages, catalog, "nl"))
    from io import BytesIO

    from babel.messages.pofile import read_po

    back = read_po(BytesIO(text), locale="nl")
    assert {str(m.id): str(m.string) for m in back if m.id} == pairs


def test_dutch_is_compiled_and_used_and_english_is_the_msgid_itself() -> None:
    translated = [
        m
        for m in read(translations.catalogue_path("nl", "po"), "nl")
        if m.id and isinstance(m.id, str) and m.string
    ]
    message = next(m for m in translated if m.string != m.id and not m.context)
    with translation.override("nl"):
        assert translation.gettext(str(message.id)) == message.string
    with translation.override("en"):
        assert translation.gettext(str(message.id)) == message.id


def test_the_site_offers_exactly_the_languages_that_have_a_catalogue_and_english() -> None:
    assert {code for code, _ in settings.LANGUAGES} == {*translations.LANGUAGES, "en"}
