"""Measures how long the player takes from a click or key to the next picture, on a processor slowed to a quarter."""

import os
import tempfile
from pathlib import Path
from statistics import median
from typing import Any, TypeAlias

from bench_site import Site
from playwright.sync_api import Page, sync_playwright

Row: TypeAlias = dict[str, Any]

SLOWER, ROUNDS = 4, 5
CONTROL_MS, SEEK_MS = 100.0, 150.0
FLAGS = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
# Event Timing (W3C): from the hand to the next paint, in steps of 8 ms; shorter than 16 ms is not told.
WATCH = """() => {
  window.slowest = 0;
  new PerformanceObserver((list) => {
    for (const each of list.getEntries()) if (each.interactionId) window.slowest = Math.max(window.slowest, each.duration);
  }).observe({ type: "event", durationThreshold: 16, buffered: false });
}"""
# A frame step is done when the film stands on the frame, and that is painted.
SEEK = """(step) => new Promise((done) => {
  const began = performance.now();
  document.querySelector(".film video").addEventListener("seeked", () => requestAnimationFrame(() =>
    requestAnimationFrame(() => done(performance.now() - began))), { once: true });
  document.querySelector(`[data-step="${step}"]`).click();
})"""


def measure() -> list[Row]:
    """All figures of interaction, one for each kind of control."""
    with tempfile.TemporaryDirectory(prefix="second-look-bench-") as folder:
        site = Site(Path(folder), None, threads=4)
        asked = site.seed("player", script="hostile_seed.py")
        with site.served(light=False) as server, sync_playwright() as playwright:
            path = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
            browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
            address = f"http://127.0.0.1:{server.port}"
            context = browser.new_context(viewport={"width": 1280, "height": 800})
            context.add_cookies([{"name": "sessionid", "value": asked["session"], "url": address}])
            page = context.new_page()
            slow = context.new_cdp_session(page)
            slow.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
            rows = _photo(page, address + asked["judge"]) + _place(page, address + asked["locate"])
            rows += _film(page, address + asked["film"])
            rows += _marking(page, address + asked["when"])
            rows += _compared(page, address + asked["compare"]) + _sound(page, address + asked["sound"])
            browser.close()
    return rows


def _open(page: Page, address: str) -> None:
    page.goto(address, wait_until="networkidle")
    page.evaluate(WATCH)


def _slowest(page: Page, name: str, *selectors: str) -> Row:
    """Press each of the controls in turn, some rounds long: the median of the slowest control, so that other work on
    the machine does not count as the player's."""
    taken: dict[str, list[float]] = {selector: [] for selector in selectors}
    for _ in range(ROUNDS):
        for selector in selectors:
            page.evaluate("window.slowest = 0")
            page.locator(selector).first.click(force=True)
            taken[selector].append(_told(page))
    return row(name, max(median(each) for each in taken.values()), CONTROL_MS)


def _told(page: Page) -> float:
    """Milliseconds of the interaction that was just made; what is too short to be told counts as 16."""
    page.wait_for_timeout(150)
    return max(16.0, float(page.evaluate("window.slowest")))


def _photo(page: Page, address: str) -> list[Row]:
    _open(page, address)
    rows = [
        _slowest(page, "loupe", "[data-toggle-loupe]"),
        _slowest(page, "stops", *(f".stop:nth-child({number})" for number in range(1, 8))),
        _slowest(page, "lens_drawer", "[data-lenses] > summary"),
        _slowest(page, "zoom", "[data-zoom=in]", "[data-zoom=fit]"),
    ]
    taken: dict[str, list[float]] = {}
    for key in "+0lv?lv?" * ROUNDS:
        page.evaluate("window.slowest = 0")
        page.keyboard.press(key)
        taken.setdefault(key, []).append(_told(page))
    return [*rows, row("keys", max(median(each) for each in taken.values()), CONTROL_MS)]


def _place(page: Page, address: str) -> list[Row]:
    _open(page, address)
    return [_slowest(page, "cells", *(f".cell:nth-of-type({number}) input" for number in (1, 8, 15, 24)))]


def _film(page: Page, address: str) -> list[Row]:
    _open(page, address)
    page.locator(".film.ready").wait_for()
    controls = _slowest(page, "film_controls", "[data-repeat]", "[data-step='1']", "[data-step='-1']")
    seeks = [float(page.evaluate(SEEK, step)) for step in (1, 1, -1, 1, -1, 1, 1, 1)]
    return [controls, row("frame_step", median(seeks[1:]), SEEK_MS)]


def _marking(page: Page, address: str) -> list[Row]:
    _open(page, address)
    page.locator("[data-mark][data-ready]").wait_for()
    strip: Any = page.locator(".strip").bounding_box()
    taken: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        for share in (0.2, 0.6):
            page.evaluate("window.slowest = 0")
            page.mouse.click(strip["x"] + share * strip["width"], strip["y"] + 20)
            taken.setdefault("press", []).append(_told(page))
        for key in ("ArrowRight", "Shift+ArrowRight", "Home"):
            page.locator("[data-edge='1']").focus()
            page.evaluate("window.slowest = 0")
            page.keyboard.press(key)
            taken.setdefault(key, []).append(_told(page))
    pressed = row("mark", max(median(each) for each in taken.values()), CONTROL_MS)
    return [pressed, _slowest(page, "mark_buttons", "[data-set='0']", "[data-set='1']", "[data-play-part]")]


def _compared(page: Page, address: str) -> list[Row]:
    _open(page, address)
    page.locator(".film.ready").wait_for()
    sides = (f".switch label:nth-of-type({number})" for number in (1, 2, 3))
    return [_slowest(page, "compare_switch", *sides)]


def _sound(page: Page, address: str) -> list[Row]:
    _open(page, address)
    page.locator(".sound.ready").wait_for()
    controls = ("[data-play]", "[data-step='1']", "[data-step='-1']", "[data-repeat]", ".keys summary")
    return [_slowest(page, "sound_controls", *controls)]


def row(name: str, milliseconds: float, goal: float) -> Row:
    return {
        "name": f"answer_inp_{name}",
        "value": round(milliseconds, 1),
        "unit": "ms",
        "goal": goal,
        "holds": milliseconds <= goal,
    }


if __name__ == "__main__":
    for each in measure():
        print(each)
