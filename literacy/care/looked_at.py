"""Which pages show pupils' data, what they are about, and which do not."""

from __future__ import annotations

from literacy.care.models import Look

_K = Look.Kind
# Address: what was opened, and the word of the address that says about what. What it is about is a key of `actions.looks.FROM`.
PAGES: dict[str, tuple[Look.Kind, str, str]] = {
    "classroom": (_K.CLASS, "classroom", "classroom_id"),
    "results": (_K.RESULTS, "assignment", "assignment_id"),
    "new_pupils": (_K.CARDS, "classroom", "classroom_id"),
    "new_cards": (_K.CARDS, "classroom", "classroom_id"),
    "print_cards": (_K.CARDS, "classroom", "classroom_id"),
    "roster_cards": (_K.CARDS, "classroom", "classroom_id"),
    "pupils": (_K.ROSTER, "classroom", "classroom_id"),
    "groups": (_K.ROSTER, "classroom", "classroom_id"),
    "change_group": (_K.ROSTER, "group", "group_id"),
    "board": (_K.CLASS, "classroom", "classroom_id"),
    "class_roster": (_K.ROSTER, "classroom", "classroom_id"),
    "class_roster_csv": (_K.EXPORT, "classroom", "classroom_id"),
    "school_roster": (_K.ROSTER, "school", "school_id"),
    "school_roster_csv": (_K.EXPORT, "school", "school_id"),
    "pupil": (_K.PUPIL, "enrolment", "enrolment_id"),
    "new_code": (_K.CARDS, "enrolment", "enrolment_id"),
    "learner_data": (_K.PUPIL, "enrolment", "enrolment_id"),
    "export_learner": (_K.EXPORT, "enrolment", "enrolment_id"),
    "erase_learner": (_K.ERASING, "enrolment", "enrolment_id"),
    "care_pupils": (_K.ROSTER, "school", "school_id"),
    "care_export": (_K.EXPORT, "school", "school_id"),
}
# What an adult opens with one of these words in its address, and why nothing of a pupil's is shown there.
SHOWS_NOBODY: dict[str, str] = {
    "new_classroom": "makes a class, in which nobody is",
    "extra_time": "goes back to a page that is written down",
    "preview_chosen": "a quiz as a pupil would see it",
    "preview_assignment": "a quiz as a pupil would see it",
    "begin": "a pupil's own",
    "new_assignment": "goes back to a page that is written down",
    "school": "classes and numbers, no pupils",
    "school_settings": "settings",
    "school_record": "adults",
    "leave_school": "adults",
    "staff": "adults",
    "colleague": "adults",
    "remove_colleague": "adults",
    "invitations": "adults",
    "class_teachers": "adults",
    "remove_teacher": "adults",
    "teach_class": "goes to a page that is written down",
    "care": "numbers",
    "care_looks": "names of pupils beside the looks at them, for those who guard over them",
    "care_text": "a text",
    "care_erase": "numbers",
    "care_stay": "goes back to numbers",
    "studio_school": "clips",
    "studio_upload": "clips",
    "studio_quiz": "clips",
    "studio_quiz_change": "clips",
    "studio_quiz_delete": "clips",
}
