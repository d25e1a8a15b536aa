"""The editor of a lesson under a hand: numbered lines, blocks at the cursor, the preview, and text that is not lost."""

import re

from django.urls import reverse
from playwright.sync_api import Page, expect

from literacy.authoring.models import Manuscript
from literacy.classroom.models import School
from literacy.people.models import User
from quizzes.clips.models import Pair
from tests.authoring.made import TEXT, make_manuscript
from tests.browser.conftest import Visit


def open_editor(visit: Visit, school: School, tess: User) -> tuple[Manuscript, Page]:
    made = make_manuscript(school, tess)
    visit.sign_in(tess)
    return made, visit.open(reverse("write_lesson", args=[made.pk, "en"]))


def test_a_block_put_in_is_previewed_played_taken_back_and_kept_from_being_lost(
    visit: Visit, school: School, tess: User, field: Pair
) -> None:
    made, page = open_editor(visit, school, tess)
    text = page.locator("[data-text]")
    expect(page.locator(".mirror > div")).to_have_count(TEXT.count("\n") + 1)
    text.evaluate(
        "field => field.setSelectionRange(field.value.indexOf('## Choose'), field.value.indexOf('## Choose'))"
    )
    page.locator("[data-pick*='/where/']").click()
    page.locator(".picker [data-insert]").first.click()
    expect(text).to_have_value(re.compile(r":::where pair=field caption=.*\n\n## Choose", re.DOTALL))
    expect(page.locator(".as-read .point-at")).to_be_visible()
    page.locator(".as-read .check [value=b]").check()
    page.locator(".as-read .check .button").click()
    expect(page.locator(".as-read .said-back.right")).to_contain_text("Yes, always.")
    text.press("Control+z")
    expect(text).to_have_value(TEXT)

    text.press_sequentially("!")
    page.wait_for_function("sessionStorage.length > 0")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(text).not_to_have_value(re.compile("!"))
    page.locator("[data-kept-back]").click()
    expect(text).to_have_value(re.compile("!"))
    text.press("Control+s")
    expect(page.locator("#notices")).to_contain_text("3")
    assert made.versions.count() == 3


def test_the_line_of_a_mistake_is_marked_and_found(
    visit: Visit, school: School, tess: User, field: Pair
) -> None:
    _made, page = open_editor(visit, school, tess)
    text = page.locator("[data-text]")
    text.press("Control+End")
    text.press_sequentially("\n\n:::story title=a\n")
    link = page.locator(".problems [data-line]").last
    expect(link).to_be_visible()
    line = TEXT.count("\n") + 3
    expect(page.locator(".mirror > .wrong")).to_have_text(":::story title=a")
    link.click()
    expect(text).to_be_focused()
    chosen = text.evaluate("field => field.value.slice(field.selectionStart, field.selectionEnd)")
    assert (link.get_attribute("data-line"), chosen) == (str(line), ":::story title=a")


def test_without_script_a_text_is_looked_at_and_saved(
    visit_without_script: Visit, school: School, tess: User, field: Pair
) -> None:
    made, page = open_editor(visit_without_script, school, tess)
    page.locator("[data-text]").fill(TEXT + "\n:::story title=a\n")
    page.locator("[data-look]").click()
    expect(page.locator(".problems li").first).to_be_visible()
    expect(page.locator(f"#line-{TEXT.count(chr(10)) + 2}.wrong")).to_be_visible()
    page.locator("[data-save]").click()
    expect(page.locator("#notices")).to_contain_text("3")
    assert made.versions.count() == 3
