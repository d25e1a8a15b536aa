"""What was done among a school's adults, as sentences."""

from django.utils.translation import gettext_lazy as _

from literacy.staff.models import Event

_ANOTHER_ADDRESS = _("%(by)s accepted an invitation with another address (%(more)s).")
_SENTENCES = {
    Event.Kind.INVITED: _("%(by)s invited %(about)s."),
    Event.Kind.WITHDRAWN: _("%(by)s withdrew the invitation of %(about)s."),
    Event.Kind.JOINED: _("%(by)s accepted an invitation."),
    Event.Kind.ROLES: _("%(by)s changed the roles of %(about)s: %(more)s."),
    Event.Kind.REMOVED: _("%(by)s removed %(about)s from the school."),
    Event.Kind.LEFT: _("%(by)s left the school."),
    Event.Kind.TEACHES: _("%(by)s, as a lead, became a teacher of %(about)s."),
    Event.Kind.ADDED: _("%(by)s made %(more)s a teacher of %(about)s."),
    Event.Kind.TAKEN: _("%(by)s took %(more)s out of the teachers of %(about)s."),
    Event.Kind.SETTINGS: _("%(by)s changed the settings of the school."),
    Event.Kind.RESEARCH_ON: _("%(by)s switched on that answers are given out for research, without names."),
    Event.Kind.RESEARCH_OFF: _("%(by)s switched off that answers are given out for research."),
}


def sentence_of(event: Event) -> str:
    """One line of the record, in the reader's language."""
    kind = Event.Kind(event.kind)
    is_another = kind == Event.Kind.JOINED and event.more
    template = _ANOTHER_ADDRESS if is_another else _SENTENCES[kind]
    return str(template) % {"by": event.by_name, "about": event.about, "more": event.more}
