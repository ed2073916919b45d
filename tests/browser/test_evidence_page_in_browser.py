"""The evidence page in a real browser: clicks, keys, hostile text, accessibility, a whole book.

Needs Chromium and its driver (Debian: `chromium chromium-driver`). With REQUIRE_BROWSER in the
environment a missing browser is a failure. The check of accessibility needs axe-core, from npm:
AXE_CORE names its script.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from summarize.document import Document
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.render.evidence_page import render_summary, render_verification
from summarize.results import Basis, CheckedClaim, Origin, Summary, Verdict
from summarize.sources import read
from support.render_samples import (
    FULL,
    GAPPED,
    SECTIONS,
    UNCHECKED,
    VERIFICATION,
    WRITTEN,
    build_hostile_summary,
)

BROWSER, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
AXE_CORE = os.environ.get("AXE_CORE")
REQUIRED = bool(os.environ.get("REQUIRE_BROWSER"))

pytestmark = pytest.mark.skipif(
    not (REQUIRED or (BROWSER and DRIVER)), reason="needs chromium and chromedriver"
)

ARGUMENTS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync "
    "--disable-background-networking --disable-component-update --window-size=1300,900"
)
ATTACK = (
    "</style></script></p><script>document.title='taken'</script>"
    "<img src=x onerror=\"document.title='taken'\"><svg onload=\"document.title='taken'\">"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = BROWSER or "chromium"
    for argument in ARGUMENTS.split():
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    yield driver
    driver.quit()


class Page:
    """A page that is open in the browser, with what the tests ask of it."""

    def __init__(self, browser: Any, path: Path, text: str) -> None:
        path.write_text(text, encoding="utf-8")
        self.browser = browser
        browser.get(path.as_uri())

    def all(self, selector: str) -> list[Any]:
        return list(self.browser.find_elements("css selector", selector))

    def press(self, keys: str) -> None:
        from selenium.webdriver import ActionChains

        ActionChains(self.browser).send_keys(keys).perform()

    def lit(self) -> list[str]:
        return [one.get_attribute("id") for one in self.all("article .lit")]

    def focused(self) -> str:
        return str(self.browser.execute_script("return document.activeElement.outerHTML"))

    def is_visible(self, name: str) -> bool:
        """Whether an element is within the window, once scrolling has ended."""
        script = (
            "const box = document.getElementById(arguments[0]).getBoundingClientRect();"
            "return box.top >= 0 && box.bottom <= innerHeight;"
        )
        end = time.monotonic() + 5
        while time.monotonic() < end:
            if self.browser.execute_script(script, name):
                return True
            time.sleep(0.05)
        return False


def open_summary(browser: Any, tmp_path: Path, summary: Summary) -> Page:
    return Page(browser, tmp_path / "page.html", render_summary(summary))


def test_a_click_lights_up_the_evidence_and_escape_goes_back(browser: Any, tmp_path: Path) -> None:
    page = open_summary(browser, tmp_path, FULL)
    statement = page.all(".statement .words")[0]
    statement.click()
    evidence = statement.get_attribute("data-evidence").split()
    assert page.lit() == evidence
    assert page.is_visible(evidence[0])
    (card,) = page.all("#card")
    assert "From the article to the statement" in card.text
    page.press("\ue00c")  # Escape
    assert page.lit() == []
    assert "statement" in page.all(".statement .words")[0].find_element(
        "xpath", ".."
    ).get_attribute("class")
    assert statement.text in page.focused()
    assert not card.is_displayed()


def test_the_keyboard_alone_is_enough(browser: Any, tmp_path: Path) -> None:
    page = open_summary(browser, tmp_path, FULL)
    links = page.all(".statement .words")
    page.press("j")
    assert page.lit() == links[0].get_attribute("data-evidence").split()
    page.press("j")
    assert page.lit() == links[1].get_attribute("data-evidence").split()
    page.press("k")
    assert page.lit() == links[0].get_attribute("data-evidence").split()
    page.press("\ue007")  # Enter, on the statement that has the focus
    assert 'class="evidence' in page.focused()


def test_evidence_leads_back_to_its_statement(browser: Any, tmp_path: Path) -> None:
    page = open_summary(browser, tmp_path, FULL)
    back = page.all("article .back")[-1]
    target = back.get_attribute("href").partition("#")[2]
    back.click()
    assert page.all(f"#{target}.lit")
    assert page.is_visible(target)


def test_the_marks_are_links_without_the_script(browser: Any, tmp_path: Path) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        page = open_summary(browser, tmp_path, FULL)
        statement = page.all(".statement .words")[0]
        first = statement.get_attribute("data-evidence").split()[0]
        statement.click()
        assert browser.current_url.endswith(f"#{first}")
        assert [one.get_attribute("id") for one in page.all(":target")] == [first]
        assert page.all("details.all li")[0].is_displayed()  # nothing is closed that can't open
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_hostile_text_is_inert(browser: Any, tmp_path: Path) -> None:
    page = open_summary(browser, tmp_path, build_hostile_summary(ATTACK))
    for statement in page.all(".statement .words"):
        statement.click()
    time.sleep(0.2)
    assert browser.title != "taken"
    assert ATTACK[:20] in browser.title  # it is the title of the document, as text
    assert not page.all("img, svg, iframe, base")
    assert len(page.all("script")) == 1
    assert [entry for entry in browser.get_log("browser") if "refused" in entry["message"]] == []


def test_the_policy_stops_a_script_that_is_put_in(browser: Any, tmp_path: Path) -> None:
    text = render_summary(FULL).replace("</main>", "</main><script>document.title='x'</script>")
    Page(browser, tmp_path / "page.html", text)
    assert browser.title != "x"


def test_wrong_words_are_marked_on_both_sides(browser: Any, tmp_path: Path) -> None:
    text = render_verification(VERIFICATION, WRITTEN)
    page = Page(browser, tmp_path / "page.html", text)
    page.all(".statement .words")[0].click()
    assert [one.text for one in page.all(".statement.lit mark")] == ["16", "March"]
    assert "61" in [one.text for one in page.all("article .lit mark.right")]


@pytest.mark.skipif(not (REQUIRED or AXE_CORE), reason="AXE_CORE names no script")
@pytest.mark.parametrize("summary", [FULL, GAPPED, SECTIONS, UNCHECKED])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_it(summary: Summary, scheme: str, browser: Any, tmp_path: Path) -> None:
    feature = {"name": "prefers-color-scheme", "value": scheme}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
    page = open_summary(browser, tmp_path, summary)
    page.all(".statement .words")[0].click()
    browser.execute_script(Path(AXE_CORE or "").read_text(encoding="utf-8"))
    found = browser.execute_async_script("axe.run().then(arguments[0])")
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []


@pytest.mark.parametrize("width", [360, 800])
def test_a_small_screen_shows_everything(width: int, browser: Any, tmp_path: Path) -> None:
    browser.set_window_size(max(width, 500), 800)
    metrics = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    try:
        open_summary(browser, tmp_path, FULL)
        wide = browser.execute_script("return document.documentElement.scrollWidth")
        assert wide <= width
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        browser.set_window_size(1300, 900)


def build_book(words: int) -> Document:
    line = "The {} keeper of the light wrote down what the sea had done in the night before."
    size = len(line.split())
    paragraphs = [
        " ".join(line.format(place * 5 + one) for one in range(5))
        for place in range(words // (5 * size))
    ]
    return read(text="\n\n".join(paragraphs))


def test_a_book_can_be_opened(browser: Any, tmp_path: Path) -> None:
    """How long it takes is measured in benchmarks/evidence_page.py."""
    document = build_book(50_000)
    annotated = AnnotatedDocument(document)
    last = document.sentences[-1]
    item = annotated.evidence(last.number)
    statement = CheckedClaim(
        document.sentence_text(last), Origin.SOURCE, Verdict.SUPPORTED, (item,),
        basis=Basis.VERBATIM,
    )  # fmt: skip
    summary = Summary(document, FULL.model, "short", 60, (statement,), (), FULL.coverage)
    page = open_summary(browser, tmp_path, summary)
    page.all(".statement .words")[0].click()
    assert page.lit() == [f"sentence-{last.number}"]
    assert page.is_visible(f"sentence-{last.number}")
