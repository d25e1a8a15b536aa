"""What was done among a school's adults, as sentences."""

from django.utils.translation import gettext as _

from literacy.staff.models import Event


def sentence_of(event: Event) -> str:
    """One line of the record, in the reader's language."""
    named = {"by": event.by_name, "about": event.about, "more": event.more}
    return _template(Event.Kind(event.kind), bool(event.more)) % named


def _template(kind: Event.Kind, has_more: bool) -> str:
    match kind:
        case Event.Kind.INVITED:
            return _("%(by)s invited %(about)s.")
        case Event.Kind.WITHDRAWN:
            return _("%(by)s withdrew the invitation of %(about)s.")
        case Event.Kind.JOINED:
            if has_more:
                return _("%(by)s accepted an invitation with another address (%(more)s).")
            return _("%(by)s accepted an invitation.")
        case Event.Kind.ROLES:
            return _("%(by)s changed the roles of %(about)s: %(more)s.")
        case Event.Kind.REMOVED:
            return _("%(by)s removed %(about)s from the school.")
        case Event.Kind.LEFT:
            return _("%(by)s left the school.")
        case Event.Kind.TEACHES:
            return _("%(by)s, as a lead, became a teacher of %(about)s.")
        case Event.Kind.ADDED:
            return _("%(by)s made %(more)s a teacher of %(about)s.")
        case Event.Kind.TAKEN:
            return _("%(by)s took %(more)s out of the teachers of %(about)s.")
        case Event.Kind.SETTINGS:
            return _("%(by)s changed the settings of the school.")
