"""What every page is held to, whatever state it is in: asked of the page that a window shows now."""

from typing import Any

import html5lib
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Visit

RULES: dict[str, Any] = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
    "preload": False,  # it would fetch every style once more, and only a rule that is not asked for looks at them
}
LAPTOP, PHONE, SMALL_PHONE = (
    {"width": 1280, "height": 800},
    {"width": 390, "height": 780},
    {"width": 320, "height": 640},
)
ZOOMED_TWICE = {"width": 640, "height": 400}  # what a laptop of 1280 by 800 has left at 200 %

# Text that sticks out of the window, or out of a box that hides what does not fit. A table may scroll in a box of its
# own; the stage hides the rest of a picture that is zoomed in; words for screen readers alone are one pixel large.
CUT_OFF = """() => {
  const found = [];
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width) found.push(`the page is ${document.documentElement.scrollWidth} wide`);
  for (const each of document.querySelectorAll("main *, header *, footer *")) {
    if (each.closest(".visually-hidden, .scroll, .frame, .compare, .skip, svg, [hidden], details:not([open])")) continue;
    if (!each.checkVisibility() || ![...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
    const box = each.getBoundingClientRect();
    if (box.left < -1 || box.right > width + 1) found.push(`${each.tagName} “${each.textContent.trim().slice(0, 40)}” is off the page`);
    const style = getComputedStyle(each);
    if (style.overflowX !== "visible" && style.overflowX !== "auto" && each.scrollWidth > each.clientWidth + 1)
      found.push(`${each.tagName} “${each.textContent.trim().slice(0, 40)}” is cut off`);
  }
  return found;
}"""

# Colours that are still on their way from one dress to the other are no dress.
SETTLE = "document.getAnimations().filter((each) => each instanceof CSSTransition).forEach((each) => each.finish())"


def put_on(visit: Visit, *, dark: bool, size: dict[str, int]) -> None:
    """Show the page that is open in light or dark, at a size."""
    visit.page.emulate_media(color_scheme="dark" if dark else "light")
    visit.page.set_viewport_size({"width": size["width"], "height": size["height"]})
    visit.page.evaluate(SETTLE)


def barriers(visit: Visit) -> list[tuple[str, list[Any]]]:
    """What axe finds: each fault with the elements that have it."""
    found = Axe().run(visit.page, options=RULES).response["violations"]
    return [(fault["id"], [node["target"] for node in fault["nodes"]]) for fault in found]


def cut_off(visit: Visit) -> list[str]:
    """What does not fit the window: in the phone's width, in the smallest phone's, and at a laptop's 200 %."""
    found: list[str] = []
    for size in (SMALL_PHONE, ZOOMED_TWICE):
        visit.page.set_viewport_size({"width": size["width"], "height": size["height"]})
        found += [f"{size['width']} px: {fault}" for fault in visit.page.evaluate(CUT_OFF)]
    return found


def moving(visit: Visit) -> list[str]:
    """Elements that still move when the window asks for less motion."""
    return list(
        visit.page.evaluate(
            """() => [...document.querySelectorAll("*")].filter((each) => {
              const style = getComputedStyle(each);
              const seconds = `${style.transitionDuration},${style.animationDuration}`.split(",").map(parseFloat);
              return seconds.some((each) => each > 0.001);
            }).map((each) => each.outerHTML.slice(0, 80))"""
        )
    )


def html_errors(visit: Visit) -> list[str]:
    """What the HTML standard calls an error in the last page, or part of one, that the site sent."""
    parser = html5lib.HTMLParser()
    document = visit.markup
    (parser.parse if document.lstrip().lower().startswith("<!doctype") else parser.parseFragment)(document)
    return [f"{code} at {position}" for position, code, _ in parser.errors]
