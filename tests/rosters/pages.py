"""The pages of lists of pupils, for the list of every page: name, address, who is signed in."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from literacy.classroom.models import Classroom, Enrolment
from literacy.people.models import User
from literacy.rosters.actions.carrying_out import carry_out_list
from literacy.rosters.actions.taking_in import take_in_list
from literacy.rosters.models import RosterIdentity, RosterImport
from literacy.rosters.snapshot import plan_of_import
from literacy.rosters.tasks import APPLY_ROSTER
from quizzes.jobs.models import Job

Get = Callable[[str], Any]

LIST = """leerlingnummer;naam;klas
1001;Noor de Vries;2B
1002;Amin El Idrissi;2B
1003;Zoë van Dijk;2C
1004;Sem 't Hart;2C
1005;عمر الفاروق;2C
1006;Bo Åkesson;3A
1007;Kim Visser;2B
1007;Tim Visser;2B
1008;;2B
1009;Lotte Bakker;
1010;Fleur Jansen;2C
Sam;;
;Sam;2B
"""


def fill(get: Get) -> None:
    """A school with 2B and 2C in which the list finds pupils who stay, move, change and come back."""
    room: Classroom = get("classroom")
    other = Classroom.objects.create(school=room.school, name="2C", code="HJKM34")
    get("sam")
    for number, (name, at, numbered) in enumerate(
        [
            ("Noor de Vries", room, "1001"),
            ("Amin Idrissi", room, "1002"),
            ("Zoe van Dijk", room, "1003"),
            ("Fleur Jansen", other, ""),
            ("Gijs Mulder", other, ""),
            ("Eva Mulder", room, ""),
        ]
    ):
        user = User.objects.create_user(name=name)
        Enrolment.objects.create(classroom=at, user=user, code_digest=f"pupil-{number}")
        if numbered:
            RosterIdentity.objects.create(school=room.school, user=user, sourced_id=numbered)


def dry_run(get: Get, *, is_complete: bool = True) -> RosterImport:
    fill(get)
    return take_in_list(
        school=get("school"), classroom=None, by=get("ada"), text=LIST, is_complete=is_complete
    )


def _address(roster: RosterImport, query: str = "") -> str:
    return reverse("roster", args=[roster.pk]) + query


def _columns(get: Get) -> str:
    text = "De Vries\tNoor\t2B\nIdrissi\tAmin\t2B\nVan Dijk\tZoë\t2C"
    return _address(take_in_list(school=get("school"), classroom=get("classroom"), by=get("tess"), text=text))


def _nothing(get: Get) -> str:
    get("sam")
    return _address(
        take_in_list(school=get("school"), classroom=get("classroom"), by=get("tess"), text="Sam")
    )


def _applying(get: Get) -> str:
    roster = dry_run(get)
    RosterImport.objects.filter(pk=roster.pk).update(state=RosterImport.State.APPLYING)
    Job.objects.create(kind=APPLY_ROSTER, target=str(roster.pk), progress=50)
    return _address(roster)


def _done(get: Get) -> str:
    roster = dry_run(get)
    carry_out_list(roster=roster, digest=plan_of_import(roster).digest)
    return _address(roster)


ROSTERS: tuple[tuple[str, Callable[[Get], str], str], ...] = (
    ("list for a class", lambda get: reverse("class_roster", args=[get("classroom").pk]), "tess"),
    ("list for a school", lambda get: reverse("school_roster", args=[get("school").pk]), "ada"),
    ("list, its columns unknown", _columns, "tess"),
    ("list, looked at", lambda get: _address(dry_run(get)), "ada"),
    ("list, clashes alone", lambda get: _address(dry_run(get), "?fate=clash&q=visser"), "ada"),
    ("list, nobody of that name", lambda get: _address(dry_run(get), "?q=xyz"), "ada"),
    ("list that changes nothing", _nothing, "tess"),
    ("list, being carried out", _applying, "ada"),
    ("list, carried out", _done, "ada"),
)
