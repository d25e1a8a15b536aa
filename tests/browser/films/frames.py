"""Which frame of a film is shown, and how a test gets there."""

from playwright.sync_api import Page, expect

from literacy.people.models import User
from quizzes.attempts.models import Sitting
from tests.browser.conftest import Visit
from tests.film_pairs import BITS, BLOCK, FPS, SPAN

# Which number stands in the squares along the upper edge of the picture that a film shows now.
READ = """(video, [bits, block]) => {
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight).getContext("2d", { willReadFrequently: true });
  canvas.drawImage(video, 0, 0);
  const scale = video.videoWidth / 320;
  let number = 0;
  for (let bit = 0; bit < bits; bit += 1) {
    const [red] = canvas.getImageData((bit + 0.5) * block * scale, 0.5 * block * scale, 1, 1).data;
    number = number * 2 + (red > 127 ? 1 : 0);
  }
  return number;
}"""
FIRST, AFTER = round(SPAN[0] * FPS), round(SPAN[1] * FPS)


def watch(visit: Visit, sitting: Sitting, sam: User) -> Page:
    visit.sign_in(sam)
    page = visit.open(f"/sittings/{sitting.pk}/1/")
    expect(page.locator("[data-deck]")).to_be_visible()
    return page


def at_frame(page: Page, number: int) -> None:
    """Wait until the clock says frame `number`, counted from 0, and all films stand there; one that has ended is on its last."""
    expect(page.locator("[data-number]")).to_have_text(str(number + 1))
    page.wait_for_function(
        """time => [...document.querySelectorAll("video")].every(
             (video) => !video.seeking && video.readyState > 1 && (video.ended || Math.abs(video.currentTime - time) < 0.001))""",
        arg=(number + 0.5) / FPS,
    )


def seen(page: Page, which: str = "video") -> int:
    """The number on the picture that is shown."""
    return int(page.locator(which).first.evaluate(READ, [BITS, BLOCK]))


def drag_to(page: Page, number: int) -> None:
    page.locator("[data-scrub]").evaluate(
        "(range, value) => { range.value = value; range.dispatchEvent(new Event('input')); }", number
    )


def is_paused(page: Page) -> bool:
    return bool(page.evaluate("[...document.querySelectorAll('video')].every((video) => video.paused)"))
