"""What `summarize FOLDER -o RESULTS --cluster ADDRESS` does in the place of engines of its own."""

from __future__ import annotations

from contextlib import AbstractContextManager, ExitStack
from functools import partial
from typing import Protocol

from summarize.batch.cluster.connection import connect
from summarize.batch.cluster.crew import Crew
from summarize.batch.cluster.executor import ClusterExecutor
from summarize.batch.identity import identify_model
from summarize.batch.tasks import Executor, ModelIdentity
from summarize.cli.streams import print_message, show_progress
from summarize.errors import ModelError, SummarizeError
from summarize.judging.exam_records import (
    ExamRecord,
    can_keep_records,
    find_record,
    save_record,
)
from summarize.judging.recall import recall_record
from summarize.progress import Progress
from summarize.settings import Settings


class Teller(Protocol):
    """Tells how the run goes on."""

    def show_total(self, label: str) -> AbstractContextManager[Progress]:
        """Show how many documents are over, until the next one is."""
        ...


class ClusterBackend:
    """The workers of a cluster: which model they have, what is known of it, who runs tasks."""

    def __init__(self, address: str, settings: Settings, stack: ExitStack) -> None:
        self._address = address
        self._settings = settings
        self._tell = partial(print_message, quiet=settings.quiet)
        with show_progress(f"the cluster at {address}", quiet=settings.quiet):
            client = stack.enter_context(connect(address))
        self._crew = Crew(client, address, settings, self._tell)
        stack.callback(self._crew.close)
        self._has_file = False

    def identify(self) -> ModelIdentity:
        """Return the identity of the model: of this computer's file, else of most workers'."""
        label = f"the workers of {self._address}"
        with show_progress(label, quiet=self._settings.quiet):
            return self._crew.gather(self._find_own())

    def _find_own(self) -> ModelIdentity | None:
        """Return the identity of this computer's model; None for a server, or if it is not here."""
        if self._settings.server:
            return None
        try:
            own = identify_model(self._settings)
        except ModelError:
            return None
        self._has_file = True
        return own

    def find_prior(self) -> float | None:
        """Return what is known of the model as a writer; a worker takes the exam if it never did.

        What is known on this computer counts, as in a run without a cluster.
        """
        model, settings = self._crew.model, self._settings
        assert model is not None
        if settings.strict or settings.server:
            return None
        identity = f"SHA-256 {model.sha256} {model.runtime}"
        record = recall_record(settings) if self._has_file else None
        record = record or find_record(identity, model.sha256)
        if record is None:
            record = self._examine(model)
            if record is not None:
                save_record(identity, record)
        return record.prior if record else None

    def _examine(self, model: ModelIdentity) -> ExamRecord | None:
        if not can_keep_records():
            return None
        executor = ClusterExecutor(self._crew, self._tell)
        with show_progress("the exam of judges, on a worker", quiet=self._settings.quiet):
            try:
                return executor.examine(self._settings, model)
            except SummarizeError as error:
                self._tell(f"the exam of judges was not taken: {error.message}")
                return None

    def build_executor(self, teller: Teller) -> Executor:
        """Return what runs the tasks."""
        if self._settings.jobs > 1:
            self._tell("--jobs is not used with --cluster: its workers say what they do at once")
        return ClusterExecutor(self._crew, self._tell, partial(self._watch, teller))

    def _watch(self, teller: Teller, workers: int) -> AbstractContextManager[Progress]:
        count = f"{workers} {'worker' if workers == 1 else 'workers'}"
        return teller.show_total(f"{count} at {self._address}")
