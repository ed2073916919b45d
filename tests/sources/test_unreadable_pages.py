"""Pages that hold no article are refused with a reason and a way out."""

from __future__ import annotations

import pytest

from summarize.errors import SourceError
from summarize.sources.html import extract

LINKS = "".join(
    f'<li><a href="/{i}">The story of ship number {i} in the harbour</a></li>' for i in range(40)
)
STORY = (
    "<p>The board spoke of cookies, of JavaScript and of a captcha on the page of the port,"
    " which nobody could log in to read in the last days of the winter.</p>"
    "<p>It was agreed that the page is to be made anew, so that a person can find the tide tables"
    " and the names of the ships without a password and without a telephone in the hand.</p>"
    "<p>The engineer hopes to have it ready in May, before the first of the large ships comes into"
    " the northern channel with grain from the other side of the sea, as she told us.</p>"
)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<h1>Just a moment...</h1><p>Checking your browser before you go on.</p>", "captcha"),
        ("<h2>Verify you are human</h2><div class=g-recaptcha></div>", "captcha"),
        ("<noscript>You need to enable JavaScript to run this app.</noscript>", "JavaScript"),
        ("<div id=root></div><script>start()</script>", "JavaScript"),
        (
            "<h1>Before you continue</h1><p>We use cookies and data to measure how our services"
            " are used.</p><button>Accept all</button>",
            "consent",
        ),
        (
            "<h1>Sign in to continue</h1><form><input name=user><input type=password></form>"
            "<p>Forgot your password?</p>",
            "subscribers",
        ),
        (
            "<form><input name=u><input type=password><button>Go</button></form><p>Hello</p>",
            "login",
        ),
        (f"<ul>{LINKS}</ul>", "list of links"),
        ("<h1>404</h1><p>The page could not be found.</p>", "not there"),
        ("", "empty page"),
        ("<img src=a.png>", "empty page"),
    ],
)
def test_refused(body: str, reason: str) -> None:
    data = f"<html><head><title>Port</title></head><body>{body}</body></html>".encode()
    with pytest.raises(SourceError, match=reason) as caught:
        extract(data, "page.html")
    assert caught.value.message.startswith(("page.html", "no article"))
    assert caught.value.hint
    assert "\n" not in caught.value.message + caught.value.hint


@pytest.mark.parametrize("data", [b"", b"   \n", b"<!-- nothing -->", b"<html></html>"])
def test_nothing_at_all(data: bytes) -> None:
    with pytest.raises(SourceError, match="empty page"):
        extract(data, "page.html")


def test_an_article_on_such_things_is_read() -> None:
    data = f"<html><body><article><h1>Before you continue</h1>{STORY}</article></body></html>"
    assert "captcha" in extract(data.encode(), "page.html").blocks[0].text


def test_the_beginning_of_an_article_behind_a_paywall_is_read_and_told() -> None:
    wall = "<div><p>Subscribe to continue reading</p></div>"
    data = f"<html><body><article>{STORY}</article>{wall}</body></html>"
    assert any("beginning" in note for note in extract(data.encode(), "page.html").notes)


def test_an_unclosed_link_makes_no_list_of_links() -> None:
    links = "".join(f"<p><a href=/{i}>ship {i}</a></p>" for i in range(12))
    data = f"<html><body><div><a href=/><article>{STORY}</article></div>{links}</body></html>"
    assert "captcha" in extract(data.encode(), "page.html").blocks[0].text


def test_a_short_note_is_read() -> None:
    data = b"<html><body><p>The ferry will not run on Sunday.</p></body></html>"
    assert extract(data, "page.html").blocks[0].text == "The ferry will not run on Sunday."
