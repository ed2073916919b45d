"""A folder on a cluster on loopback with scripted engines: time, memory, open files; same bytes?

python benchmarks/cluster.py [--documents 1000] [--workers 3] [--kills 2]

The scheduler and the workers are processes of their own. When a quarter is done, so many workers
are killed (SIGKILL). The bytes are compared with those of a run without a cluster.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from summarize.batch.cluster.connection import connect
from summarize.batch.cluster.crew import Crew
from summarize.batch.cluster.executor import ClusterExecutor
from summarize.batch.identity import identify_model
from summarize.settings import Settings
from support.batches import fill_small, read_results, run_folder
from support.clusters import Cluster

PATIENCE = 120.0


def measure(folder: Path, documents: int, workers: int, kills: int) -> None:
    """Run so many documents, print a row of the table for each tenth of them, compare bytes."""
    sources = fill_small(folder / "documents", documents)
    model = identify_model(Settings())
    with Cluster(folder / "cluster", ["voting"] * workers) as cluster:
        cluster.wait_for_workers()
        watched = [psutil.Process(), psutil.Process(cluster.scheduler.pid)]
        watched.append(psutil.Process(cluster.workers[-1].pid))
        begin, over = time.monotonic(), 0

        def watch(*_: object) -> None:
            nonlocal over
            over += 1
            if over % (documents // 10) == 0:
                memory = (f"{one.memory_info().rss >> 20} MB" for one in watched)
                files = (str(one.num_fds()) for one in watched)
                print(over, f"{time.monotonic() - begin:.1f} s", *memory, *files, sep=" | ")
            if documents // 4 < over <= documents // 4 + kills:
                cluster.workers[over - documents // 4 - 1].kill()

        print("documents | seconds | memory: run, scheduler, a worker | open files of these")
        with connect(cluster.address, PATIENCE) as client:
            crew = Crew(client, cluster.address, Settings(), print, PATIENCE)
            crew.gather(model)
            executor = ClusterExecutor(crew, print)
            report = run_folder(
                sources, folder / "there", executor=executor, watch=watch, model=model
            )
            crew.close()
    print(report.format_counts())
    begin = time.monotonic()
    run_folder(sources, folder / "here", model=model)
    print(f"without a cluster: {time.monotonic() - begin:.1f} s")
    same = read_results(folder / "here") == read_results(folder / "there")
    print("the same bytes" if same else "OTHER BYTES")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=3)
    parser.add_argument("--kills", type=int, default=2)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        measure(Path(place), chosen.documents, chosen.workers, chosen.kills)
