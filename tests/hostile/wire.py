"""A pupil without a browser who speaks the outbox's contract over the bad line: an answer is sent until a final word comes."""

from __future__ import annotations

import http.client
import json
import random
import re
import time
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode
from uuid import uuid4

from tests.hostile.ledger import Given, Ledger, Pupil

FINAL = {"kept", "already", "incomplete", "refused"}
STOPS = ("0.05", "0.2", "0.4", "0.5", "0.6", "0.8", "0.95")
PATIENCE = 20.0


@dataclass
class Reply:
    status: int
    word: str
    location: str
    text: str


@dataclass
class WirePupil:
    """One pupil at one device. `other`: whoever uses the same laptop, whose session may be in the way."""

    port: int
    pupil: Pupil
    other: Pupil
    ledger: Ledger
    chance: random.Random
    places: int
    offline: float  # seconds of a spell without a line
    cookies: dict[str, str] = field(default_factory=dict)
    owner: str = ""
    token: str = ""
    sign_ins: int = 0

    def play(self) -> None:
        self.sign_in()
        for position in range(1, self.places + 1):
            self.answer_place(position)

    def sign_in(self, as_whom: Pupil | None = None) -> None:
        """A new session, and a new cookie for tokens, as signing in gives."""
        who = as_whom or self.pupil
        self.cookies = {
            "sessionid": who.sessions[self.sign_ins % len(who.sessions)],
            "csrftoken": uuid4().hex,
        }
        self.sign_ins += 1

    def answer_place(self, position: int) -> None:
        draw = self.chance.random
        key = self.open(position)
        if draw() < 0.3:
            self.ledger.met("reload")
            key = self.open(position)
        second = self.open(position) if draw() < 0.2 else ""
        answer = Given(self.pupil.sitting, position, key, float(self.chance.choice(STOPS)))
        if draw() < 0.1:
            self.ledger.met("session expired")
            self.cookies.pop("sessionid")
        elif draw() < 0.1:
            self.ledger.met("another pupil signed in")
            self.sign_in(self.other)
        if draw() < 0.1:
            self.ledger.met(f"offline for {self.offline:.0f} s")
            time.sleep(self.offline)
        word = self.give(answer)
        assert word == "kept", f"the first answer to a place was {word}"
        if second:
            self.ledger.met("second tab")
            word = self.give(Given(self.pupil.sitting, position, second, 0.5))
            assert word == "already", f"the answer of a second tab was {word}"
        if draw() < 0.2:
            self.ledger.met("sent again")
            assert self.give(answer) == "kept"

    def open(self, position: int) -> str:
        """Load a place until it comes: the key of its form."""
        while True:
            page = self.ask("GET", f"/sittings/{self.pupil.sitting}/{position}/")
            key = re.search(r'name="key" value="([^"]+)"', page.text) if page else None
            if page and key:
                self.owner = _found(r'data-outbox="(\w+)"', page.text)
                self.token = _found(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)
                return key[1]

    def give(self, answer: Given) -> str:
        """Send an answer until the site has had the last word about it."""
        self.ledger.gave(answer)
        body = {
            "key": answer.key,
            "item_type": "judge",
            "milliseconds": "900",
            "p_manipulated": str(answer.p),
        }
        wait = 0.1
        while True:
            reply = self.ask("POST", f"/sittings/{answer.sitting}/{answer.position}/answer/", body)
            word = reply.word if reply else ""
            self.ledger.told(answer, word or "no reply")
            if word in FINAL:
                return word
            if word == "signed-out":
                self.sign_in()
            elif word == "renew":
                door = self.ask("GET", "/outbox/")
                if door and door.status == 200:
                    said = json.loads(door.text)
                    if said["owner"] == self.owner:
                        self.token = said["token"]
                    else:
                        self.sign_in()
            else:
                time.sleep(wait * self.chance.uniform(0.5, 1))
                wait = min(2.0, 2 * wait)

    def ask(self, method: str, path: str, body: dict[str, str] | None = None) -> Reply | None:
        """One request; None where no whole reply came."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers |= {
                "X-Outbox": self.owner, "X-CSRFToken": self.token, "HX-Request": "true",
                "Content-Type": "application/x-www-form-urlencoded",
            }  # fmt: skip
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, path, urlencode(body) if body is not None else None, headers)
            got = connection.getresponse()
            text = got.read().decode()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()
        for line in got.headers.get_all("Set-Cookie") or []:
            self.cookies |= {name: each.value for name, each in SimpleCookie(line).items()}
        return Reply(got.status, got.headers.get("X-Answer", ""), got.headers.get("Location", ""), text)


def _found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    return match[1] if match else ""
