"""Who may work: a crew with a client that answers for workers which there are not."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from summarize.batch.cluster import remote
from summarize.batch.cluster.crew import Crew
from summarize.batch.tasks import ModelIdentity
from summarize.errors import EngineError, ModelError
from summarize.settings import Settings
from support.batches import MODEL

OTHER = replace(MODEL, sha256="cd" * 32)
NEWER = replace(MODEL, runtime="scripted 2")


@dataclass
class Client:
    """A client of Dask with these workers: their models, or exceptions that they raise."""

    models: Mapping[str, ModelIdentity | Exception | str]
    programs: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    scheduler_fault: Exception | None = None
    status: str = "running"
    wanted: list[object] = field(default_factory=list)

    def nthreads(self) -> dict[str, int]:
        return dict.fromkeys(self.models, 2)

    def run(
        self, function: Callable[..., Any], *args: Any, workers: list[str], on_error: str
    ) -> dict[str, Any]:
        (name,) = workers
        model = self.models[name]
        if isinstance(model, Exception):
            return {name: model}
        if function is remote.describe_program:
            changes = self.programs.get(name, {})
            return {name: {**remote.describe_program(), "host": name, **changes}}
        self.wanted.append(pickle.loads(args[0])[1])
        answer = (None, model, "Do.") if isinstance(model, str) else (model, "", "")
        return {name: answer}

    def run_on_scheduler(self, _: Callable[..., Any]) -> None:
        if self.scheduler_fault:
            raise self.scheduler_fault


def gather(
    client: Client, wanted: ModelIdentity | None = MODEL, settings: Settings | None = None
) -> tuple[Crew, list[str]]:
    told: list[str] = []
    crew = Crew(client, "tcp://s:1", settings or Settings(), told.append, 1)  # type: ignore[arg-type]
    try:
        crew.gather(wanted)
    finally:
        crew.close()
    return crew, told


def test_workers_with_another_program_model_or_runtime_do_not_work() -> None:
    client = Client(
        {"a": MODEL, "b": NEWER, "c": MODEL, "d": "has no model", "e": ImportError("summarize")},
        {"c": {"program": "0123456789", "version": "9.9"}},
    )
    crew, told = gather(client)
    assert crew.fit == ["a"]
    assert told[0] == "1 worker at tcp://s:1"
    ours = remote.describe_program()
    mine = f"{ours['version']} {ours['program'][:8]}"
    assert sorted(told[1:]) == [
        "not used: b (b): runs the model with scripted 2, not scripted 1",
        f"not used: c (c): has another program (9.9 01234567, here {mine}). "
        "Install the same program there, with its extra: summarize[cluster]",
        "not used: d (d): has no model. Do",
        "not used: e: does not have this program. "
        "Install the same program there, with its extra: summarize[cluster]",
    ]
    assert client.wanted == [MODEL] * 3


def test_workers_with_one_fault_are_told_in_one_line() -> None:
    _, told = gather(Client({"a": MODEL, **dict.fromkeys("bcdef", "has no model")}))
    assert told[0] == "1 worker at tcp://s:1"
    (line,) = told[1:]
    assert " and 2 more: has no model" in line


def test_without_a_file_here_the_model_is_that_of_most_workers() -> None:
    crew, told = gather(Client({"a": OTHER, "b": MODEL, "c": MODEL}), None)
    assert crew.model == MODEL
    assert crew.fit == ["b", "c"]
    assert told[1].startswith("not used: a (a): has another file of the model (cdcdcdcdcdcd, not")


def test_other_libraries_are_told_and_used() -> None:
    crew, told = gather(Client({"a": MODEL}, {"a": {"lxml": "1.0"}}))
    assert crew.fit == ["a"]
    assert told[1].startswith("workers have other libraries, so that results may differ: lxml 1.0")


@pytest.mark.parametrize(
    ("client", "error", "words"),
    [
        (Client({}), EngineError, "there are no workers at tcp://s:1"),
        (Client({"a": "has none", "b": "has none"}), ModelError, r"no worker .*has none"),
        (Client({"a": MODEL}, scheduler_fault=ImportError()), EngineError, "the scheduler at"),
        (Client({"a": MODEL}, status="closed"), EngineError, "the scheduler at tcp://s:1 is gone"),
    ],
)
def test_nobody_can_work(client: Client, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        gather(client)


def test_a_worker_does_one_document_at_a_time_unless_a_server_does() -> None:
    crew, _ = gather(Client({"a": MODEL}))
    assert crew.count_slots("a") == 1
    server = Settings(server="http://gpu:8000", model="")
    crew, _ = gather(Client({"a": MODEL}), None, server)
    assert crew.count_slots("a") == 2


def test_workers_come_and_are_dismissed() -> None:
    client = Client({"a": MODEL})
    told: list[str] = []
    crew = Crew(client, "tcp://s:1", Settings(), told.append, 5)  # type: ignore[arg-type]
    try:
        crew.gather(MODEL)
        client.models = {"a": MODEL, "b": MODEL, "c": OTHER}
        while len(told) < 3:
            crew.take_notes()
        crew.dismiss("a", ModelError("no memory"))
    finally:
        crew.close()
    assert crew.fit == ["b"]
    assert sorted(told[1:3])[0] == "b (b) has joined"
    assert told[3] == "a (a) is not used any more: no memory"
