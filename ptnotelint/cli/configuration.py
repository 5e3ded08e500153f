"""The configuration of the working directory: ``ptnotelint.toml``, else ``[tool.ptnotelint]`` of ``pyproject.toml``.

It gives defaults to the options of ``lint``; flags win. It never comes from the notes' own folder.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from ptnotelint.codebook.source import Source
from ptnotelint.errors import UsageError

OWN, SHARED = "ptnotelint.toml", "pyproject.toml"
ORIGIN = "ptnotelint.configuration"  # key of a click context's meta: the file whose settings are in force
# key of the file -> parameter of lint
KEYS = {"payer": "payer", "date": "date", "units": "units", "final": "final", "format": "form", "select": "select", "ignore": "ignore",
        "codebook": "codebook_dir", "fail_on": "fail_on", "excerpts": "excerpts", "max_note_size": "max_note_size", "key_file": "key_file", "waivers": "waivers",
        "baseline": "baseline"}
LISTS, PATHS = ("select", "ignore"), ("codebook", "key_file", "waivers", "baseline")


@dataclass(frozen=True, slots=True)
class Setting:
    """One key of a configuration file, as its option takes it, and where it stands."""

    key: str
    value: object
    origin: str


def settings(file: Path | None, options: dict[str, click.Parameter]) -> dict[str, Setting]:
    """The settings in force, by key.

    Parameters
    ----------
    file : Path or None
        The file of ``--config``; None looks in the working directory.
    options : dict
        Parameters of ``lint`` by name, which check the values.

    Raises
    ------
    UsageError
        For a wrong key or value, with file, line and the allowed ones.
    """
    source, place = _found(file)
    if source is None:
        return {}
    found = {}
    for key, value in _table(source, place).items():
        if key not in KEYS:
            source.fail((*place, key), f'unknown key "{key}"', KEYS)
        if isinstance(value, bool) is not (key == "final") or isinstance(value, list) is not (key in LISTS):
            kind = "true or false" if key == "final" else "a list of rules" if key in LISTS else "a string or number"
            source.fail((*place, key), f'"{key}" must be {kind}')
        parameter = options.get(KEYS[key])
        if parameter is None:
            continue  # another command's, like the format of lint
        try:
            for each in value if key in LISTS else [value]:
                parameter.type.convert(each if isinstance(each, bool) else str(each), parameter, None)
        except click.UsageError as error:
            source.fail((*place, key), f'"{key}": {error.message}')
        given = str(Path(source.path).parent / str(value)) if key in PATHS else value if key in LISTS or isinstance(value, bool) else str(value)
        found[key] = Setting(key, given, f"{source.path}:{source.line((*place, key))}")
    return found


def origin(file: Path | None) -> Path | None:
    """The configuration file in force, or None."""
    source, _ = _found(file)
    return None if source is None else Path(source.path)


def _found(file: Path | None) -> tuple[Source | None, tuple[str, ...]]:
    """The file and the table in it, or None where the working directory has no configuration."""
    if file is not None:
        source = Source.read(file)
        return source, ("tool", "ptnotelint") if file.name == SHARED else ()
    if Path(OWN).is_file():
        return Source.read(Path(OWN)), ()
    if Path(SHARED).is_file():
        source = Source.read(Path(SHARED))
        if "ptnotelint" in source.table.get("tool", {}):
            return source, ("tool", "ptnotelint")
    return None, ()


def _table(source: Source, place: tuple[str, ...]) -> dict:
    table = source.table
    for name in place:
        table = table.get(name, {}) if isinstance(table, dict) else {}
    if not isinstance(table, dict):
        raise UsageError(f"{source.path}: [tool.ptnotelint] must be a table")
    return table


def configured(ctx: click.Context, parameter: click.Parameter, file: Path | None) -> Path | None:
    """Callback of ``--config``: what the file sets are the defaults of the other options."""
    options = {each.name: each for each in ctx.command.params}
    found = settings(file, options)
    ctx.meta[ORIGIN] = origin(file)
    ctx.default_map = {**(ctx.default_map or {}), **{KEYS[key]: setting.value for key, setting in found.items()}}
    return file


config_option = click.option("--config", type=click.Path(path_type=Path), metavar="FILE", is_eager=True, callback=configured, expose_value=False,
                             help="Configuration file.  [default: ptnotelint.toml or pyproject.toml of the working directory]")
