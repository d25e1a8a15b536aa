"""The ways people work the player: by mouse, by touch, by keyboard alone, and by mouse where no script runs."""

from dataclasses import dataclass
from typing import Protocol

from playwright.sync_api import Locator, Page, expect

STOPS = ("0.05", "0.2", "0.4", "0.5", "0.6", "0.8", "0.95")
SURELY_FAKE, CHECK_FIRST, SURELY_REAL = 6, 3, 0


class Hands(Protocol):
    """One way to work the player."""

    def judge(self, page: Page, stop: int) -> None:
        """Choose a stop of the scale, 0 (surely real) to 6 (surely manipulated), and send it."""

    def locate(self, page: Page) -> None:
        """Choose a place of the picture and send it."""

    def follow(self, link: Locator) -> None:
        """Follow a link or press a button."""

    def pick(self, option: Locator) -> None:
        """Choose one of a list: the radio button or check box."""

    def mark(self, page: Page) -> None:
        """Mark a part of the clip, about from a fifth to a half of it."""

    def send(self, page: Page) -> None:
        """Send what was chosen."""


class Mouse:
    def judge(self, page: Page, stop: int) -> None:
        page.locator(".stop").nth(stop).click()
        page.locator(".send").click()

    def locate(self, page: Page) -> None:
        click_at(page, 0.6, 0.4)
        page.locator(".send").click()

    def follow(self, link: Locator) -> None:
        link.click()

    def pick(self, option: Locator) -> None:
        _row_of(option).click()

    def mark(self, page: Page) -> None:
        drag(page, 0.2, 0.5)

    def send(self, page: Page) -> None:
        page.locator(".send").click()


class Touch:
    def judge(self, page: Page, stop: int) -> None:
        page.locator(".stop").nth(stop).tap()
        page.locator(".send").tap()

    def locate(self, page: Page) -> None:
        page.locator("[data-clip]").scroll_into_view_if_needed()
        box = box_of(page, "[data-clip]")
        page.touchscreen.tap(box.x + 0.6 * box.width, box.y + 0.4 * box.height)
        page.locator(".send").tap()

    def follow(self, link: Locator) -> None:
        link.tap()

    def pick(self, option: Locator) -> None:
        _row_of(option).tap()

    def mark(self, page: Page) -> None:
        touch_along(page, 0.2, 0.5)

    def send(self, page: Page) -> None:
        page.locator(".send").tap()


class Keyboard:
    def judge(self, page: Page, stop: int) -> None:
        tab_to(page, "[name=p_manipulated]")
        page.keyboard.press("Space")
        for _ in range(stop):
            page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")

    def locate(self, page: Page) -> None:
        expect(page.locator("[data-tools]")).to_be_visible()  # the stage is ready
        tab_to(page, "[name=cell]", back=True)
        page.keyboard.press("Space")  # from behind, the last cell of the grid is the first one reached
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowLeft")
        expect(page.locator("[data-chosen]")).to_contain_text("E3")
        page.keyboard.press("Enter")

    def follow(self, link: Locator) -> None:
        tab_to(link.page, link)
        link.page.keyboard.press("Enter")

    def pick(self, option: Locator) -> None:
        page = option.page
        if option.get_attribute("type") == "checkbox":
            tab_to(page, option)
            page.keyboard.press("Space")
        else:
            group = page.locator(f"[name={option.get_attribute('name')}]")
            tab_to(page, group)
            page.keyboard.press("Space")
            for _ in range(group.count()):
                if not option.is_checked():
                    page.keyboard.press("ArrowDown")
        expect(option).to_be_checked()

    def mark(self, page: Page) -> None:
        tab_to(page, "[name=from]")
        page.keyboard.type("0.9")
        page.keyboard.press("Tab")
        page.keyboard.type("2.2")

    def send(self, page: Page) -> None:
        page.keyboard.press("Enter")


class WithoutScript(Mouse):
    def locate(self, page: Page) -> None:
        page.get_by_label("D2", exact=True).check()
        page.locator(".send").click()

    def mark(self, page: Page) -> None:
        page.locator("[name=from]").fill("0.9")
        page.locator("[name=until]").fill("2.2")


def _row_of(option: Locator) -> Locator:
    """The whole row of an option, words and all: what hands aim at."""
    return option.locator("xpath=ancestor::label[1]")


@dataclass(frozen=True)
class Box:
    x: float
    y: float
    width: float
    height: float


def box_of(page: Page, selector: str) -> Box:
    box = page.locator(selector).bounding_box()
    assert box is not None, f"{selector} is not on the page"
    return Box(box["x"], box["y"], box["width"], box["height"])


def click_at(page: Page, x: float, y: float) -> None:
    """Click a place of the picture, given in fractions of what the frame shows."""
    page.locator("[data-frame]").scroll_into_view_if_needed()
    box = box_of(page, "[data-frame]")
    page.mouse.click(box.x + x * box.width, box.y + y * box.height)


def strip_of(page: Page) -> Box:
    page.locator(".strip").scroll_into_view_if_needed()
    return box_of(page, ".strip")


def drag(page: Page, start: float, end: float) -> None:
    """Drag along the strip by mouse, from one fraction of it to another."""
    strip = strip_of(page)
    page.mouse.move(strip.x + start * strip.width, strip.y + 20)
    page.mouse.down()
    page.mouse.move(strip.x + end * strip.width, strip.y + 20, steps=5)
    page.mouse.up()


def touch_along(page: Page, start: float, end: float) -> None:
    """Drag along the strip with a finger."""
    strip = strip_of(page)
    finger = page.context.new_cdp_session(page)

    def at(share: float) -> list[dict[str, float]]:
        return [{"x": strip.x + share * strip.width, "y": strip.y + 20}]

    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": at(start)})
    for step in range(1, 6):
        points = at(start + (end - start) * step / 5)
        finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": points})
    page.wait_for_timeout(
        150
    )  # a finger that aims comes to rest: one that flings takes the next touch for its end
    finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": at(end)})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    finger.detach()


def tab_to(page: Page, wanted: str | Locator, *, back: bool = False) -> None:
    """Press Tab until the focus is there. Fails when it never comes there."""
    target = page.locator(wanted) if isinstance(wanted, str) else wanted
    target.first.wait_for(state="attached")
    for _ in range(30):
        if target.evaluate_all("all => all.includes(document.activeElement)"):
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
    raise AssertionError(f"Tab never comes to {wanted}")


def play_on(page: Page, hands: Hands, stops: list[int]) -> None:
    """Take a quiz from the place that is open to its end, with one stop of the scale for each clip."""
    for number, stop in enumerate(stops, start=1):
        expect(page.locator(".where")).to_contain_text(f"{number} van {len(stops)}")
        has_place = page.locator(".claim").count() == 0 and stop > CHECK_FIRST
        hands.judge(page, stop)
        if has_place:
            expect(page.locator("[name=cell]").first).to_be_attached()
            hands.locate(page)
        expect(page.locator(".revealed")).to_be_visible()
        expect(page.locator("[data-saved]")).to_contain_text("Bewaard")
        hands.follow(page.locator(".panel .primary"))
        expect(page.locator(".revealed")).to_have_count(0)
    expect(page.locator(".again li")).to_have_count(len(stops))
