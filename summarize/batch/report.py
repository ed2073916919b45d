"""The report of a run over folders: what became of each document, and the exit code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

from summarize.batch.finding import LeftOut
from summarize.batch.tasks import GAPS_CODE
from summarize.errors import SourceError
from summarize.render.index_page.rows import DocumentRow, RowState, build_refused_row
from summarize.render.json_format import dump_json
from summarize.version import __version__

PARTLY_CODE = 7
"""The exit code where some documents were refused, and others were not."""
SCHEMA = 1


@dataclass
class FolderReport:
    """What became of the documents of a run, in the order in which they ended.

    `unchanged` are the names of those that an earlier run has done. `left_out` are files that are
    not read, `others` documents of earlier runs whose results are there and that are not in this
    one. A run that gave up has `stopped` for a reason, and documents that were `not_tried`.
    """

    total: int
    left_out: tuple[LeftOut, ...] = ()
    rows: list[DocumentRow] = field(default_factory=list)
    hints: dict[str, str] = field(default_factory=dict)
    unchanged: set[str] = field(default_factory=set)
    others: tuple[DocumentRow, ...] = ()
    stopped: str = ""
    failure_code: int = 0

    def __post_init__(self) -> None:
        for one in self.left_out:
            if one.is_failure:
                self.refuse(build_refused_row(one.name, one.reason), SourceError.exit_code)

    def refuse(self, row: DocumentRow, exit_code: int, hint: str = "") -> None:
        """Add a document that was refused; the first one's code may be that of the run."""
        self.rows.append(row)
        self.hints[row.name] = hint
        self.failure_code = self.failure_code or exit_code

    def list_rows(self, state: RowState) -> list[DocumentRow]:
        """Return the rows with this state, in the order of the names."""
        return [row for row in self.sort_rows() if row.state is state]

    def sort_rows(self) -> list[DocumentRow]:
        """Return all rows in the order of the names, folder by folder."""
        return sorted(self.rows, key=lambda row: row.name.split("/"))

    @property
    def not_tried(self) -> int:
        """How many documents were not tried, as the run gave up."""
        unread = sum(one.is_failure for one in self.left_out)
        return self.total + unread - len(self.rows)

    @property
    def exit_code(self) -> int:
        """0 if all is done, 5 with gaps, 7 if some were refused; if all were, the first one's."""
        refused = len(self.list_rows(RowState.REFUSED))
        if refused:
            return PARTLY_CODE if refused < len(self.rows) else self.failure_code
        return GAPS_CODE if self.list_rows(RowState.GAPS) else 0

    def format_counts(self) -> str:
        """Return the counts: `"60 documents: 52 done (40 of them before), 3 refused"`."""
        states = {RowState.DONE: "done", RowState.GAPS: "with gaps", RowState.REFUSED: "refused"}
        parts = []
        for state, words in states.items():
            if rows := self.list_rows(state):
                before = sum(row.name in self.unchanged for row in rows)
                known = f" ({before} of them before)" if before else ""
                parts.append(f"{len(rows)} {words}{known}")
        if self.not_tried:
            parts.append(f"{self.not_tried} not tried")
        count = len(self.rows) + self.not_tried
        return f"{count} {'document' if count == 1 else 'documents'}: {', '.join(parts)}"

    def render(self) -> str:
        """Return the report as a JSON document; docs/usage.md describes it."""
        return dump_json(
            {
                "schema": SCHEMA,
                "program": __version__,
                "exit_code": self.exit_code,
                "counts": {
                    **{state.value: len(self.list_rows(state)) for state in RowState},
                    "unchanged": len(self.unchanged),
                    "not_tried": self.not_tried,
                    "left_out": sum(not one.is_failure for one in self.left_out),
                },
                "stopped": self.stopped or None,
                "documents": list(self._list_documents()),
                "left_out": [
                    {"name": one.name, "reason": one.reason}
                    for one in self.left_out
                    if not one.is_failure
                ],
                "others": [row.name for row in self.others],
            }
        )

    def _list_documents(self) -> Iterator[dict[str, object]]:
        for row in self.sort_rows():
            more = {"unchanged": row.name in self.unchanged, "hint": self.hints.get(row.name, "")}
            yield asdict(row) | more
