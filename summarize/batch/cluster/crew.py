"""The workers of a run: those with this program and this model, who may come and go meanwhile.

A worker is asked once, by a thread of its own, so that one that hangs holds up nobody.
"""

from __future__ import annotations

import pickle
import queue
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from summarize.batch.cluster import remote
from summarize.batch.cluster.connection import PATIENCE, START_HINT, call_in_thread
from summarize.batch.cluster.fitness import (
    Member,
    compare_model,
    group_faults,
    list_unlike,
    name_program,
    shorten,
)
from summarize.batch.tasks import ModelIdentity
from summarize.errors import EngineError, ModelError, SummarizeError
from summarize.settings import Settings

if TYPE_CHECKING:
    from distributed import Client

_POLL_SECONDS = 1.0
_LONG = 20  # times the patience: what hashing a large model may take
_UPDATE_HINT = "Install the same program there, with its extra: summarize[cluster]"
_GOES_ON = "The next run goes on from here."

Tell = Callable[[str], None]
"""Is told in a line what happens in the cluster."""
Note = tuple[str, Any]
"""What a thread has to say to the one that runs the tasks: of what kind it is, and what."""


class Crew:
    """The workers of a scheduler that can do the documents of a run.

    `model` is the identity that all must have; None until `gather` has chosen one. `threads` are
    those of each worker that is there, whatever it can do, by its address.
    """

    def __init__(
        self,
        client: Client,
        address: str,
        settings: Settings,
        tell: Tell,
        patience: float = PATIENCE,
    ) -> None:
        self.client = client
        self.model: ModelIdentity | None = None
        self.threads: Mapping[str, int] = {}
        self.notes: queue.SimpleQueue[Note] = queue.SimpleQueue()
        self.address = address
        self._settings = settings
        self._tell = tell
        self._patience = patience
        self._own = remote.describe_program()
        self._asked: set[str] = set()
        self._members: dict[str, Member] = {}
        self._has_scheduler = self._is_gathered = False
        self._closed = threading.Event()
        self._heard = self._was_fit = time.monotonic()

    def gather(self, wanted: ModelIdentity | None) -> ModelIdentity:
        """Wait until the workers have answered, and return the model of the run.

        That is the `wanted` one, or the one that most workers have. Raises EngineError if nobody
        answers, and ModelError, with the reason, if no worker can do it.
        """
        self.model = wanted
        call_in_thread(self._poll)
        call_in_thread(self._ask_scheduler)
        begin = time.monotonic()
        while not self._has_answers(time.monotonic() - begin):
            self.take_notes()
        if self.model is None:
            models = Counter(one.model for one in self._members.values() if one.model)
            if not models:
                raise self._explain_nobody()
            self.model = min(models, key=lambda one: (-models[one], one.sha256, one.runtime))
            self._members = {key: self._compare(one) for key, one in self._members.items()}
        if not self.fit:
            raise self._explain_nobody()
        self._is_gathered = True
        self._tell_who_works()
        return self.model

    @property
    def fit(self) -> list[str]:
        """The addresses of workers that are there and can do the documents."""
        return [
            address
            for address in self.threads
            if (one := self._members.get(address)) and one.model and not one.fault
        ]

    def count_slots(self, address: str) -> int:
        """Return how many documents a worker does at once: one, unless a server does the work."""
        return self.threads[address] if self._settings.server else 1

    def name(self, address: str) -> str:
        """Return what a worker is called: `"gpu2 (tcp://10.0.0.7:40001)"`."""
        return str(self._members.get(address, address))

    def dismiss(self, address: str, error: SummarizeError) -> None:
        """Give no more documents to a worker that can't open the model."""
        member = self._members.get(address)
        if member and not member.fault:
            self._members[address] = replace(member, fault=error.message, hint=error.hint)
            self._tell(f"{member} is not used any more: {error.message}")

    def take_notes(self, timeout: float = 0.2) -> list[Note]:
        """Wait for what threads have to say; return what is not about the crew itself.

        Raises EngineError or ModelError if the scheduler is gone or does not answer, or if there
        has been nobody who can do the documents for as long as patience lasts.
        """
        others = []
        try:
            note = self.notes.get(timeout=timeout)
            while True:
                if not self._take(note):
                    others.append(note)
                note = self.notes.get_nowait()
        except queue.Empty:
            pass
        self._ensure_alive()
        return others

    def close(self) -> None:
        """Ask no more."""
        self._closed.set()

    # In threads of their own.

    def _poll(self) -> None:
        """Ask the scheduler time and again who is there."""
        while True:
            try:
                self.notes.put(("threads", dict(self.client.nthreads())))
            except Exception:  # noqa: BLE001 - whatever it is, nothing was heard
                self.notes.put(("threads", None))
            if self._closed.wait(_POLL_SECONDS):
                return

    def _ask_scheduler(self) -> None:
        """Ask whether the scheduler has the program, without which it can't read its tasks."""
        fault = ""
        try:
            self.client.run_on_scheduler(remote.describe_program)
        except ImportError:
            fault = "does not have this program"
        except Exception:  # noqa: BLE001 - it is gone: that is noticed elsewhere
            return
        self.notes.put(("scheduler", fault))

    def _ask(self, address: str) -> None:
        """Ask a worker for its program and its model."""
        host = ""
        try:
            program = self._call(address, remote.describe_program)
            host = program["host"]
            member = Member(address, host, unlike=list_unlike(program, self._own))
            if program["program"] != self._own["program"]:
                fault = f"has another program ({name_program(program)}, "
                fault += f"here {name_program(self._own)})"
                member = replace(member, fault=fault, hint=_UPDATE_HINT)
            else:
                payload = pickle.dumps((self._settings, self.model))
                answer = self._call(address, remote.describe_model, payload)
                member = replace(member, model=answer[0], fault=answer[1], hint=answer[2])
        except ImportError:
            member = Member(address, host, None, "does not have this program", _UPDATE_HINT)
        except Exception as error:  # noqa: BLE001 - whatever it is, it costs this worker alone
            fault = f"can't be asked: {type(error).__name__}: {error}"
            member = Member(address, host, None, fault)
        self.notes.put(("member", member))

    def _call(self, address: str, function: Callable[..., Any], *args: object) -> Any:
        answers = self.client.run(function, *args, workers=[address], on_error="return")
        answer = answers[address]
        if isinstance(answer, Exception):
            raise answer
        return answer

    # In the thread that runs the tasks.

    def _take(self, note: Note) -> bool:
        """Take a note of who is there; return whether it was one."""
        kind, what = note
        if kind == "threads":
            self.threads = what or {}
            if what is not None:
                self._heard = time.monotonic()
            for address in self.threads.keys() - self._asked:
                self._asked.add(address)
                call_in_thread(partial(self._ask, address))
        elif kind == "member":
            self._take_member(self._compare(what))
        elif kind == "scheduler":
            if what:
                raise EngineError(f"the scheduler at {self.address} {what}", _UPDATE_HINT)
            self._has_scheduler = True
        else:
            return False
        return True

    def _take_member(self, member: Member) -> None:
        self._members[member.address] = member
        if self._is_gathered and member.address in self.threads:
            state = f"is not used: {member.fault}" if member.fault else "has joined"
            self._tell(f"{member} {state}")

    def _compare(self, member: Member) -> Member:
        return compare_model(member, self.model)

    def _has_answers(self, seconds: float) -> bool:
        """Whether those who are there have answered; after some time, whether one can work."""
        if not self.threads or not self._has_scheduler:
            return False
        if not self.threads.keys() - self._members.keys():
            return True
        is_one_ready = any(one.model and not one.fault for one in self._members.values())
        return seconds > (self._patience if is_one_ready else _LONG * self._patience)

    def _ensure_alive(self) -> None:
        now = time.monotonic()
        status = self.client.status
        if status == "closed" or now - self._heard > self._patience:
            state = "does not answer" if status == "running" else "is gone"
            raise EngineError(f"the scheduler at {self.address} {state}", _GOES_ON)
        if self.fit or self.threads.keys() - self._members.keys():
            self._was_fit = now
        elif now - self._was_fit > self._patience:
            raise self._explain_nobody()

    def _explain_nobody(self) -> SummarizeError:
        faults = [one for key, one in self._members.items() if key in self.threads and one.fault]
        if not faults:
            message = f"there are no workers at {self.address}"
            return EngineError(message, START_HINT.format(self.address))
        groups = " - ".join(f"{who}: {fault}" for who, fault, _ in group_faults(faults))
        return ModelError(f"no worker at {self.address} can do it: {groups}", faults[0].hint)

    def _tell_who_works(self) -> None:
        count = len(self.fit)
        self._tell(f"{count} {'worker' if count == 1 else 'workers'} at {self.address}")
        there = [self._members[key] for key in self.threads if key in self._members]
        for who, fault, hint in group_faults([one for one in there if one.fault]):
            self._tell(f"not used: {who}: {fault}. {hint}".rstrip(". "))
        unlike = Counter(name for one in there if not one.fault for name in one.unlike)
        if unlike:
            names = shorten(list(unlike))
            self._tell(f"workers have other libraries, so that results may differ: {names}")
