"""The matrix sees what it is there for: a leak of each kind is built in on purpose, at one address, and found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, URLResolver, get_resolver, path
from django.urls.resolvers import RegexPattern

from literacy.assignments.forms import GiveForm
from literacy.assignments.views import looking
from literacy.care.models import Export
from literacy.classroom.models import Assignment, Classroom, Enrolment
from quizzes.http.fragments import wants_fragment
from tests.house.test_addresses import ADDRESSES, Address, walk
from tests.matrix.test_crossing import Forms
from tests.matrix.test_matrix import faults_of, unlisted
from tests.matrix.world import World

pytestmark = pytest.mark.once

Plant = Callable[[pytest.MonkeyPatch], None]


def _address(name: str) -> Address:
    return next(address for address in ADDRESSES if address.name == name)


def _pattern(name: str, resolver: URLResolver | None = None) -> URLPattern:
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern) and entry.name == name:
            return entry
        if isinstance(entry, URLResolver):
            try:
                return _pattern(name, entry)
            except LookupError:
                continue
    raise LookupError(name)


def _by_id(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("literacy.care.access.places_kept_by", lambda user: Enrolment.objects.all())


def _by_link(patch: pytest.MonkeyPatch) -> None:
    """A signed link opens for whoever has it, not only in the session for which it was made."""
    patch.setattr("literacy.library.views.scope_of", lambda request, page, make=False: "anybody")
    patch.setattr(
        "quizzes.http.links.open_link", lambda token, scope: token.rpartition("~")[0].rpartition(".")[0]
    )


def _by_export(patch: pytest.MonkeyPatch) -> None:
    anybodys = lambda user, export_id: get_object_or_404(Export, pk=export_id)  # noqa: E731
    patch.setattr("literacy.care.views.exports.export_for_asker", anybodys)


def _by_fragment(patch: pytest.MonkeyPatch) -> None:
    """The page stays shut; what is fetched into it does not ask who is there."""

    def ajar(request: Any, assignment_id: int) -> HttpResponseBase:
        if wants_fragment(request):
            return HttpResponse(str(Assignment.objects.get(pk=assignment_id).classroom))
        return looking.live(request, assignment_id)

    patch.setattr(_pattern("live"), "callback", ajar)


def _by_admin(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(AdminSite, "has_permission", lambda self, request: request.user.is_authenticated)
    patch.setattr("django.contrib.admin.options.ModelAdmin.has_view_permission", lambda *given: True)


def _by_writing(patch: pytest.MonkeyPatch) -> None:
    """Somebody is told that there is nothing here, after it was changed."""

    def changed(request: HttpRequest, classroom_id: int) -> HttpResponseBase:
        Classroom.objects.filter(pk=classroom_id).update(name="Changed")
        return HttpResponse(status=404)

    patch.setattr(_pattern("archive_class"), "callback", changed)


def _by_breaking(patch: pytest.MonkeyPatch) -> None:
    def broken(request: HttpRequest, classroom_id: int) -> HttpResponseBase:
        raise ZeroDivisionError

    patch.setattr(_pattern("board"), "callback", broken)


# where, who asks, how, as a fragment, what is planted, what the matrix says of it
LEAKS: dict[str, tuple[str, str, str, bool, Plant, str]] = {
    "id": ("learner_data", "teacher there", "GET", False, _by_id, "is not refused"),
    "media link": ("library_media", "coteacher", "GET", False, _by_link, "is not refused"),
    "export": ("export_file", "lead there", "GET", False, _by_export, "is not refused"),
    "fragment": ("live", "teacher there", "GET", True, _by_fragment, "names the other school"),
    "admin": ("admin:reports_report_change", "lead there", "GET", False, _by_admin, "is not refused"),
    "write": ("archive_class", "lead there", "POST", False, _by_writing, "is refused and writes"),
    "fault": ("board", "teacher", "GET", False, _by_breaking, "breaks"),
}


def test_each_planted_leak_is_found(world: World) -> None:
    for kind, (name, who, method, fragment, plant, told) in LEAKS.items():
        assert faults_of(world, _address(name), who, method, fragment=fragment) == [], kind
        with pytest.MonkeyPatch.context() as patch:
            plant(patch)
            found = faults_of(world, _address(name), who, method, fragment=fragment)
        assert any(told in fault for fault in found), f"{kind}: {found}"


def _any_choice(patch: pytest.MonkeyPatch) -> None:
    """What may be chosen in the form of an assignment are all quizzes, groups and pupils of the site."""
    begin = GiveForm.__init__

    def wide(self: GiveForm, *given: Any, **more: Any) -> None:
        begin(self, *given, **more)
        for name in ("quiz", "groups", "learners"):
            field: Any = self.fields[name]
            field.queryset = field.queryset.model.objects.all()

    patch.setattr(GiveForm, "__init__", wide)


def _any_places(patch: pytest.MonkeyPatch) -> None:
    def any_places(classroom: Classroom, sent: Any, **more: Any) -> list[Enrolment]:
        return list(Enrolment.objects.filter(pk__in=sent.getlist("place")))

    patch.setattr("literacy.classroom.views.pupils.chosen_places", any_places)


FORMS_THAT_LEAK: dict[str, tuple[str, Plant]] = {
    "a class gets a quiz of another school, for pupils of another school": ("new_assignment", _any_choice),
    "pupils of another school leave": ("leave_class", _any_places),
}


def test_each_form_that_reaches_too_far_is_found(world: World) -> None:
    forms = Forms(world)
    for told, (name, plant) in FORMS_THAT_LEAK.items():
        assert forms.faults_of(_address(name)) == [], told
        with pytest.MonkeyPatch.context() as patch:
            plant(patch)
            assert forms.faults_of(_address(name)) != [], told


def test_an_address_that_nobody_declared_is_found() -> None:
    new = path(
        "classes/<int:classroom_id>/secrets/", lambda request, classroom_id: HttpResponse(), name="secrets"
    )
    assert unlisted(walk(URLResolver(RegexPattern(r"^/"), [new]))) == ["secrets"]
