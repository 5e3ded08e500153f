"""``ptnotelint estimate``: what a reviewed sample says of the whole run."""

from __future__ import annotations

from pathlib import Path

import click

from ptnotelint.cli.options import codebook_option
from ptnotelint.errors import UsageError

FILE = click.Path(path_type=Path)
TITLES = {"error_rate": "notes with an error", "precision": "findings that are right", "recall": "gaps that were found"}


@click.command()
@click.argument("reviewed", metavar="REVIEWED.xlsx", type=FILE)
@click.option("--run", "folder", type=FILE, required=True, metavar="RUN", help="The folder that the sample was drawn from.")
@click.option("--fees", type=FILE, metavar="FILE", help="CSV with the columns code and amount (of one unit), for amounts in error.")
@click.option("--confidence", type=click.FloatRange(0.5, 1, min_open=True, max_open=True), default=0.95, show_default=True, help="Of the limits, two-sided.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--force", is_flag=True, help="Put this estimate in the place of another one that RUN has.")
@codebook_option
def command(reviewed, folder, fees, confidence, form, force, codebook_dir):
    """Read a reviewer's answers back and estimate, with exact limits, how many notes of the run have an error.

    A note has one when the reviewer agrees with a finding of severity error, or disagrees with a required element that
    was called documented. Also: units in error, amounts by your fee table, and how often this tool was right on these
    notes. Kept as RUN/estimate.json, and shown in the run's workbook and page, which are written anew.
    """
    from ptnotelint.audit.estimate import estimate
    from ptnotelint.audit.reviewed import read_reviewed
    from ptnotelint.audit.run_folder import finished_run
    from ptnotelint.audit.totals import read_fees
    from ptnotelint.write.as_json import dumps
    from ptnotelint.write.whole_file import WholeFile

    table = read_fees(fees) if fees else None
    run = finished_run(folder)
    found = estimate(run, read_reviewed(reviewed, run), fees=table, level=confidence)
    written = dumps(found, indent=2) + "\n"
    if run.estimate is not None and run.estimate != found and not force:
        raise UsageError(f"{folder}/estimate.json: is of {_which(run.estimate)} and says otherwise; this one would be of {_which(found)}: "
                         "--force puts it in its place")
    with WholeFile(folder / "estimate.json") as out:
        out.write(written)
    if (folder / "report.xlsx").is_file():
        from ptnotelint.audit.deliver import write_reports

        write_reports(folder, run.manifest["options"]["excerpts"], codebook=codebook_dir)
        click.echo(f"{folder}: report.xlsx and report.html now show it", err=True)
    click.echo(written if form == "json" else "\n".join(_lines(found)) + "\n", nl=False)


def _which(found: dict) -> str:
    """What tells one estimate of a run from another."""
    reviewed, sample = found.get("reviewed", {}), found.get("sample", {})
    fees = ", with fees" if "amounts" in found else ""
    return (f"{reviewed.get('answers', 0):,} answers to seed {sample.get('seed')} (workbook {str(reviewed.get('workbook_sha256'))[:12]}) "
            f"at {found['level']:.0%}{fees}")


def _lines(found: dict) -> list[str]:
    from ptnotelint.audit.sheets.groups import FEWEST

    sample, reviewed = found["sample"], found["reviewed"]
    frame = sample["frame"]
    lines = [f"{reviewed['notes']} of {frame['notes']:,} notes reviewed, drawn at random (seed {sample['seed']}, frame {frame['sha256']})"]
    if reviewed["notes_incomplete"]:
        lines.append(f"{reviewed['notes_incomplete']} notes of the sample were not answered in full and are left out of the error rate")
    lines.append("")
    for name, title in TITLES.items():
        lines.append(f"{title:26}{_share(found[name], found['level'])}")
    if len(found["by_stratum"]) > 1:
        lines += ["", click.style(f"notes with an error, by {sample['by']} (in the order of their names)", bold=True)]
        for each in found["by_stratum"]:
            held_back = sample["by"] == "therapist" and each["reviewed"] < FEWEST
            said = f"fewer than {FEWEST} notes: no figures" if held_back else _share(each | {"n": each["reviewed"]}, found["level"])
            lines.append(f"{each['stratum']:26}{said}, {each['notes']:,} drawn from")
    lines += ["", f"{'units in error':26}{_total(found['units'], found['level'], '{:,.7g}')}, of {found['units']['billed_in_frame']:,} billed"]
    if "amounts" in found:
        lines.append(f"{'amounts in error':26}{_total(found['amounts'], found['level'], '{:,.2f}')}")
        if found["amounts"]["codes_without_fee"]:
            lines.append(f"no fee is given for {', '.join(found['amounts']['codes_without_fee'])}: their amounts are left out")
    return [*lines, "", "Several findings of one note are not independent: the truth about them may lie further off than their limits say."]


def _share(share: dict | None, level: float) -> str:
    if share is None:
        return "nothing was answered"
    return f"{share['value']:.1%} ({level:.0%} limits {share['low']:.1%} to {share['high']:.1%}; n {share['n']}; {share['method']})"


def _total(total: dict, level: float, form: str) -> str:
    projected = total["projected"]
    limits = "too few notes for limits"
    if projected["low"] is not None:
        limits = f"{level:.0%} limits {form.format(projected['low'])} to {form.format(projected['high'])}"
    return f"{form.format(total['in_error'])} in the sample, {form.format(projected['value'])} in all notes drawn from ({limits})"
