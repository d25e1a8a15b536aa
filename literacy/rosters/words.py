"""The sentences of this room: why a list cannot be read, and what becomes of each row."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from literacy.classroom.actions.rosters import MOST_PUPILS
from literacy.rosters.matching import MOST_NEW_CLASSES
from literacy.rosters.plan import Fate, Step
from literacy.rosters.reading.columns import CLASS, FIRST, ID, LAST, MIDDLE, NAME
from literacy.rosters.reading.rows import LONGEST_CLASS, LONGEST_ID, LONGEST_NAME, ReadingError

UNREADABLE: dict[str, str | Promise] = {
    "empty": gettext_lazy("There are no names in this list. Paste them, one on each line, or choose a file."),
    "too-big": gettext_lazy(
        "This file is larger than %(most)s MB. A list of pupils is much smaller: is it the right file?"
    ),
    "too-many-rows": gettext_lazy(
        "This list has more than %(most)s lines. Split it, class by class or year by year."
    ),
    "broken": gettext_lazy(
        "The list cannot be read from line %(line)s on. Look for a quotation mark that is opened and not closed."
    ),
    "no-names": gettext_lazy(
        "No column of this file looks like names. Save it again with a heading above each column, such as name and class."
    ),
    "no-list": gettext_lazy(
        "This is not a list of text. In your spreadsheet, choose “Save as” and then CSV, and upload that."
    ),
    "no-oneroster": gettext_lazy(
        "This zip holds no OneRoster export: users.csv, classes.csv and enrollments.csv should be in it."
    ),
    "empty-oneroster": gettext_lazy(
        "No pupil of this file is in a class that runs today. Ask for an export of the current school year."
    ),
    "delta": gettext_lazy(
        "This file holds only what changed since an earlier one (delta). Ask for a full export (bulk)."
    ),
    "several-schools": gettext_lazy(
        "This file holds %(count)s schools, and none or several are called %(school)s. Ask for an export of your school alone."
    ),
    "zip-for-class": gettext_lazy(
        "A zip is a list of a whole school. The school lead can read it in; here, one class is enough."
    ),
    "zip-damaged": gettext_lazy(
        "This zip is damaged or packed in an unusual way. Download it again, and upload it as it comes."
    ),
    "zip-locked": gettext_lazy("This zip is shut with a password. Unpack it and pack it again without one."),
    "zip-large": gettext_lazy(
        "What is packed in this zip is far too large for a list of pupils. Is it the right file?"
    ),
    "zip-twice": gettext_lazy("The file %(name)s is in this zip twice. Upload the export as it comes."),
}

REASONS: dict[str, str | Promise] = {
    "private": gettext_lazy(
        "An e-mail address or a date stands where a name or number should be. Those are not kept."
    ),
    "no-name": gettext_lazy("There is no name on this line."),
    "long-name": gettext_lazy("This is too long to be a name: at most %(name)s characters."),
    "long-class": gettext_lazy("This is too long for the name of a class: at most %(classroom)s characters."),
    "long-id": gettext_lazy("This is too long for a number: at most %(number)s characters."),
    "no-class": gettext_lazy("The class is missing."),
    "other-class": gettext_lazy("This line is about another class."),
    "too-many-classes": gettext_lazy("More than %(classes)s new classes at once. Is this the right column?"),
    "unknown-pupil": gettext_lazy("Somebody of whom the file says no name."),
    "no-such-reference": gettext_lazy("This number comes from an export, but nobody at this school has it."),
    "elsewhere": gettext_lazy(
        "This number belongs to a pupil of another class. The school lead can move them."
    ),
    "class-full": gettext_lazy("The class is full: it holds at most %(pupils)s pupils."),
    "number-twice": gettext_lazy("Two lines with one number and different names; see also line %(other)s."),
    "twice": gettext_lazy(
        "This pupil stands on line %(other)s already. Are there two of one name? Add a letter to one of them, or give both their number."
    ),
    "which": gettext_lazy(
        "One pupil of this name is in the class and several are on the list (see line %(other)s). Which is which?"
    ),
    "several": gettext_lazy(
        "Several pupils of this name are in the class. Give the number of the one you mean."
    ),
}

FATES: dict[str, str | Promise] = {
    Fate.NEW: gettext_lazy("new"),
    Fate.JOINS: gettext_lazy("joins another class"),
    Fate.MOVED: gettext_lazy("moves"),
    Fate.BACK: gettext_lazy("comes back"),
    Fate.CHANGED: gettext_lazy("changes"),
    Fate.LEAVES: gettext_lazy("leaves"),
    Fate.CLASH: gettext_lazy("clashes"),
    Fate.ERROR: gettext_lazy("cannot be read in"),
    Fate.SAME: gettext_lazy("stays the same"),
}

ROLE_WORDS: dict[str, str | Promise] = {
    "": gettext_lazy("nothing to take along"),
    NAME: gettext_lazy("name"),
    FIRST: gettext_lazy("first name"),
    MIDDLE: gettext_lazy("prefix of the surname"),
    LAST: gettext_lazy("surname"),
    CLASS: gettext_lazy("class"),
    ID: gettext_lazy("pupil number"),
}

LEFT_OUT: dict[str, str | Promise] = {
    "courses": gettext_lazy("courses, because the file marks homerooms"),
    "other-schools": gettext_lazy("classes of other schools"),
    "over": gettext_lazy("classes whose term is over"),
    "adults": gettext_lazy("places of teachers and other adults"),
    "not-now": gettext_lazy("places that have ended or have not begun"),
    "places-elsewhere": gettext_lazy("places in classes that are left out"),
}


def sentence_for(error: ReadingError) -> str:
    """Why a list cannot be read, and what helps."""
    return str(UNREADABLE[error.code]) % error.facts


def told(step: Step) -> str:
    """What a step changes, or why it is not done; "" where its fate says everything."""
    if step.reason:
        return str(REASONS[step.reason]) % {
            "name": LONGEST_NAME,
            "classroom": LONGEST_CLASS,
            "number": LONGEST_ID,
            "classes": MOST_NEW_CLASSES,
            "pupils": MOST_PUPILS,
            "other": step.other or "–",
        }
    said = []
    if step.old_title:
        said.append(_("from %(old)s to %(new)s") % {"old": step.old_title, "new": step.title})
    if step.old_name:
        said.append(_("was called %(old)s") % {"old": step.old_name})
    if step.links:
        said.append(_("gets the number %(number)s") % {"number": step.sourced_id})
    if step.fate == Fate.JOINS:
        said.append(_("and stays in the other class"))
    if step.fate == Fate.BACK:
        said.append(_("with everything they did before"))
    return ", ".join(said)
