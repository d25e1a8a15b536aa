"""What a lead decides for the whole school."""

import pytest
from django.test import Client
from django.urls import reverse

from literacy.classroom.models import School
from literacy.people.models import User
from literacy.staff.models import Event
from tests.pages import sign_in

pytestmark = pytest.mark.django_db
GOOD = {"name": " De  Linde 2 ", "language": "en", "time_zone": "Europe/Lisbon"}


def test_a_lead_changes_the_settings_and_it_is_written_down(
    client: Client, ada: User, school: School
) -> None:
    sign_in(client, ada)
    assert client.post(reverse("school_settings", args=[school.pk]), GOOD).status_code == 302
    school.refresh_from_db()
    assert (school.name, school.language, school.time_zone) == ("De Linde 2", "en", "Europe/Lisbon")
    assert Event.objects.get().kind == "settings"


@pytest.mark.parametrize("wrong", [{"name": ""}, {"language": "xx"}, {"time_zone": "Europe/Nowhere"}])
def test_a_wrong_setting_changes_nothing(
    client: Client, ada: User, school: School, wrong: dict[str, str]
) -> None:
    sign_in(client, ada)
    assert client.post(reverse("school_settings", args=[school.pk]), GOOD | wrong).status_code == 422
    school.refresh_from_db()
    assert school.name == "De Linde"


def test_who_asks_for_a_second_step_is_the_first_to_set_it_up(
    client: Client, ada: User, school: School
) -> None:
    sign_in(client, ada)
    data = {
        "name": "De Linde",
        "language": "nl",
        "time_zone": "Europe/Amsterdam",
        "needs_second_factor": "on",
    }
    client.post(reverse("school_settings", args=[school.pk]), data)
    assert client.get(reverse("home")).headers["Location"] == reverse("mfa_index")
