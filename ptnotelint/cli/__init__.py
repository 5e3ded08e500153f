"""The command line: commands are imported only when invoked, so help and wrong usage answer at once."""

from __future__ import annotations

import contextlib
import importlib
import io
import os
import sys

import click

from ptnotelint import __version__
from ptnotelint.errors import PtnotelintError

# Command -> its words in `ptnotelint --help`; each lives in the module of its name, as `command`.
GROUPS = {
    "Notes": {
        "lint": "Say what the notes leave unsaid for their billed codes.",
        "read": "Print notes as the linter sees them.",
    },
    "Rules": {
        "explain": "Explain a code, an element or a rule.",
        "codes": "List the codes of the codebook.",
        "rules": "List every rule and its severity.",
        "config": "Show the settings in force and where they come from.",
    },
    "Audit": {
        "audit": "Lint many notes into a folder of tables and reports.",
        "compare": "Compare two runs: findings fixed, new and persisting.",
        "sample": "Draw notes of a run for review, in a workbook.",
        "estimate": "Estimate error rates from a reviewed workbook.",
        "waive": "Accept a finding, with a reason and a name.",
        "baseline": "Keep today's findings, so that only new ones are reported.",
    },
    "Desk": {
        "serve": "Open a page on this machine that lints as you write.",
        "watch": "Lint drafts again whenever they are saved.",
    },
    "Model": {
        "train": "Train the segment classifier on annotated notes.",
        "evaluate": "Measure the linter on annotated notes.",
    },
}
INTERRUPTED = 130
PIPE_CLOSED = 141  # as a shell reports a program that its reader's leaving ended
# as sysexits.h numbers them, so that a script can tell what to report from what to mend and try again
INTERNAL, SYSTEM = 70, 74


class LazyGroup(click.Group):
    """A group whose commands are modules, and whose errors are one line with a status of the contract."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for commands in GROUPS.values() for name in commands]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in self.list_commands(ctx):
            return None
        return importlib.import_module(f"ptnotelint.cli.{name}").command

    def resolve_command(self, ctx: click.Context, args: list[str]):
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            if self.get_command(ctx, args[0]) is None:
                error.message = f"No such command '{args[0]}'.{did_you_mean(args[0], self.list_commands(ctx))}"
            raise

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for heading, commands in GROUPS.items():
            with formatter.section(heading):
                formatter.write_dl(list(commands.items()))

    def invoke(self, ctx: click.Context):
        ctx.color = wants_colour()
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")  # a terminal that lacks a character is no reason to stop
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except KeyboardInterrupt:
            click.echo("Interrupted.", err=True)
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            # Whoever read us has left: nothing to say, and nothing to flush at exit either.
            with contextlib.suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(PIPE_CLOSED)
        except PtnotelintError as error:
            raise Refused(str(error)) from None
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            raise SystemFault(f"{where}{error.strerror or type(error).__name__}") from None
        except Exception as error:
            if os.environ.get("PTNOTELINT_TRACEBACK"):
                raise
            # The place without the message: an error's message may quote the note.
            raise InternalError(f"internal error: {type(error).__name__} {_place(error)}") from None


class Refused(click.ClickException):
    """Wrong usage, configuration or rule file: nothing was linted."""

    exit_code = 2


class InternalError(click.ClickException):
    """A fault of the program itself; PTNOTELINT_TRACEBACK=1 shows where it came from."""

    exit_code = INTERNAL


class SystemFault(click.ClickException):
    """What the system refused in the middle of the work: a full disk, a folder that went away."""

    exit_code = SYSTEM


def wants_colour() -> bool | None:
    """None leaves it to click, which colours terminals only.

    Examples
    --------
    >>> os.environ["NO_COLOR"] = "1"
    >>> wants_colour()
    False
    >>> del os.environ["NO_COLOR"]
    """
    if os.environ.get("NO_COLOR"):
        return False
    return True if os.environ.get("FORCE_COLOR", "0") not in ("", "0") else None


def did_you_mean(word: str, known: list[str]) -> str:
    """A closing question with the known words close to a mistyped one, or nothing.

    Examples
    --------
    >>> did_you_mean("lnt", ["lint", "read"])
    ' Did you mean lint?'
    """
    import difflib

    close = difflib.get_close_matches(word, known, n=20)
    # Who mistypes, mistypes late: 97111 is rather 97110 than 97161.
    close = sorted(close, key=lambda name: (-len(os.path.commonprefix([word, name])), name))[:3]
    return f" Did you mean {' or '.join(close)}?" if close else ""


def _place(error: Exception) -> str:
    """The innermost line of this package that the error passed through."""
    at, place = error.__traceback__, ""
    while at:
        if at.tb_frame.f_globals.get("__name__", "").startswith("ptnotelint"):
            place = f"in {at.tb_frame.f_globals['__name__']}, line {at.tb_lineno}"
        at = at.tb_next
    return place


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="ptnotelint")
def main():
    """Say which billed therapy codes a note leaves without supporting language.

    Exit status: 0 nothing at or above --fail-on; 1 findings; 2 wrong usage, nothing linted; 3 some input could
    not be read; 130 interrupted; 74 the disk was full or a folder went away; 70 a fault of this program.
    """
