"""Settings: one list, its page complete, and a start that stops with a sentence when a value is wrong."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from literacy.environment import VARIABLES, SettingError, read_environment
from literacy.management.commands import settings as page

ROOT = Path(__file__).resolve().parents[2]


def _start(tmp_path: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Start the site's command line as a person does, with only these settings."""
    plain = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *(words or ("check",))],
        cwd=ROOT,
        env={**plain, "VAR_DIR": str(tmp_path), **variables},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_page_of_settings_is_what_the_list_says() -> None:
    assert page.DOCUMENT.read_text(encoding="utf-8") == page.document()


def test_every_variable_that_settings_use_is_on_the_list_and_the_other_way_round() -> None:
    used = set(re.findall(r'ENV\["(\w+)"\]', (ROOT / "literacy" / "settings.py").read_text(encoding="utf-8")))
    assert used == {variable.name for variable in VARIABLES}


def test_no_variable_has_the_name_of_one_that_shells_set_for_themselves() -> None:
    taken = {
        "LANGUAGE",
        "LANG",
        "PATH",
        "HOME",
        "USER",
        "SHELL",
        "TERM",
        "TZ",
        "HOSTNAME",
        "PWD",
        "EDITOR",
        "PAGER",
    }
    assert taken.isdisjoint(variable.name for variable in VARIABLES)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MODE", "cloud"),
        ("DEBUG", "perhaps"),
        ("PORT", "eighty"),
        ("PORT", "70000"),
        ("DATABASE_URL", "mysql://school@host/name"),
        ("TIME_ZONE", "Europe/Nowhere"),
        ("BROKER_URL", "http://host"),
        ("LOG_LEVEL", "chatty"),
        ("SITE_LANGUAGE", "de"),
    ],
)
def test_a_wrong_value_is_refused_in_a_sentence_that_names_the_variable(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=rf"{name} is '{re.escape(value)}', but it must") as refusal:
        read_environment({name: value})
    assert str(refusal.value).rstrip().endswith((".", "you."))


def test_all_wrong_values_are_named_at_once() -> None:
    with pytest.raises(SettingError) as refusal:
        read_environment({"PORT": "x", "MODE": "y"})
    assert "PORT" in str(refusal.value)
    assert "MODE" in str(refusal.value)


def test_a_wrong_value_stops_the_start(tmp_path: Path) -> None:
    stopped = _start(tmp_path, PORT="eighty")
    assert stopped.returncode != 0
    assert "PORT is 'eighty'" in stopped.stderr
    assert "Traceback" not in stopped.stderr


def test_production_without_its_settings_does_not_start_and_names_each(tmp_path: Path) -> None:
    stopped = _start(tmp_path, MODE="production")
    assert stopped.returncode != 0
    for variable in VARIABLES:
        assert (f"{variable.name} is not set" in stopped.stderr) == variable.needed_in_production
    assert "Traceback" not in stopped.stderr


@pytest.mark.parametrize("name", ["DEBUG", "DEMO"])
def test_production_refuses_what_belongs_to_a_workbench(name: str) -> None:
    with pytest.raises(SettingError, match=f"{name} is on, and production mode refuses it"):
        read_environment(
            {"MODE": "production", "SECRET_KEY": "x" * 60, "ALLOWED_HOSTS": "school.example", name: "1"}
        )


def test_without_any_setting_the_site_starts_and_keeps_a_secret_only_its_owner_reads(tmp_path: Path) -> None:
    started = _start(tmp_path)
    assert started.returncode == 0, started.stderr
    secret = tmp_path / "secret-key"
    assert len(secret.read_text()) > 50
    assert secret.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("address", "port", "starttls", "ssl"),
    [
        ("smtps://u%40x:p@mail.school.example", 465, False, True),
        ("smtp+starttls://u%40x:p@mail.school.example", 587, True, False),
        ("smtp://u%40x:p@mail.school.example:2525", 2525, False, False),
    ],
)
def test_a_mail_server_is_spoken_to_as_its_address_says(
    tmp_path: Path, address: str, port: int, starttls: bool, ssl: bool
) -> None:
    show = "from django.conf import settings as s; print(s.EMAIL_PORT, s.EMAIL_USE_TLS, s.EMAIL_USE_SSL, s.EMAIL_HOST_USER)"
    done = _start(tmp_path, "shell", "-v0", "-c", show, EMAIL_URL=address)
    assert done.stdout.split() == [str(port), str(starttls), str(ssl), "u@x"], done.stderr
