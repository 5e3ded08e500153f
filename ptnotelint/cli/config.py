"""``ptnotelint config``: the settings in force, and where each comes from."""

from __future__ import annotations

from pathlib import Path

import click

from ptnotelint.cli.configuration import KEYS, settings
from ptnotelint.cli.lint import command as lint


@click.command()
@click.option("--config", "file", type=click.Path(path_type=Path), metavar="FILE", help="Instead of the working directory's.")
@click.option("--show-origin", is_flag=True, help="Also say where each value comes from.")
def command(file, show_origin):
    """Show the settings that `ptnotelint lint` would take from configuration.

    Keys stand in ptnotelint.toml, or below [tool.ptnotelint] in pyproject.toml, of the working directory. Flags win.
    """
    options = {parameter.name: parameter for parameter in lint.params}
    found = settings(file, options)
    wide = max(map(len, KEYS))
    for key, name in KEYS.items():
        value = found[key].value if key in found else _default(options[name])
        origin = f"  ({found[key].origin if key in found else 'default'})" if show_origin else ""
        click.echo(f"{key:{wide}} = {_shown(value)}{origin}")


def _default(parameter: click.Parameter):
    """An option's own default; an option that is left out is an empty list or nothing."""
    given = parameter.to_info_dict()["default"]
    return [] if parameter.multiple else given if isinstance(given, (str, bool, int)) else None


def _shown(value: object) -> str:
    if value is None:
        return "(none)"
    return str(value).lower() if isinstance(value, bool) else ", ".join(map(str, value)) or "(none)" if isinstance(value, (list, tuple)) else str(value)
