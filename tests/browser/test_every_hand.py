"""Every item type, answered by mouse, by touch, by keyboard alone and without script; every key is listed."""

import pytest
from playwright.sync_api import Page, expect

from literacy.people.models import User
from quizzes.attempts.models import Answer, Sitting
from quizzes.items.models import Item, Placement
from quizzes.items.types import ITEM_TYPES
from quizzes.provenance.keyring import Keyring
from tests.browser.conftest import Visit
from tests.browser.dresses import LAPTOP, PHONE, barriers, cut_off, put_on
from tests.browser.hands import SURELY_FAKE, Hands, Keyboard, Mouse, Touch, WithoutScript
from tests.factories import make_claim_with_cards, make_pair, make_quiz, make_sitting, make_story
from tests.film_pairs import make_film_pair

WAYS: dict[str, tuple[str, Hands]] = {
    "mouse": ("visit", Mouse()),
    "touch": ("visit_on_phone", Touch()),
    "keyboard": ("visit", Keyboard()),
    "without script": ("visit_without_script", WithoutScript()),
}


@pytest.fixture
def every_type(keys: Keyring, transactional_db: None, sam: User) -> Sitting:
    """One sitting in which every type is asked: four on one photo, then a film, two photos, a caption, a file, a story."""
    quiz = make_quiz([make_pair()], asks=["judge", "locate", "technique", "cue"])
    asks = {
        "when": make_film_pair(),
        "compare": make_pair(),
        "context": make_claim_with_cards(),
        "provenance": make_pair(),
    }
    for kind, pair in asks.items():
        chain = ["judge", "when"] if kind == "when" else [kind]
        item = Item.objects.create(slug=f"every-{kind}", pair=pair, chain=chain)
        Placement.objects.create(quiz=quiz, item=item, position=quiz.placements.count())
    Placement.objects.create(quiz=quiz, item=make_story(), position=quiz.placements.count())
    return make_sitting(quiz, sam, twins=True)


def open_at(window: Visit, sam: User, sitting: Sitting) -> Page:
    window.sign_in(sam)
    return window.open(f"/sittings/{sitting.pk}/1/")


@pytest.mark.parametrize("way", WAYS)
def test_every_type_is_answered_by_every_hand(
    way: str, every_type: Sitting, sam: User, request: pytest.FixtureRequest
) -> None:
    name, hands = WAYS[way]
    window: Visit = request.getfixturevalue(name)
    page = open_at(window, sam, every_type)

    def answered(*kinds: str) -> None:
        """The place has told what came of these answers, and they are stored; then on to the next place."""
        expect(page.locator(".revealed")).to_be_visible()
        for kind in kinds:
            assert Answer.objects.filter(item_type=kind).count() >= 1, kind
        hands.follow(page.locator(".panel .primary"))
        expect(page.locator(".revealed")).to_have_count(0)

    hands.judge(page, SURELY_FAKE)
    expect(page.locator("[name=cell]").first).to_be_attached()
    hands.locate(page)
    expect(page.locator("[name=technique]")).to_have_count(4)
    hands.pick(page.locator("[name=technique]").nth(1))
    hands.send(page)
    expect(page.locator("[name=cue]")).to_have_count(6)
    for number in (0, 2):
        hands.pick(page.locator("[name=cue]").nth(number))
    hands.send(page)
    answered("judge", "locate", "technique", "cue")

    hands.judge(page, SURELY_FAKE)
    expect(page.locator("[name=from]")).to_be_visible()
    if way != "without script":
        expect(page.locator("[data-mark][data-ready]")).to_be_attached()
        expect(page.locator("[data-deck]")).to_be_visible()
    hands.mark(page)
    if way in {"mouse", "touch"}:
        expect(page.locator("[data-when-said]")).to_contain_text("Aangeduid: van 0,")
    hands.send(page)
    answered("when")

    hands.pick(page.locator("[name=side]").nth(1))
    hands.send(page)
    answered("compare")

    hands.follow(page.locator("[data-card]").first)
    expect(page.locator(".card.open")).to_have_count(1)
    hands.judge(page, SURELY_FAKE)
    answered("context")

    hands.pick(page.locator("[name=statement]").nth(2))
    hands.send(page)
    answered("provenance")

    hands.pick(page.locator("[name=choice]").nth(1))
    hands.send(page)
    expect(page.locator(".turns li")).to_have_count(1)
    hands.pick(page.locator("[name=choice]").first)
    hands.send(page)
    answered("respond")
    expect(page.locator(".again li")).to_have_count(6)

    given = {each.item_type: each.response for each in Answer.objects.order_by("pk")}
    assert set(given) == set(ITEM_TYPES)
    assert len(given["cue"]["cues"]) == 2
    assert (given["when"]["from"], given["when"]["until"]) == pytest.approx((0.9, 2.2), abs=0.1)
    assert given["compare"]["side"] == "B"
    assert len(given["context"]["opened"]) == 1
    assert given["respond"] == {"path": ["wait", "listen"]}
    assert window.complaints == []


def test_two_films_are_on_one_clock_and_change_over_without_a_gap(
    transactional_db: None, own_folders: None, visit: Visit, sam: User
) -> None:
    page = open_at(visit, sam, make_sitting(make_quiz([make_film_pair()], asks=["compare"]), sam))
    expect(page.locator(".film.ready")).to_have_attribute("data-seen", "both")
    page.locator("[data-step='1']").click()
    page.wait_for_function(
        "() => [...document.querySelectorAll('video')].every((each) => Math.abs(each.currentTime - 0.06) < 0.001)"
    )
    for dark, size in ((True, PHONE), (False, LAPTOP)):
        put_on(visit, dark=dark, size=size)
        assert barriers(visit) == []
    assert cut_off(visit) == []
    put_on(visit, dark=False, size=LAPTOP)
    page.keyboard.press("k")
    page.wait_for_function(
        "() => [...document.querySelectorAll('video')].every((each) => !each.paused && each.currentTime > 0.3)"
    )
    page.keyboard.press("x")
    seen = page.locator(".film").get_attribute("data-seen")
    page.keyboard.press("x")
    assert {seen, page.locator(".film").get_attribute("data-seen")} == {"A", "B"}
    state = page.evaluate(
        "[...document.querySelectorAll('video')].map((each) => [each.currentTime, each.paused])"
    )
    assert [paused for _at, paused in state] == [False, False]
    assert abs(state[0][0] - state[1][0]) < 0.2
    assert page.locator(".half[inert]").count() == 1
    assert visit.complaints == []


@pytest.mark.parametrize(
    ("asks", "film", "listed"),
    [
        (["judge"], False, {"+", "L", "V", "Enter", "?", "Esc"}),
        (["compare"], False, {"Tab", "Enter", "?", "Esc"}),
        (["compare"], True, {"K", "X", "R", "F", "?", "Esc"}),
        (["judge", "when"], True, {"K", "I", "O", "P", "+", "?", "Esc"}),
    ],
)
def test_every_key_of_what_is_on_the_page_is_listed(
    asks: list[str],
    film: bool,
    listed: set[str],
    transactional_db: None,
    own_folders: None,
    visit: Visit,
    sam: User,
) -> None:
    pair = make_film_pair() if film else make_pair()
    page = open_at(visit, sam, make_sitting(make_quiz([pair], asks=asks), sam, twins=True))
    if "when" in asks:
        Mouse().judge(page, SURELY_FAKE)
        expect(page.locator("[data-mark]")).to_be_visible()
    expect(page.locator(".keys")).to_have_count(1)
    keys = page.locator(".keys dl")
    page.keyboard.press("?")
    expect(keys).to_be_visible()
    assert listed <= set(keys.locator("kbd").all_inner_texts())
    assert barriers(visit) == []
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    page.locator(".keys summary").click()
    expect(keys).to_be_visible()
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    expect(page.locator(".keys summary")).to_be_focused()
