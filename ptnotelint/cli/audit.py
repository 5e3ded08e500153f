"""``ptnotelint audit``: many notes into a folder of tables and reports, begun and gone on with until it is done."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import click

from ptnotelint.cli.configuration import ORIGIN, config_option
from ptnotelint.cli.intake import given_paths, standard_input
from ptnotelint.cli.judging import judging, judging_options
from ptnotelint.cli.progress import PROGRESS
from ptnotelint.errors import UsageError


@click.command()
@click.argument("paths", metavar="PATH...|-", nargs=-1)
@click.option("-o", "--output", "out", type=click.Path(path_type=Path), metavar="OUT/",
              help="Folder for tables, reports and manifest: a new one, or one to go on with.")
@click.option("--map", "mapping", multiple=True, metavar="FIELD=COLUMN", help="Which column holds a field, like note=Narrative. Repeatable.")
@click.option("--file-pattern", metavar="PATTERN", help="What names of files that hold one note tell, like {patient}_{date}.")
@click.option("--dry-run", is_flag=True, help="Say what was read and joined, and stop there.")
@click.option("--fresh", is_flag=True, help="Throw away what an earlier audit left in OUT/.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Worker processes.  [default: one a core]")
@click.option("--engine", type=click.Choice(["local", "dask"]), default="local", show_default=True, help="Where notes are linted.")
@click.option("--scheduler", metavar="ADDRESS", help="Of the Dask cluster, like tcp://host:8786.")
@click.option("--time-limit", type=click.FloatRange(0), default=60, metavar="SECONDS", show_default=True,
              help="What one note may take; 0 for no limit.")
@click.option("--progress", type=click.Choice(PROGRESS), default="auto", show_default=True,
              help="A bar on a terminal, lines for a log, or nothing.")
@click.option("--rank", is_flag=True, help="Say which notes to look at first, with the reasons.")
@judging_options
@config_option
@click.pass_context
def command(ctx, paths, out, mapping, file_pattern, dry_run, fresh, jobs, engine, scheduler, time_limit, progress, rank, codes, fail_on, max_note_size,
            **chosen):
    """Lint many notes and leave tables, reports and a manifest in OUT/.

    PATH is whatever holds notes or charges. What was read and joined is said first. Killed or interrupted, the same
    command goes on where it stopped and ends with the same files.
    """
    paths = given_paths(ctx, paths)
    _check(out, dry_run, engine, scheduler, paths)
    columns = _columns(mapping)
    book, options = judging(**chosen)
    absolute = {name: options[name] and Path(os.path.abspath(options[name])) for name in ("codebook", "key_file", "waivers")}

    from ptnotelint.cli.auditing import Asked, audit

    own = {"map": columns, "file_pattern": file_pattern, "code": [_line(code) for code in codes], "fail_on": fail_on, "excerpts": options["excerpts"],
           "max_note_size": max_note_size, "time_limit": time_limit}
    files = [file for file in (ctx.meta.get(ORIGIN), options["key_file"], options["waivers"]) if file is not None]
    asked = Asked(paths, standard_input(paths), out, dry_run, fresh, jobs or cores(), scheduler if engine == "dask" else None, progress, codes,
                  options | absolute, own, files, _command(ctx, paths))
    status = audit(asked)
    if rank and out is not None and not dry_run:
        from ptnotelint.audit.ranking import ranking_text

        click.echo("\n" + ranking_text(out), nl=False)
    ctx.exit(status)


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _check(out: Path | None, dry_run: bool, engine: str, scheduler: str | None, paths: tuple[str, ...]) -> None:
    if out is None and not dry_run:
        raise click.UsageError("Give a folder for the results: -o OUT/ (or --dry-run to see what would be read).")
    if (engine == "dask") is not (scheduler is not None):
        raise click.UsageError("--engine dask and --scheduler ADDRESS go together.")
    if out is not None:
        real = Path(os.path.realpath(out))
        for path in paths:
            given = Path(os.path.realpath(path))
            if path != "-" and (given == real or given in real.parents or real in given.parents):
                raise UsageError(f"-o {out}: lies in the input, or the input in it: choose a folder of its own")


def _columns(mapping: tuple[str, ...]) -> dict[str, str]:
    columns = {}
    for each in mapping:
        field, equals, column = each.partition("=")
        if not (field.strip() and equals and column.strip()):
            raise UsageError(f"--map {each}: write FIELD=COLUMN, like note=Narrative")
        columns[field.strip()] = column.strip()
    return columns


def _line(line) -> str:
    """A billed line as --code takes it."""
    return f"{line.code}x{line.units}" + (f":{','.join(line.modifiers)}" if line.modifiers else "")


# what says where and how a run goes on, and not what it is
ASIDE = ("paths", "out", "dry_run", "fresh", "jobs", "engine", "scheduler", "progress", "rank")


def _command(ctx: click.Context, paths: tuple[str, ...]) -> str:
    """The command as one would repeat it: what was given that decides the results."""
    words = ["ptnotelint", "audit", *paths, "-o", "OUT/"]
    for parameter in ctx.command.params:
        source = ctx.get_parameter_source(parameter.name)
        if parameter.name in ASIDE or source is not click.core.ParameterSource.COMMANDLINE:
            continue
        value = ctx.meta[ORIGIN] if parameter.name == "config" else ctx.params[parameter.name]
        if parameter.name == "codes":
            value = [_line(code) for code in value]
        for each in value if isinstance(value, (list, tuple)) else [value]:
            words += [parameter.opts[-1]] if getattr(parameter, "is_flag", False) else [parameter.opts[-1], str(each)]
    return shlex.join(words)
