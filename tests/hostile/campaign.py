"""Sends pupils over the bad line, most by wire and some in real browsers, and says what became of their answers."""

from __future__ import annotations

import asyncio
import os
import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from playwright.async_api import Browser, async_playwright

from tests.hostile.ledger import Ledger, Pupil
from tests.hostile.line import Line
from tests.hostile.window import WindowPupil, watch
from tests.hostile.wire import WirePupil

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
CHROMIUM = os.environ.get("CHROMIUM") or "/usr/bin/chromium"


@dataclass(frozen=True)
class Plan:
    """How many of the sittings are played in browsers, on how many laptops at once; and the hardships' measure."""

    windows: int
    places: int
    laptops: int = 3
    threads: int = 16
    offline: float = 5.0
    minutes_offline: int = (
        0  # of the laptops, those whose spells without a line last a minute; each pupil there meets one
    )
    seed: int = 1


def run(line: Line, pupils: list[Pupil], plan: Plan) -> Ledger:
    """Let all pupils play to the end. Raises what stopped any of them."""
    ledger = Ledger()
    in_windows, by_wire = pupils[: plan.windows], pupils[plan.windows :]
    with ThreadPoolExecutor(plan.threads + 1) as pool:
        # Playwright wants a loop of its own, and the one of the tests may be taken.
        windows = pool.submit(asyncio.run, _windows(line, in_windows, plan, ledger))
        wires = [
            pool.submit(
                WirePupil(
                    line.port, pupil, by_wire[number - 1], ledger, random.Random(f"{plan.seed} {number}"),
                    plan.places, min(plan.offline, 5.0),
                ).play
            )
            for number, pupil in enumerate(by_wire)
        ]  # fmt: skip
        for each in [*wires, windows]:
            each.result()
    return ledger


async def _windows(line: Line, pupils: list[Pupil], plan: Plan, ledger: Ledger) -> None:
    if not pupils:
        return
    laptops = asyncio.Semaphore(plan.laptops)
    # Every fourth laptop is shared by two pupils.
    couples: list[list[Pupil]] = []
    rest = list(pupils)
    while rest:
        size = 2 if len(couples) % 4 == 0 and len(rest) > 1 else 1
        couples.append(rest[:size])
        rest = rest[size:]
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)

        async def one(number: int, couple: list[Pupil]) -> None:
            async with laptops:
                spell = 60.0 if number < plan.minutes_offline else plan.offline
                await _laptop(browser, line, couple, ledger, random.Random(f"{plan.seed} w{number}"), spell)

        await asyncio.gather(*(one(number, couple) for number, couple in enumerate(couples)))
        await browser.close()


async def _laptop(
    browser: Browser, line: Line, couple: list[Pupil], ledger: Ledger, chance: random.Random, spell: float
) -> None:
    context = await browser.new_context(locale="nl", viewport={"width": 1280, "height": 800})
    context.set_default_timeout(8000)
    watch(context, ledger)
    first, *others = (
        WindowPupil(context, f"http://127.0.0.1:{line.port}", pupil, ledger, chance, spell)
        for pupil in couple
    )
    for other in others:
        await first.play(until=2)
        await first.leave_one_waiting()
        await other.play()
    await first.play()
    await context.close()
