"""Documents on a cluster of Dask's `distributed`: each worker keeps a model, and takes a document.

connect          connects to the scheduler, and ends in one line where that fails (`connection`)
Crew             who works: workers with this program and this model; who comes and goes (`crew`)
ClusterExecutor  satisfies `batch.tasks.Executor`: runs tasks on a crew (`executor`)
remote           what Dask calls in workers by its name; `warm_worker` does it
"""
