"""The commands without subcommands: `summarize SOURCE...`, verify, text, doctor and bench."""

from __future__ import annotations

import os
import sys
from collections import Counter
from dataclasses import asdict
from typing import Annotated

import typer
from typer import Argument, Option

from summarize.cli import ExitCode, FailOn, options
from summarize.cli.streams import is_input_piped, print_message, write_json
from summarize.document import Document, count_words
from summarize.errors import UsageError
from summarize.version import __version__


def _show_version(is_requested: bool) -> None:
    if is_requested:
        sys.stdout.write(f"summarize {__version__}\n")
        raise typer.Exit


def summarize_documents(  # noqa: PLR0913 - one for each flag
    sources: Annotated[
        list[str] | None,
        Argument(metavar="SOURCE", hidden=True, autocompletion=options.complete_sources),
    ] = None,
    length: Annotated[
        str | None,
        Option(
            "-l",
            "--length",
            metavar="LENGTH",
            autocompletion=options.complete_lengths,
            help="Length: short (60 words), medium (120, the default), long (250), a number of "
            "words (180), or a share of the article (10%).",
            rich_help_panel=options.SUMMARY,
        ),
    ] = None,
    claims: Annotated[
        str | None,
        Option(
            "-c",
            "--claims",
            metavar="N",
            help="Print at most N key claims; 0 for none.",
            rich_help_panel=options.SUMMARY,
        ),
    ] = None,
    style: Annotated[
        str | None,
        Option(
            "--style",
            metavar="STYLE",
            autocompletion=options.complete_styles,
            help="paragraph (the default), bullets: a list of its sentences, or tldr: at most 30 "
            "words, without claims.",
            rich_help_panel=options.SUMMARY,
        ),
    ] = None,
    format: options.FormatOption = None,
    output: options.OutputOption = None,
    open_page: options.OpenOption = False,
    include: Annotated[
        list[str] | None,
        Option(
            "--include",
            metavar="PATTERN",
            help="Of a folder read only files like this ('*.pdf'); may be repeated. By default all "
            "kinds of documents.",
            rich_help_panel=options.FOLDERS,
        ),
    ] = None,
    exclude: Annotated[
        list[str] | None,
        Option(
            "--exclude",
            metavar="PATTERN",
            help="Leave out files and folders like this ('drafts/'); may be repeated.",
            rich_help_panel=options.FOLDERS,
        ),
    ] = None,
    force: Annotated[
        bool,
        Option(
            "--force",
            help="Summarise documents again that are done.",
            rich_help_panel=options.FOLDERS,
        ),
    ] = False,
    jobs: Annotated[
        str | None,
        Option(
            "--jobs",
            metavar="N",
            help="Number of documents at once, for a --server that answers several.",
            rich_help_panel=options.FOLDERS,
        ),
    ] = None,
    cluster: Annotated[
        str | None,
        Option(
            "--cluster",
            metavar="ADDRESS",
            help="Have the workers of this Dask scheduler (tcp://HOST:PORT) do the documents; "
            "none: this computer after all.",
            rich_help_panel=options.FOLDERS,
        ),
    ] = None,
    report: Annotated[
        str | None,
        Option(
            "--report",
            metavar="FILE",
            help="Also write the report of a folder to this file, as JSON.",
            rich_help_panel=options.FOLDERS,
        ),
    ] = None,
    model: options.ModelOption = None,
    server: options.ServerOption = None,
    focus: Annotated[
        str | None,
        Option(
            "--focus",
            metavar="TEXT",
            help="Summarise only what concerns TEXT: words or a question.",
            rich_help_panel=options.SUMMARY,
        ),
    ] = None,
    sections: Annotated[
        bool | None,
        Option(
            "--sections",
            help="Summarise each chapter or section by itself, after a line about the whole.",
            rich_help_panel=options.SUMMARY,
        ),
    ] = None,
    digest: Annotated[
        bool,
        Option(
            "--digest",
            help="One summary of all sources together, and what they say differently.",
            rich_help_panel=options.SUMMARY,
        ),
    ] = False,
    front_matter: Annotated[
        bool | None,
        Option(
            "--front-matter",
            help="Begin Markdown with title, author, date, source and model as YAML.",
            rich_help_panel=options.OUTPUT,
        ),
    ] = None,
    language: Annotated[
        str | None,
        Option(
            "--language",
            metavar="CODE",
            help="Write the summary in this language (de, fr, ...).",
            rich_help_panel=options.SUMMARY,
        ),
    ] = None,
    prompt: Annotated[
        str | None,
        Option(
            "--prompt",
            metavar="FILE",
            help="Ask the model for the summary in these words: a text with $article in it.",
            rich_help_panel=options.SUMMARY,
        ),
    ] = None,
    quiet: options.QuietOption = None,
    verbose: Annotated[
        bool | None,
        Option(
            "-v",
            "--verbose",
            help="Also print what was repaired or dropped, and why.",
            rich_help_panel=options.RUN,
        ),
    ] = None,
    stats: Annotated[
        bool | None,
        Option(
            "--stats", help="Print token counts, time and memory used.", rich_help_panel=options.RUN
        ),
    ] = None,
    no_cache: Annotated[
        bool,
        Option(
            "--no-cache", help="Neither use the cache nor write to it.", rich_help_panel=options.RUN
        ),
    ] = False,
    seed: Annotated[
        str | None,
        Option(
            "--seed", metavar="N", help="Random seed of the drafts.", rich_help_panel=options.MODEL
        ),
    ] = None,
    threads: options.ThreadsOption = None,
    ctx: options.ContextOption = None,
    gpu_layers: options.GpuLayersOption = None,
    strict: Annotated[
        bool | None,
        Option(
            "--strict",
            help="Print only what the article says in these words.",
            rich_help_panel=options.SUMMARY,
        ),
    ] = None,
    unchecked: Annotated[
        bool,
        Option(
            "--unchecked",
            help="Also print statements that are not supported, every line labelled.",
            rich_help_panel=options.SUMMARY,
        ),
    ] = False,
    version: Annotated[
        bool,
        Option(
            "--version",
            callback=_show_version,
            is_eager=True,
            help="Show the version and exit.",
            rich_help_panel=options.PROGRAM,
        ),
    ] = False,
) -> None:
    """Summarise articles with a local language model and check every sentence.

    SOURCE is a file (text, Markdown, HTML, PDF, EPUB, DOCX, ODT, RTF, ...), a folder, a web
    address, or - for standard input, which is read without it where something is piped in. A small
    model comes with the program, and nothing leaves this computer; 'summarize models pull'
    downloads a better one.
    """
    flags = {
        "length": length, "claims": claims, "format": format, "model": model, "server": server,
        "focus": focus, "language": language, "quiet": quiet, "verbose": verbose, "stats": stats,
        "cache": False if no_cache else None, "seed": seed, "threads": threads, "ctx": ctx,
        "gpu_layers": gpu_layers, "strict": strict, "unchecked": unchecked,
        "sections": sections, "front_matter": front_matter,
        "style": style, "prompt": prompt, "jobs": jobs, "cluster": cluster,
        "include": ",".join(include) if include else None,
        "exclude": ",".join(exclude) if exclude else None,
    }  # fmt: skip
    if quiet and verbose:
        raise UsageError("--quiet and --verbose contradict each other", "Give one of them.")
    if not sources and not is_input_piped():
        raise UsageError("there is nothing to summarise", "Give a file, a web address, or -.")
    sources = sources or ["-"]
    settings = options.resolve_flags(flags)
    if digest:
        if force or jobs or cluster or report:
            message = "--digest has no --force, --jobs, --cluster or --report: it is one result"
            raise UsageError(message, "Leave them out.")
        from summarize.cli.digest_run import digest_all

        raise typer.Exit(digest_all(sources, output, settings, opens=open_page))
    if any(map(os.path.isdir, sources)) or (cluster and settings.cluster):
        from summarize.cli.folder_run import FolderOptions, summarize_folders

        folder_options = FolderOptions(force=force, report=report, opens=open_page)
        raise typer.Exit(summarize_folders(sources, output, settings, folder_options))
    if include or exclude or jobs or force or report:
        message = "--include, --exclude, --force, --jobs and --report are for folders"
        raise UsageError(message, "Give a folder as the source: summarize reports/ -o summaries/")
    from summarize.cli.summarize_run import summarize_all

    raise typer.Exit(summarize_all(sources, output, settings, opens=open_page))


def verify(  # noqa: PLR0913 - one for each argument
    summary: Annotated[
        str,
        Argument(metavar="SUMMARY", help="The summary to check: a text or Markdown file, or -."),
    ],
    source: Annotated[
        str, Argument(metavar="SOURCE", help="Its source: a file, a web address, or -.")
    ],
    format: options.FormatOption = None,
    output: options.OutputOption = None,
    open_page: options.OpenOption = False,
    fail_on: Annotated[
        str,
        Option(
            "--fail-on",
            metavar="WHICH",
            autocompletion=options.complete_failures,
            help="Exit with code 6 if a statement is unsupported (the default); unsure: also if "
            "one can't be decided; never: not at all.",
            show_default=False,
        ),
    ] = FailOn.UNSUPPORTED,
    judge: Annotated[
        str | None,
        Option(
            "--judge",
            metavar="NAME|none",
            autocompletion=options.complete_judges,
            help="Have this model, with a server one of its models, judge statements in other "
            "words; none: the rules alone. Default: the model of a --server; on a terminal the "
            "default model if it can; else none.",
        ),
    ] = None,
    server: options.ServerOption = None,
    quiet: options.QuietOption = None,
) -> None:
    """Check a summary against its source, statement by statement.

    Needs no model. Prints for each statement its verdict, the reasons against it with the wrong
    words marked, and the evidence: sentences of the source. Headings, tables and footnotes are
    not checked. A model that has passed an exam can judge what is said in other words.
    """
    if fail_on not in list(FailOn):
        from summarize.settings import refuse_value

        raise refuse_value(f"--fail-on: must be one of {', '.join(FailOn)}", fail_on, FailOn)
    settings = options.resolve_flags({"format": format, "server": server, "quiet": quiet})
    if server and settings.server and judge is None:  # it is given for nothing else
        judge = settings.model
    from summarize.cli.verify_run import verify_summary

    failing = FailOn(fail_on)
    code = verify_summary(summary, source, output, settings, failing, judge, opens=open_page)
    raise typer.Exit(code)


def print_text(
    source: Annotated[str, Argument(metavar="SOURCE", help="A file, a web address, or -.")],
    verbose: Annotated[bool, Option("-v", "--verbose", help="Also print how it was read.")] = False,
    as_json: options.JsonOption = False,
) -> None:
    """Print the text of a document as the model reads it.

    With --json its blocks: sentences, places, and what was excluded, with the reason.
    """
    from summarize.cli.reading import read_source
    from summarize.render.json_format import render_document
    from summarize.render.sanitize import sanitize_text
    from summarize.sources import render_readable

    document = read_source(source, quiet=False)
    if as_json:
        write_json(render_document(document))
    else:
        sys.stdout.write(sanitize_text(render_readable(document)))
    details = (*document.notes, *_list_exclusions(document)) if verbose else ()
    for note in (*document.warnings, *details):
        print_message(f"{document.name}: {note}")


def _list_exclusions(document: Document) -> list[str]:
    """Return how many words were excluded, and why: `["12 words left out: table"]`."""
    from summarize.render.phrases import format_count, format_exclusion

    counts = Counter[str]()
    for one in document.excluded:
        counts[format_exclusion(one.reason)] += count_words(document.quote(one.span))
    return [f"{format_count(n, 'word')} left out: {reason}" for reason, n in counts.items() if n]


def doctor(
    model: options.ModelOption = None,
    server: options.ServerOption = None,
    as_json: options.JsonOption = False,
) -> None:
    """Check this computer, the installation and the model."""
    from summarize.cli.doctor import run_checks
    from summarize.render.json_format import dump_json
    from summarize.render.report_tables import print_finding

    findings = []
    for finding in run_checks(options.resolve_flags({"model": model, "server": server})):
        findings.append(finding)
        if not as_json:
            print_finding(finding.subject, finding.state, finding.text, finding.advice)
    if as_json:
        data = [asdict(finding) for finding in findings]
        write_json(dump_json(data))
    raise typer.Exit(max((finding.exit_code for finding in findings), default=ExitCode.DONE))


def bench(  # noqa: PLR0913 - one for each flag
    source: Annotated[
        str | None,
        Argument(metavar="SOURCE", help="The document to summarise; default: an example article."),
    ] = None,
    model: options.ModelOption = None,
    threads: options.ThreadsOption = None,
    ctx: options.ContextOption = None,
    gpu_layers: options.GpuLayersOption = None,
    as_json: options.JsonOption = False,
) -> None:
    """Measure the speed of the model and of a summary."""
    from summarize.cli.bench_run import run_bench

    flags = {"model": model, "threads": threads, "ctx": ctx, "gpu_layers": gpu_layers}
    run_bench(source, options.resolve_flags(flags), as_json)
