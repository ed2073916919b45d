"""`models pull` from a Hub on loopback, with everything that can go wrong on the way."""

from __future__ import annotations

import hashlib
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from summarize.errors import ModelError
from summarize.models import catalogue, download, hub, manifest
from summarize.models.add import remove_model
from summarize.models.model_files import ModelOrigin, hub_cache_folder
from summarize.models.pull import parse_pull_request, pull_model
from summarize.models.registry import inspect_models, locate_model
from support.gguf_files import tiny_gguf
from support.hub_server import (
    COMMIT,
    HubServer,
    body,
    cut_after,
    deaf_to_ranges,
    silence,
    stall_after,
    status,
)
from support.paths import EXAMPLES

REPO = "org/small-GGUF"
FILE = "small-Q4_K_M.gguf"
# A whole model file, with bytes behind it that no tensor claims, so that there is something to cut.
CONTENT = tiny_gguf() + bytes(range(256)) * 1200
DIGEST = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[HubServer]:
    with HubServer() as running:
        running.add(REPO, FILE, CONTENT)
        running.add(REPO, "README.md", b"a model")
        monkeypatch.setenv("HF_ENDPOINT", running.endpoint)
        for variable in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "SUMMARIZE_HUB_TOKEN"):
            monkeypatch.delenv(variable, raising=False)
        for variable in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.delenv(variable, raising=False)
        monkeypatch.setattr(download, "_PAUSES", (0.0, 0.0))
        yield running


def gets(server: HubServer) -> list[str]:
    """The parts of the file that were asked for, "" for all of it."""
    return [
        one.headers.get("range", "") for one in server.requests_for("/bytes") if one.method == "GET"
    ]


def others(server: HubServer, repository: str) -> list[str]:
    """What was asked for beside the repository and its files."""
    expected = rf"/api/models/{repository}/|/{repository}/resolve/{COMMIT}/|/bytes/"
    return [one.path for one in server.requests if not re.match(expected, one.path)]


def partial() -> Path:
    folder = hub_cache_folder() / "models--org--small-GGUF" / "blobs"
    return folder / f"{DIGEST}.summarize.incomplete"


def test_a_model_is_pulled_and_known_by_its_name(server: HubServer) -> None:
    seen: list[tuple[int, int]] = []
    model = pull_model(REPO, lambda done, total: seen.append((done, total)))
    assert (model.name, model.origin) == ("small-Q4_K_M", ModelOrigin.PULLED)
    assert model.path.read_bytes() == CONTENT
    assert COMMIT in model.path.parts
    assert seen[0] == (0, len(CONTENT))
    assert seen[-1] == (len(CONTENT), len(CONTENT))
    for name in ("small-Q4_K_M", "SMALL-q4_k_m.gguf", f"{REPO}:{FILE}"):
        assert locate_model(name) == model.path
    listed = {one.name: one for one in inspect_models()}["small-Q4_K_M"]
    assert listed.origin is ModelOrigin.PULLED


def test_the_library_finds_in_its_cache_what_was_pulled(server: HubServer) -> None:
    from huggingface_hub import try_to_load_from_cache

    path = pull_model(REPO).path
    found = try_to_load_from_cache(REPO, FILE, cache_dir=hub_cache_folder(), revision=COMMIT)
    assert Path(str(found)) == path


def test_nothing_else_is_asked_for(server: HubServer) -> None:
    pull_model(REPO)
    assert others(server, REPO) == []
    assert not any("authorization" in asked.headers for asked in server.requests)


def test_what_is_here_needs_no_network(server: HubServer, monkeypatch: pytest.MonkeyPatch) -> None:
    path = pull_model(REPO).path
    count = len(server.requests)
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    assert pull_model("small-Q4_K_M").path == path
    assert pull_model(f"{REPO}:{FILE}").path == path
    assert len(server.requests) == count


def test_a_cut_connection_is_gone_on_with(server: HubServer) -> None:
    server.faults["/bytes"] = [cut_after(100_000, CONTENT), cut_after(50_000, CONTENT)]
    assert pull_model(REPO).path.read_bytes() == CONTENT
    assert gets(server) == ["", "bytes=100000-", "bytes=150000-"]


def test_a_connection_that_is_cut_again_and_again_gets_there(server: HubServer) -> None:
    server.faults["/bytes"] = [cut_after(50_000, CONTENT)] * 6
    assert pull_model(REPO).path.read_bytes() == CONTENT
    assert len(gets(server)) == 7


def test_a_download_that_broke_off_goes_on_at_the_next_call(server: HubServer) -> None:
    server.faults["/bytes"] = [cut_after(100_000, CONTENT)] + [cut_after(0, CONTENT)] * 3
    with pytest.raises(ModelError, match=r"broke off: 0.1 MB of 0.3 MB of small") as caught:
        pull_model(REPO)
    assert caught.value.hint == "The same command goes on where it stopped."
    assert partial().stat().st_size == 100_000
    with pytest.raises(ModelError, match="no model 'small-Q4_K_M'"):
        locate_model("small-Q4_K_M")  # half a file is no model
    server.requests.clear()
    server.faults.clear()
    assert pull_model(REPO).path.read_bytes() == CONTENT
    assert gets(server) == ["bytes=100000-"]
    assert not partial().exists()


def test_a_server_that_knows_no_ranges_sends_it_all_again(server: HubServer) -> None:
    server.faults["/bytes"] = [cut_after(100_000, CONTENT), deaf_to_ranges(CONTENT)]
    assert pull_model(REPO).path.read_bytes() == CONTENT


@pytest.mark.parametrize("bytes_there", [CONTENT[:-1] + b"!", bytes(len(CONTENT))])
def test_wrong_bytes_are_thrown_away(server: HubServer, bytes_there: bytes) -> None:
    server.altered[DIGEST] = bytes_there
    with pytest.raises(ModelError, match=r"arrived wrong: its hash is [0-9a-f]{12}\.\.\., not"):
        pull_model(REPO)
    assert not partial().exists()
    assert "small-Q4_K_M" not in [model.name for model in inspect_models()]
    server.altered.clear()
    assert pull_model(REPO).path.read_bytes() == CONTENT


def test_bytes_that_were_spoilt_while_they_waited_are_found_out(server: HubServer) -> None:
    partial().parent.mkdir(parents=True)
    partial().write_bytes(b"?" * 100_000)
    with pytest.raises(ModelError, match="arrived wrong"):
        pull_model(REPO)
    assert pull_model(REPO).path.read_bytes() == CONTENT


def test_more_bytes_than_promised_are_not_taken(server: HubServer) -> None:
    server.altered[DIGEST] = CONTENT + b"more"
    with pytest.raises(ModelError, match=r"sends more of small-Q4_K_M.gguf than there is"):
        pull_model(REPO)


def test_fewer_bytes_than_promised_are_an_error(server: HubServer) -> None:
    server.altered[DIGEST] = CONTENT[:1000]
    with pytest.raises(ModelError, match=r"broke off: 0.0 MB of 0.3 MB .* it ended early"):
        pull_model(REPO)


@pytest.mark.parametrize(
    ("where", "fault", "message", "hint"),
    [
        (
            "/api",
            status(401),
            r"refuses to give org/small-GGUF \(401\)",
            "See whether that is its name",
        ),
        ("/api", status(401, "RepoNotFound"), "has no repository org/small-GGUF, or", "HF_TOKEN"),
        ("/api", status(404, "RepoNotFound"), "has no repository", "Look its name up"),
        ("/api", status(403), r"refuses to give org/small-GGUF \(403\)", "HF_TOKEN"),
        ("/api", status(404, "RevisionNotFound"), "not have that revision any more", REPO),
        ("/api", status(429), "asks to wait: too many requests", "Try again later"),
        ("/api", status(429, Retry_After="90"), "asks to wait", "after 90 seconds"),
        ("/api", status(503), r"can't answer just now \(503\)", "later"),
        ("/org", status(401, "GatedRepo"), "org/small-GGUF is gated", "Agree at http"),
        ("/org", status(404, "EntryNotFound"), "has no file small-Q4_K_M.gguf", "moved"),
        ("/api", status(200), "is not what a Hub answers", "HF_ENDPOINT"),
        ("/org", status(200), "does not say how large", "summarize models add"),
    ],
)
def test_a_refusal_is_an_error_of_one_line(
    server: HubServer, where: str, fault: object, message: str, hint: str
) -> None:
    server.faults[where] = [fault] * 9  # type: ignore[list-item]
    with pytest.raises(ModelError, match=message) as caught:
        pull_model(REPO)
    assert hint in caught.value.hint
    assert "\n" not in caught.value.message + caught.value.hint
    assert caught.value.exit_code == 4


@pytest.mark.parametrize(
    "answer",
    [
        b"<html>Log in to the hotel's network</html>",
        b"[]",
        b"null",
        b"[" * 100_000,
        b"{}",
        b'{"id": "a/b", "siblings": 3}',
        b'{"id": "a/b", "siblings": [{"x": 1}]}',
        b"\xff",
    ],
)
def test_answers_that_no_hub_gives(server: HubServer, answer: bytes) -> None:
    server.faults["/api"] = [body(answer)]
    with pytest.raises(ModelError) as caught:
        pull_model(REPO)
    assert re.search("is not what a Hub answers|has no GGUF file", caught.value.message)


def test_a_busy_server_is_asked_again(server: HubServer) -> None:
    server.faults["/bytes"] = [status(429, Retry_After="0"), status(503), status(500)][:2]
    assert pull_model(REPO).path.read_bytes() == CONTENT
    assert len(gets(server)) == 3


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (status(429, Retry_After="3600"), "asks to wait: too many requests"),
        (status(403), "refuses to give"),
        (status(500), r"can't answer just now \(500\)"),
    ],
)
def test_a_server_that_does_not_give_the_bytes(
    server: HubServer, fault: object, message: str
) -> None:
    server.faults["/bytes"] = [fault] * 9  # type: ignore[list-item]
    with pytest.raises(ModelError, match=message):
        pull_model(REPO)


@pytest.mark.parametrize("where", ["/api", "/org", "/bytes"])
def test_a_server_that_is_silent(
    server: HubServer, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "_TIMEOUT_SECONDS", 0.1)
    server.faults[where] = [silence] * 9
    with pytest.raises(ModelError, match=r"no connection to 127.0.0.1.*does not answer in time"):
        pull_model(REPO)


def test_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    with pytest.raises(ModelError, match=r"there is no connection to 127.0.0.1:9") as caught:
        pull_model(REPO)
    assert "All but 'models pull' works without" in caught.value.hint
    assert not hub_cache_folder().exists()


def test_offline_by_choice(server: HubServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(ModelError, match="HF_HUB_OFFLINE is set"):
        pull_model(REPO)
    assert not server.requests


@pytest.mark.parametrize("address", ["huggingface.co", "ftp://here", "http://"])
def test_an_endpoint_that_is_none(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", address)
    with pytest.raises(ModelError, match="HF_ENDPOINT is no web address"):
        pull_model(REPO)


def test_tokens_of_the_hub_are_not_sent_to_another(
    server: HubServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    pull_model(REPO)
    assert not any("authorization" in asked.headers for asked in server.requests)
    monkeypatch.setenv("HF_ENDPOINT", "https://huggingface.co/")
    assert hub.configure_hub().token is None  # which is the user's own
    monkeypatch.setenv("HF_ENDPOINT", "http://huggingface.co")
    assert hub.configure_hub().token is False  # not where others can read it


def test_a_gated_model_with_a_token_for_this_endpoint(
    server: HubServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.gated, server.token = {REPO}, "mine"
    with pytest.raises(ModelError, match="is gated"):
        pull_model(REPO)
    monkeypatch.setenv("SUMMARIZE_HUB_TOKEN", "wrong")
    with pytest.raises(ModelError, match="is gated"):
        pull_model(REPO)
    monkeypatch.setenv("SUMMARIZE_HUB_TOKEN", "mine")
    assert pull_model(REPO).path.read_bytes() == CONTENT
    assert not any("authorization" in asked.headers for asked in server.requests_for("/bytes"))


def test_a_full_disk_is_seen_before(server: HubServer, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = type("Usage", (), {"free": 300_000})
    monkeypatch.setattr("shutil.disk_usage", lambda place: usage)
    with pytest.raises(ModelError, match=r"no room for it: 0.3 MB needed, 0.3 MB free"):
        pull_model(REPO)
    assert not gets(server)


def test_what_has_arrived_needs_no_room(server: HubServer, monkeypatch: pytest.MonkeyPatch) -> None:
    partial().parent.mkdir(parents=True)
    partial().write_bytes(CONTENT[:-10])
    usage = type("Usage", (), {"free": download._DISK_MARGIN + 10})
    monkeypatch.setattr("shutil.disk_usage", lambda place: usage)
    assert pull_model(REPO).path.read_bytes() == CONTENT
    assert gets(server) == [f"bytes={len(CONTENT) - 10}-"]


def test_a_disk_that_fills_up_meanwhile(server: HubServer, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: object, block: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(download._PartialFile, "append", full)
    with pytest.raises(ModelError, match="No space left on device") as caught:
        pull_model(REPO)
    assert "HF_HOME" in caught.value.hint


def test_two_at_once(server: HubServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "_LOCK_TIMEOUT", 0.0)
    other = download._lock_download(hub.DownloadSource(REPO, FILE, "", DIGEST, len(CONTENT)))
    with other, pytest.raises(ModelError, match="another process is downloading small"):
        pull_model(REPO)


def test_all_parts_of_a_split_model(server: HubServer) -> None:
    for number in (1, 2, 3):
        server.add(
            "org/split", f"Q4_K_M/big-Q4_K_M-0000{number}-of-00003.gguf", tiny_gguf() * number
        )
    model = pull_model("org/split")
    assert model.name == "big-Q4_K_M-00001-of-00003"
    parts = sorted(model.path.parent.iterdir())
    assert [part.stat().st_size // len(tiny_gguf()) for part in parts] == [1, 2, 3]
    parts[1].unlink()
    server.requests.clear()
    pull_model(model.name)
    assert len(list(model.path.parent.iterdir())) == 3


def test_files_that_are_not_there_are_named(server: HubServer) -> None:
    with pytest.raises(ModelError, match=r"has no file 'other.gguf'") as caught:
        pull_model(f"{REPO}:other.gguf")
    assert FILE in caught.value.hint
    server.add("org/none", "model.safetensors", b"x")
    with pytest.raises(ModelError, match="has no GGUF file that is a model"):
        pull_model("org/none")


def test_a_file_that_is_no_model_is_an_error(server: HubServer) -> None:
    server.add("org/bad", "bad.gguf", b"GGUF" + bytes(100))
    with pytest.raises(ModelError, match="it was downloaded, but can't be used") as caught:
        pull_model("org/bad")
    assert caught.value.hint == "To be rid of it: summarize models remove bad"
    remove_model("bad")


def test_what_was_pulled_is_removed_whole(server: HubServer) -> None:
    model = pull_model(REPO)
    remove_model("small-Q4_K_M")
    assert not model.path.exists()
    assert not list((hub_cache_folder() / "models--org--small-GGUF" / "blobs").iterdir())
    assert manifest.read_records() == ()


def test_a_blob_that_another_revision_has_stays(server: HubServer) -> None:
    model = pull_model(REPO)
    other = model.path.parents[1] / ("f" * 40) / FILE
    other.parent.mkdir()
    other.symlink_to(os.path.relpath(os.path.realpath(model.path), other.parent))
    remove_model("small-Q4_K_M")
    assert other.read_bytes() == CONTENT


def test_what_another_program_had_downloaded_is_not_ours(server: HubServer) -> None:
    from huggingface_hub import hf_hub_download

    hf_hub_download(REPO, FILE, endpoint=server.endpoint, cache_dir=hub_cache_folder(), token=False)
    assert pull_model(REPO).origin is ModelOrigin.HUB
    with pytest.raises(ModelError, match="not brought by this program") as caught:
        remove_model("small-Q4_K_M")
    assert caught.value.hint.endswith(f"hf cache rm model/{REPO}")


SOME = catalogue.read_catalogue()[0]


def entry(**changes: object) -> catalogue.CatalogueEntry:
    one = replace(SOME, name="small", repository=REPO, file=FILE)
    return replace(one, **{"sha256": DIGEST, "size": len(CONTENT), "revision": COMMIT} | changes)  # type: ignore[arg-type]


def test_a_model_of_the_catalogue_by_its_name(
    server: HubServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogue, "read_catalogue", lambda: (entry(),))
    with pytest.raises(ModelError, match="the model small is not here yet") as caught:
        locate_model("Small")
    assert caught.value.hint == "Download it (0.0 GB) with: summarize models pull small"
    model = pull_model("Small")
    assert (model.name, model.origin) == ("small", ModelOrigin.PULLED)
    assert locate_model("small") == model.path
    assert manifest.read_records()[0].way is ModelOrigin.PULLED


def test_another_file_than_the_catalogue_says_is_refused(
    server: HubServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogue, "read_catalogue", lambda: (entry(sha256="f" * 64),))
    with pytest.raises(ModelError, match="another file for small than the one that was looked up"):
        pull_model("small")
    assert not gets(server)


@pytest.mark.parametrize("name", ["small", REPO, f"{REPO}:{FILE}"])
def test_what_was_never_finished_can_be_thrown_away(
    server: HubServer, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogue, "read_catalogue", lambda: (entry(),))
    partial().parent.mkdir(parents=True)
    partial().write_bytes(bytes(2_000_000))
    partial().with_name("other").write_bytes(b"finished")
    assert remove_model(name) == f"what had arrived of {name} is removed: 2 MB"
    assert [path.name for path in partial().parent.iterdir()] == ["other"]
    with pytest.raises(ModelError, match="there is no model"):
        remove_model(name)


@pytest.mark.parametrize(
    ("name", "repository", "file"),
    [
        ("org/repo", "org/repo", ""),
        ("org/repo:Q8_0", "org/repo", "Q8_0"),
        ("org/repo:sub/a.gguf", "org/repo", "sub/a.gguf"),
        ("https://huggingface.co/org/repo", "org/repo", ""),
        ("hf.co/org/repo:a.gguf", "org/repo", "a.gguf"),
    ],
)
def test_what_a_name_asks_for(name: str, repository: str, file: str) -> None:
    wanted = parse_pull_request(name)
    assert (wanted.repository, wanted.revision, wanted.file) == (repository, "main", file)


@pytest.mark.parametrize("name", ["nothing", "a/b/c", "", "org/", "../..", "-x/y z"])
def test_names_that_ask_for_nothing(name: str, server: HubServer) -> None:
    with pytest.raises(ModelError):
        pull_model(name)
    assert not server.requests_for("/bytes")


def child(server: HubServer, *arguments: str, home: Path) -> subprocess.Popen[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HF_")}
    environment = kept | {
        "HF_ENDPOINT": server.endpoint,
        "HF_HOME": str(home / "hub"),
        "SUMMARIZE_MODELS": str(home / "models"),
        "HOME": str(home),
        "NO_PROXY": "127.0.0.1",
    }
    return subprocess.Popen(
        [sys.executable, "-m", "summarize", *arguments],
        env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


@pytest.mark.skipif(os.name != "posix", reason="signals")
@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGINT])
def test_a_killed_pull_is_gone_on_with(server: HubServer, tmp_path: Path, blow: int) -> None:
    reached = threading.Event()
    content = tiny_gguf() + os.urandom(4 << 20)
    server.add("org/large", "large.gguf", content)
    server.faults["/bytes"] = [stall_after(3 << 20, content, reached)]
    killed = child(server, "models", "pull", "org/large", home=tmp_path)
    assert reached.wait(60)
    partials = tmp_path / "hub" / "hub" / "models--org--large" / "blobs"
    while not any(path.stat().st_size > 1 << 20 for path in partials.glob("*.incomplete")):
        assert killed.poll() is None
    killed.send_signal(blow)
    out, error = killed.communicate(timeout=60)
    assert killed.returncode == (130 if blow == signal.SIGINT else -signal.SIGKILL), error
    here = next(iter(partials.glob("*.incomplete"))).stat().st_size
    server.requests.clear()
    again = child(server, "models", "pull", "org/large", home=tmp_path)
    out, error = again.communicate(timeout=60)
    assert again.returncode == 0, error
    assert error == ""  # quiet where nobody watches
    assert others(server, "org/large") == []  # no telemetry, no updates, no names of ours
    path = Path(out.strip().partition(": ")[2])
    assert path.read_bytes() == content
    assert gets(server) == [f"bytes={here}-"]


@pytest.mark.model
def test_the_packaged_model_pulled_killed_resumed_and_used(
    server: HubServer, tmp_path: Path
) -> None:
    content = locate_model("smollm2-135m").read_bytes()
    reached = threading.Event()
    server.add("org/SmolLM2-GGUF", "smol-Q4_1.gguf", content)
    server.faults["/bytes"] = [stall_after(60 << 20, content, reached)]
    killed = child(server, "models", "pull", "org/SmolLM2-GGUF", home=tmp_path)
    assert reached.wait(60)
    killed.kill()
    killed.communicate(timeout=60)
    again = child(server, "models", "pull", "org/SmolLM2-GGUF", home=tmp_path)
    out, error = again.communicate(timeout=120)
    assert again.returncode == 0, error
    assert re.fullmatch(r"bytes=\d{7,}-", gets(server)[1])
    article = EXAMPLES / "harbour.txt"
    used = child(
        server, str(article), "-m", "smol-Q4_1", "-l", "short", "-c", "0", "-f", "json",
        home=tmp_path,
    )  # fmt: skip
    out, error = used.communicate(timeout=300)
    assert used.returncode == 0, error
    assert '"name": "smol-Q4_1"' in out


def test_a_damaged_file_is_downloaded_anew(server: HubServer) -> None:
    path = pull_model(REPO).path
    before = len(gets(server))
    assert pull_model(REPO).path == path
    assert len(gets(server)) == before  # it is whole, and nothing is asked for
    blob = Path(os.path.realpath(path))
    blob.write_bytes(CONTENT[:-1] + b"x")
    assert pull_model(REPO).path.read_bytes() == CONTENT
    assert len(gets(server)) > before
