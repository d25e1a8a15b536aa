"""What teachers do about what a class was given, each with one verb."""

from literacy.assignments.actions.attempts import reopen_attempt, reset_attempt
from literacy.assignments.actions.changing import (
    change_assignment,
    changed_terms,
    has_begun,
    terms_of,
    withdraw_assignment,
)
from literacy.assignments.actions.giving import duplicate_assignment, give_drawn, give_with_own
from literacy.assignments.actions.items import mark_item_anew, marks_to_change, pull_from_assignment
from literacy.assignments.actions.own_terms import excuse_learner, extend_assignment
from literacy.assignments.actions.series import Plan, give_series
from literacy.assignments.actions.undoing import can_be_undone, undo_event

__all__ = [
    "Plan",
    "can_be_undone",
    "change_assignment",
    "changed_terms",
    "duplicate_assignment",
    "excuse_learner",
    "extend_assignment",
    "give_drawn",
    "give_series",
    "give_with_own",
    "has_begun",
    "mark_item_anew",
    "marks_to_change",
    "pull_from_assignment",
    "reopen_attempt",
    "reset_attempt",
    "terms_of",
    "undo_event",
    "withdraw_assignment",
]
