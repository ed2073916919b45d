"""Addresses of model servers: normalized or refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.errors import SettingsError
from summarize.settings import is_loopback, normalize_server_address


@pytest.mark.parametrize(
    ("given_", "address"),
    [
        ("http://localhost:8080", "http://localhost:8080"),
        (" HTTP://LocalHost:8080/v1/ ", "http://localhost:8080"),
        ("http://box/v1", "http://box"),
        ("https://gate.example/llm/v1", "https://gate.example/llm"),
        ("https://gate.example/llm/", "https://gate.example/llm"),
        ("http://[::1]:11434", "http://[::1]:11434"),
        ("http://192.168.1.7:1234", "http://192.168.1.7:1234"),
    ],
)
def test_addresses_in_one_form(given_: str, address: str) -> None:
    assert normalize_server_address(given_) == address
    assert normalize_server_address(address) == address


@pytest.mark.parametrize(
    "text",
    ["", "localhost:8080", "ftp://box", "http://", "http://a b", "http://a:99999", "http://[::1",
     "file:///etc/passwd", "//box", "http://box\n.example"],
)  # fmt: skip
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(SettingsError) as caught:
        normalize_server_address(text)
    assert "http://localhost:8080" in caught.value.hint


@pytest.mark.parametrize(
    "text",
    ["http://me:secret@box", "http://secret@box", "http://box/?key=secret", "http://box#secret"],
)
def test_secrets_are_refused_and_not_shown(text: str) -> None:
    with pytest.raises(SettingsError) as caught:
        normalize_server_address(text)
    assert "SUMMARIZE_API_KEY" in caught.value.hint
    assert "secret" not in caught.value.message + caught.value.hint


@given(st.text())
def test_anything_is_an_address_or_an_error(text: str) -> None:
    try:
        address = normalize_server_address(text)
    except SettingsError:
        return
    assert normalize_server_address(address) == address


@pytest.mark.parametrize(
    ("address", "here"),
    [
        ("http://localhost:8080", True),
        ("http://127.0.0.1", True),
        ("http://[::1]:1", True),
        ("http://app.localhost", True),
        ("http://192.168.1.7", False),
        ("http://127.0.0.1.example", False),
        ("http://localhost.example", False),
    ],
)
def test_what_is_this_computer(address: str, here: bool) -> None:
    assert is_loopback(address) is here
