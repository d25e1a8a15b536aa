"""A pupil in a real browser on the bad line: reloads, goes back, opens a second tab, is signed out, loses the line."""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass
from urllib.parse import parse_qs
from uuid import uuid4

from playwright.async_api import BrowserContext, Page, Request, Response
from playwright.async_api import Error as BrowserError

from tests.hostile.ledger import Given, Ledger, Pupil

LONGEST = 1800.0  # seconds for one sitting, on a machine that does much else, too
STATE = """() => document.querySelector(".again") ? "end"
  : document.querySelector(".revealed") ? "revealed"
  : document.querySelector("form.given") ? "waiting"
  : document.querySelector("form[data-answer]") ? "question" : "elsewhere" """


def watch(context: BrowserContext, ledger: Ledger) -> None:
    """Write down every answer that leaves this browser, and every word about one that comes back."""

    def on_request(request: Request) -> None:
        answer = _answer_in(request)
        if answer:
            ledger.gave(answer)

    def on_response(response: Response) -> None:
        answer = _answer_in(response.request)
        if answer is None:
            return
        location = response.headers.get("location", "")
        plain = "kept" if response.status == 302 and "kept=first" not in location else ""
        ledger.told(answer, response.headers.get("x-answer") or plain or str(response.status))

    context.on("request", on_request)
    context.on("response", on_response)


def _answer_in(request: Request) -> Given | None:
    if request.method != "POST" or not request.url.endswith("/answer/"):
        return None
    sent = parse_qs(request.post_data or "")
    sitting, position = request.url.split("/")[-4:-2]
    if "p_manipulated" not in sent:
        return None
    return Given(sitting, int(position), sent["key"][0], float(sent["p_manipulated"][0]))


@dataclass
class WindowPupil:
    """One pupil in a window of a browser that others may use, too."""

    context: BrowserContext
    site: str
    pupil: Pupil
    ledger: Ledger
    chance: random.Random
    offline: float  # seconds of a spell without a line
    minute_due: bool = False  # such a spell is certain to come at the next answer
    sign_ins: int = 0

    async def play(self, until: int | None = None) -> None:
        """Play to the end, or until so many places have been answered. Raises TimeoutError when it never comes there."""
        page = await self.context.new_page()
        await self.sign_in()
        done, waited, deadline = 0, 0, time.monotonic() + LONGEST
        while until is None or done < until:
            if time.monotonic() > deadline:
                raise TimeoutError(f"sitting {self.pupil.sitting} does not come to its end")
            try:
                state = str(await page.evaluate(STATE))
                waited = waited + 1 if state == "waiting" else 0
                if state == "end":
                    break
                if state == "question":
                    await self.answer(page)
                elif state == "waiting":
                    await asyncio.sleep(0.3)
                    if waited % 40 == 39:
                        await page.reload(wait_until="domcontentloaded")
                elif state == "revealed":
                    done += 1
                    await self.go_on(page)
                else:
                    await self.go_to_sitting(page)
            except BrowserError:
                await asyncio.sleep(0.3)  # a page that did not come, or went away meanwhile: look again
        await page.close()

    async def sign_in(self) -> None:
        session = self.pupil.sessions[self.sign_ins % len(self.pupil.sessions)]
        self.sign_ins += 1
        await self.context.add_cookies(
            [
                {"name": "sessionid", "value": session, "url": self.site},
                {"name": "csrftoken", "value": uuid4().hex, "url": self.site},
            ]
        )

    async def go_to_sitting(self, page: Page) -> None:
        address = f"{self.site}/sittings/{self.pupil.sitting}/"
        await page.goto(address, wait_until="domcontentloaded")
        if await page.locator(".intro").count():
            await page.goto(f"{address}1/", wait_until="domcontentloaded")

    async def answer(self, page: Page) -> None:
        if self.meets("reload", 0.4):
            await page.reload(wait_until="domcontentloaded")
        second = None
        if self.meets("second tab", 0.1):
            second = await self.context.new_page()
            await second.goto(page.url, wait_until="domcontentloaded")
        if self.meets("session expired", 0.1):
            await self.context.clear_cookies(name="sessionid")
            await self.send(page)
            await asyncio.sleep(1)
            await self.sign_in()
            await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        elif self.meets(f"offline for {self.offline:.0f} s", 1.0 if self.minute_due else 0.1):
            self.minute_due = False
            await self.context.set_offline(True)
            try:
                await self.send(page)
                await asyncio.sleep(self.offline)
            finally:
                await self.context.set_offline(False)
        else:
            await self.send(page)
        if second:
            try:
                await self.send(second)
                await asyncio.sleep(1)
            finally:
                await second.close()

    async def send(self, page: Page) -> None:
        await page.locator(".stop").nth(self.chance.randrange(7)).click()
        twice = self.meets("double click", 0.2)
        await page.locator(".send").click(click_count=2 if twice else 1)
        await page.wait_for_timeout(100)

    async def go_on(self, page: Page) -> None:
        if self.meets("reload", 0.4):
            await page.reload(wait_until="domcontentloaded")
        if self.meets("back", 0.15):
            await page.go_back(wait_until="domcontentloaded")
            return
        await page.locator(".revealed .panel .primary").click()
        await page.wait_for_function("() => !document.querySelector('.revealed')", timeout=15_000)

    async def leave_one_waiting(self) -> None:
        """Answer the next clip without a line and close the window: the answer stays in the browser."""
        page = await self.context.new_page()
        await self.sign_in()
        while True:
            try:
                await self.go_to_sitting(page)
                if await page.evaluate(STATE) == "question" and await page.evaluate("!!window.htmx"):
                    break
            except BrowserError:
                await asyncio.sleep(0.3)
        await self.context.set_offline(True)
        await self.send(page)
        await page.close()
        await self.context.set_offline(False)
        self.ledger.met("laptop left to another pupil with an answer waiting")

    def meets(self, hardship: str, share: float) -> bool:
        met = self.chance.random() < share
        if met:
            self.ledger.met(hardship)
        return met
