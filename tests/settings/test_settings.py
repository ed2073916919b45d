"""Settings from flags, environment, file and defaults, and the parsers of their values."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as health
from hypothesis import strategies as st

from summarize import settings as module
from summarize.errors import SettingsError
from summarize.settings import (
    Length,
    ResolvedSettings,
    Settings,
    config_file,
    resolve_settings,
)
from summarize.settings.server_address import is_loopback, normalize_server_address


@pytest.fixture
def nowhere(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def from_file(path: Path, text: str) -> ResolvedSettings:
    path.write_text(text, encoding="utf-8")
    return resolve_settings({}, {}, path)


@pytest.mark.parametrize(
    ("asked", "article", "words"),
    [
        ("short", 1000, 60),
        ("medium", 1000, 120),
        ("long", 1000, 250),
        (" Long ", 1000, 250),
        ("10", 1000, 10),
        ("180", 1000, 180),
        ("5000", 100_000, 5000),
        ("10%", 1000, 100),
        ("10%", 255, 25),
        ("7.5%", 200, 15),
        ("29%", 100, 29),  # 0.29 * 100 is below 29 in floating point
        ("50 %", 333, 166),
        ("0.01%", 100, 1),
        ("long", 101, 50),
        ("medium", 240, 120),
        ("medium", 239, 119),
        ("short", 3, 1),
        ("short", 1, 1),
        ("short", 0, 1),
    ],
)
def test_length_in_words(asked: str, article: int, words: int) -> None:
    assert Length.parse(asked).target_words(article) == words


def test_a_flag_of_two_words_is_named_as_it_is_given() -> None:
    assert resolve_settings({"gpu_layers": "5"}, {}, Path("none")).settings.gpu_layers == 5
    with pytest.raises(SettingsError, match=r"^--gpu-layers: must be a whole number from 0"):
        resolve_settings({"gpu_layers": "all"}, {}, Path("none"))
    with pytest.raises(SettingsError, match=r"^SUMMARIZE_GPU_LAYERS: must be"):
        resolve_settings({}, {"SUMMARIZE_GPU_LAYERS": "-1"}, Path("none"))


@pytest.mark.parametrize(
    "asked",
    [
        *("", "tiny", "9", "5001", "0", "-20", "12.5", "1e3", "0%", "0.0%", "51%", "50.1%", "-5%"),
        *("%", "10%%", "180 words", "٣٠٠", "1/3%", "9" * 5000, "short\n\nlong", "10\x00"),
    ],
)
def test_impossible_lengths(asked: str) -> None:
    with pytest.raises(SettingsError) as caught:
        Length.parse(asked)
    for allowed in ("short, medium, long", "10 to 5000", "50%"):
        assert allowed in caught.value.message
    assert "\n" not in caught.value.message
    assert len(caught.value.message) < 250


@pytest.mark.parametrize(
    ("asked", "article", "claims"),
    [
        ("short", 1000, 5),
        ("90", 1000, 5),
        ("91", 1000, 7),
        ("medium", 1000, 7),
        ("180", 1000, 7),
        ("181", 1000, 10),
        ("long", 1000, 10),
        ("long", 20, 10),
        ("10%", 900, 5),
        ("10%", 910, 7),
        ("10%", 1810, 10),
    ],
)
def test_claims_go_with_the_length(asked: str, article: int, claims: int) -> None:
    assert Length.parse(asked).default_claim_count(article) == claims


def test_length_remembers_how_it_was_asked_for() -> None:
    assert [Length.parse(text).text for text in ("medium", "180", "10%")] == [
        "medium",
        "180",
        "10%",
    ]


@given(st.integers(10, 5000).map(str) | st.integers(1, 50).map("{}%".format), st.integers(0, 10**6))
def test_never_more_than_half_the_article(asked: str, article: int) -> None:
    words = Length.parse(asked).target_words(article)
    assert 1 <= words <= max(1, article // 2)


def test_every_setting_has_a_parser_and_only_those() -> None:
    assert set(module._PARSERS) == {field.name for field in fields(Settings)}


def test_unchecked_has_no_sections(nowhere: Path) -> None:
    flags = {"unchecked": True, "sections": True}
    with pytest.raises(SettingsError, match="--unchecked prints one draft of the whole"):
        resolve_settings(flags, {}, nowhere)
    for one in flags:
        assert resolve_settings({one: True}, {}, nowhere).settings


def test_unchecked_is_a_flag_and_nothing_else(nowhere: Path) -> None:
    assert resolve_settings({"unchecked": True}, {}, nowhere).settings.unchecked is True
    assert resolve_settings({"unchecked": False}, {}, nowhere).settings.unchecked is False
    ignored = resolve_settings({}, {"SUMMARIZE_UNCHECKED": "1"}, nowhere)
    assert ignored.settings.unchecked is False
    assert ignored.origins["unchecked"] == "default"
    with pytest.raises(SettingsError, match="it can only be a flag"):
        from_file(nowhere, "unchecked = true\n")
    nowhere.unlink()
    with pytest.raises(SettingsError, match="unchecked: must be true or false"):
        resolve_settings({"unchecked": "perhaps"}, {}, nowhere)


@pytest.mark.parametrize(
    ("flags", "env", "expected"),
    [
        ({"server": "http://Box:8080/v1"}, {}, ("http://box:8080", "")),
        ({"server": "http://box"}, {"SUMMARIZE_MODEL": "qwen"}, ("http://box", "qwen")),
        ({}, {"SUMMARIZE_SERVER": "http://box"}, ("http://box", "")),
        ({"server": "none"}, {"SUMMARIZE_SERVER": "http://box"}, (None, module.DEFAULT_MODEL)),
        ({}, {"SUMMARIZE_SERVER": ""}, (None, module.DEFAULT_MODEL)),
        ({}, {"SUMMARIZE_API_KEY": "mine"}, (None, module.DEFAULT_MODEL)),
    ],
)
def test_a_server_has_models_of_its_own(
    flags: dict[str, object], env: dict[str, str], expected: tuple[str | None, str], nowhere: Path
) -> None:
    settings = resolve_settings(flags, env, nowhere).settings
    assert (settings.server, settings.model) == expected


def test_a_password_in_an_address_is_not_shown(nowhere: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        resolve_settings({}, {"SUMMARIZE_SERVER": "http://me:secret@box:8080"}, nowhere)
    assert caught.value.message == "SUMMARIZE_SERVER: must not hold a user name or password"
    assert "SUMMARIZE_API_KEY" in caught.value.hint
    assert "secret" not in caught.value.message + caught.value.hint


def test_defaults(nowhere: Path) -> None:
    resolved = resolve_settings({"length": None}, {}, nowhere)
    assert resolved.settings == Settings()
    assert resolved.settings.length.text == "medium"
    assert resolved.settings.model == "smollm2-135m"
    assert resolved.settings.cache is True
    assert set(resolved.origins.values()) == {"default"}
    assert set(resolved.origins) == {field.name for field in fields(Settings)}


def test_flag_beats_environment_beats_file_beats_default(nowhere: Path) -> None:
    nowhere.write_text('length = "short"\nseed = 1\nthreads = 1\n')
    env = {"SUMMARIZE_LENGTH": "long", "SUMMARIZE_SEED": "2"}
    resolved = resolve_settings({"length": "180", "model": None}, env, nowhere)
    got = resolved.settings
    assert (got.length.text, got.seed, got.threads, got.ctx) == ("180", 2, 1, None)
    origins = [resolved.origins[name] for name in ("length", "seed", "threads", "ctx")]
    assert origins == ["flag", "environment SUMMARIZE_SEED", "config.toml", "default"]


@pytest.mark.parametrize(
    ("name", "text", "native", "value"),
    [
        ("claims", "0", 0, 0),
        ("claims", " 50 ", 50, 50),
        ("exclude", "drafts/, *.bak", "drafts/, *.bak", "drafts/, *.bak"),
        ("include", " none ", "NONE", None),
        ("jobs", "8", 8, 8),
        ("cluster", " tcp://10.0.0.5:8786", "tcp://10.0.0.5:8786", "tcp://10.0.0.5:8786"),
        ("cluster", "none", "NONE", None),
        ("format", "JSON", "json", "json"),
        ("model", "some dir/m.gguf", "some dir/m.gguf", "some dir/m.gguf"),
        ("focus", " the\n money ", "the  money", "the money"),
        ("language", "EN", "en", "en"),
        ("language", "deu", "deu", "deu"),
        ("seed", "4294967294", 4294967294, 4294967294),
        ("threads", "1", 1, 1),
        ("ctx", "512", 512, 512),
        ("cache", "0", False, False),
        ("cache", "Off", 0, False),
        ("quiet", "yes", True, True),
        ("verbose", "TRUE", 1, True),
        ("stats", "on", "yes", True),
        ("length", "180", 180, Length("180", word_count=180)),
    ],
)
def test_a_value_means_the_same_wherever_it_stands(
    nowhere: Path, name: str, text: str, native: object, value: object
) -> None:
    toml = str(native).lower() if isinstance(native, bool) else repr(native).replace("'", '"')
    got = [
        resolve_settings({name: native}, {}, nowhere),
        resolve_settings({}, {f"SUMMARIZE_{name.upper()}": text}, nowhere),
        from_file(nowhere, f"{name} = {toml}\n"),
    ]
    assert [getattr(each.settings, name) for each in got] == [value] * 3


IMPOSSIBLE: list[tuple[str, object]] = [
    ("cluster", "10.0.0.5:8786"),
    ("cluster", "http://10.0.0.5:8786"),
    ("cluster", "tcp://me:secret@box:8786"),
    ("cluster", "tcp://box"),
    ("length", "huge"),
    ("length", True),
    ("length", 10.5),
    ("length", 9),
    ("claims", -1),
    ("claims", 51),
    ("claims", "many"),
    ("claims", True),
    ("claims", 2.0),
    ("format", "pdf"),
    ("format", 1),
    ("model", " "),
    ("model", 7),
    ("focus", ""),
    ("focus", []),
    ("language", "english"),
    ("language", "e"),
    ("language", "e1"),
    ("language", 12),
    ("seed", -1),
    ("seed", 2**32 - 1),
    ("threads", 0),
    ("threads", 10**9),
    ("threads", "٤"),
    ("ctx", 511),
    ("ctx", "9" * 9000),
    ("cache", "maybe"),
    ("cache", 2),
    ("quiet", 1.0),
    ("verbose", {}),
    ("stats", "x" * 1000),
]


@pytest.mark.parametrize(("name", "raw"), IMPOSSIBLE)
def test_impossible_flags(nowhere: Path, name: str, raw: object) -> None:
    with pytest.raises(SettingsError) as caught:
        resolve_settings({name: raw}, {}, nowhere)
    assert caught.value.message.startswith(f"--{name}: ")
    assert "must be" in caught.value.message
    assert len(caught.value.message) < 250
    assert "\n" not in caught.value.message


@pytest.mark.parametrize(("name", "raw"), [(n, r) for n, r in IMPOSSIBLE if isinstance(r, str)])
def test_impossible_variables(nowhere: Path, name: str, raw: str) -> None:
    variable = f"SUMMARIZE_{name.upper()}"
    if raw == "":
        assert resolve_settings({}, {variable: raw}, nowhere).origins[name] == "default"
        return
    with pytest.raises(SettingsError, match=f"^{variable}: "):
        resolve_settings({}, {variable: raw}, nowhere)


def test_an_impossible_value_counts_even_where_a_flag_overrules_it(nowhere: Path) -> None:
    with pytest.raises(SettingsError, match=r"^SUMMARIZE_SEED: "):
        resolve_settings({"seed": 1}, {"SUMMARIZE_SEED": "x"}, nowhere)


def test_impossible_value_in_the_file(nowhere: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        from_file(nowhere, "seed = 1\nclaims = 99\n")
    assert caught.value.message.startswith(f"{nowhere}: claims: must be a whole number")


@pytest.mark.parametrize(("key", "near"), [("lenght", "length"), ("Model", "model")])
def test_unknown_key_suggests_the_near_one(nowhere: Path, key: str, near: str) -> None:
    with pytest.raises(SettingsError) as caught:
        from_file(nowhere, f'{key} = "short"\n')
    assert f"{nowhere}: {key}: there is no such setting" in caught.value.message
    assert caught.value.hint == f"Did you mean {near}?"


def test_unknown_key_like_none_lists_all(nowhere: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        from_file(nowhere, "[zzz]\nlength = 1\n")
    assert "length, claims, format" in caught.value.hint


def test_unknown_flag_is_refused_and_unknown_variable_ignored(nowhere: Path) -> None:
    with pytest.raises(SettingsError, match="no such setting"):
        resolve_settings({"lenght": "short"}, {}, nowhere)
    env = {"SUMMARIZE_MODELS": "/x", "SUMMARIZE_WEATHER": "fine", "LENGTH": "short"}
    assert resolve_settings({}, env, nowhere).settings == Settings()


def test_a_mistyped_variable_is_refused(nowhere: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        resolve_settings({}, {"SUMMARIZE_LENGHT": "short"}, nowhere)
    assert caught.value.message == "SUMMARIZE_LENGHT: there is no such setting"
    assert caught.value.hint == "Did you mean SUMMARIZE_LENGTH?"


@pytest.mark.parametrize(
    ("name", "raw", "hint"),
    [
        ("length", "shrot", "Did you mean short?"),
        ("format", "markdwon", "Did you mean markdown?"),
        ("style", "bulets", "Did you mean bullets?"),
        ("format", "pdf", ""),
        ("seed", "many", ""),
    ],
)
def test_a_mistyped_value_is_told_apart(nowhere: Path, name: str, raw: str, hint: str) -> None:
    with pytest.raises(SettingsError) as caught:
        resolve_settings({name: raw}, {}, nowhere)
    assert caught.value.hint == hint


def test_broken_toml_names_file_and_line(nowhere: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        from_file(nowhere, "seed = 1\nlength = short\n")
    assert str(nowhere) in caught.value.message
    assert "line 2" in caught.value.message


def test_file_with_byte_order_mark(nowhere: Path) -> None:
    nowhere.write_bytes(b"\xef\xbb\xbfseed = 7\r\n")
    assert resolve_settings({}, {}, nowhere).settings.seed == 7


@pytest.mark.parametrize("data", [b'focus = "caf\xe9"\n', b"\xff\xfes\x00e\x00"])
def test_file_that_is_not_utf8(nowhere: Path, data: bytes) -> None:
    nowhere.write_bytes(data)
    with pytest.raises(SettingsError, match="not UTF-8"):
        resolve_settings({}, {}, nowhere)


@pytest.mark.parametrize("text", ["seed = " + "9" * 5000, "focus = " + "[" * 20000])
def test_absurd_file(nowhere: Path, text: str) -> None:
    with pytest.raises(SettingsError):
        from_file(nowhere, text)


def test_folder_in_the_place_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="can't be read"):
        resolve_settings({}, {}, tmp_path)


def test_default_file_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "config.toml"
    path.write_text("seed = 5\n")
    monkeypatch.setattr(module, "config_file", lambda: path)
    assert resolve_settings({}, {}).settings.seed == 5


def test_config_file_lies_in_the_users_folder() -> None:
    assert config_file().name == "config.toml"
    assert "summarize" in config_file().parts
    assert config_file().is_absolute()


def test_results_are_frozen(nowhere: Path) -> None:
    resolved = resolve_settings({}, {}, nowhere)
    with pytest.raises(FrozenInstanceError):
        resolved.settings.seed = 3  # type: ignore[misc]
    with pytest.raises(TypeError):
        resolved.origins["seed"] = "x"  # type: ignore[index]


@health(suppress_health_check=[HealthCheck.too_slow])  # beside a busy program
@given(st.dictionaries(st.sampled_from(sorted(module._PARSERS)), st.text() | st.integers()))
def test_any_flags_give_settings_or_a_settings_error(flags: dict[str, object]) -> None:
    try:
        resolved = resolve_settings(flags, {}, Path("no-such-folder") / "config.toml")
    except SettingsError:
        return
    assert {name for name, origin in resolved.origins.items() if origin == "flag"} == set(flags)


# --- Addresses of model servers: normalized or refused


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
