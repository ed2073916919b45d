"""Folders: many documents as tasks, what was done already, results, the report, the index.

find_documents   files of the folders that are read, and what is left out (`batch.finding`)
Ledger           what earlier runs have done, and whether it still holds (`batch.ledger`)
DocumentTask     all that one result depends on (`batch.tasks`); `run_task` computes it
Executor         runs tasks, here or elsewhere (`batch.local`)
run_batch        puts them together: skips, runs, writes, reports (`batch.run`)
"""
