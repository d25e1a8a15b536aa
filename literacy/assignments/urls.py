"""The addresses of this room."""

from django.urls import path

from literacy.assignments.views import building, changing, looking, mending, planning

_ONE = "assignments/<int:assignment_id>/"

urlpatterns = [
    path("assignments/", looking.assignments, name="assignments"),
    path("classes/<int:classroom_id>/assignments/", building.new_assignment, name="new_assignment"),
    path("classes/<int:classroom_id>/assignments/draw/", building.draw_preview, name="draw_preview"),
    path("classes/<int:classroom_id>/preview/", building.preview_chosen, name="preview_chosen"),
    path("classes/<int:classroom_id>/series/", planning.new_series, name="new_series"),
    path(_ONE, looking.assignment, name="assignment"),
    path(f"{_ONE}change/", changing.change, name="change_assignment"),
    path(f"{_ONE}withdraw/", changing.withdraw, name="withdraw_assignment"),
    path(f"{_ONE}live/", looking.live, name="live"),
    path(f"{_ONE}live/projector/", looking.projector, name="projector"),
    path(f"{_ONE}duplicate/", planning.duplicate, name="duplicate_assignment"),
    path(f"{_ONE}extend/", mending.extend, name="extend_assignment"),
    path(f"{_ONE}excuse/<int:enrolment_id>/", mending.excuse, name="excuse_learner"),
    path(f"{_ONE}attempts/<int:attempt_id>/reopen/", mending.reopen, name="reopen_attempt"),
    path(f"{_ONE}attempts/<int:attempt_id>/reset/", mending.reset, name="reset_attempt"),
    path(f"{_ONE}items/", looking.assignment_items, name="assignment_items"),
    path(f"{_ONE}items/<int:item_id>/", mending.item, name="assignment_item"),
    path(f"{_ONE}items/<int:item_id>/pull/", mending.pull, name="pull_from_assignment"),
    path(f"{_ONE}items/<int:item_id>/mark/", mending.mark, name="mark_item_anew"),
    path(f"{_ONE}history/<int:event_id>/undo/", mending.undo, name="undo_event"),
]
