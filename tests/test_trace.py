"""One finding of a run explained: by fingerprint or by note and rule, with what asked, what was refused, and what made it."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from small_run import RECORDS, write_run

from ptnotelint.audit.run_folder import finished_run
from ptnotelint.audit.trace import traces
from ptnotelint.cli import main
from ptnotelint.errors import UsageError
from ptnotelint.report import REMINDER
from ptnotelint.waivers import Waiver


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("traced")
    (folder / "w.toml").write_text(Waiver("v4", "97110/service", "lost in the move", "K. V.", expires="2026-12-31").toml())
    odd = RECORDS[0] | {"note_id": "v:6", "billed": ["97110x4:GP,KX"]}
    return finished_run(write_run(folder / "out", [*RECORDS[:6], odd], waivers=folder / "w.toml"))


def explained(run, name):
    done = CliRunner().invoke(main, ["explain", name, "--run", str(run.path)])
    assert done.exit_code == 0, done.output
    return " ".join(done.stdout.split())


def test_the_page_says_what_asked_where_it_looked_and_what_was_refused(run):
    page = explained(run, "v1:97110/volume")
    for said in ("97110/volume error in v1", "billed line 1: 97110 therapeutic exercise, 2 units GP (partly supported", "volume is required for it, and missing",
                 "date of service 2026-03-04, rules of 2026-03-04", "said of the billed service itself", "Counts: ", "Does not count: ",
                 'characters 36-40 "3x10" planned (for "next visit")', '"SLR" by pattern', "Also documented for this code: service, exercise", "[verified] ",
                 f"codebook {run.manifest['tool']['codebook']}", "profile default", REMINDER):
        assert said in page, said
    assert page.count(REMINDER) == 1 and "may differ" not in page


def test_a_finding_is_known_by_its_fingerprint_or_its_notes_place(run):
    (trace,) = traces(run, "v1:97110/volume")
    assert explained(run, trace.finding["fingerprint"][:10]) == explained(run, "v1:97110/volume") == explained(run, "note 1:97110/volume")


def test_a_finding_of_the_whole_visit_and_one_that_is_waived(run):
    page = explained(run, "v:6:units/over-billed")
    assert "units/over-billed error" in page and "Place: " in page and "By the CMS count" in page
    assert "Billed at this visit: 97110, 4 units GP KX: 25 minutes (text), supported stated: timed units 4, 2 supported (cms)" in page
    assert "Waived: by K. V. until 2026-12-31: lost in the move" in explained(run, "v4:97110/service")


def test_a_blank_note_is_said_to_be_blank(run):
    page = explained(run, "v4:97110/service")
    assert "The note has no text: the note does not describe therapeutic exercise" in page
    assert "of the text" in page and "to make it again" not in page  # these manifests hold no command


def test_a_codebook_that_is_not_the_runs_is_said(run, tmp_path):
    other = finished_run(write_run(tmp_path / "out", RECORDS[:2], codebook="sha256:00"))
    assert "The codebook here is not the run's" in explained(other, "v1:97110/volume")


@pytest.mark.parametrize("name", ["v1:97110/nothing", "v9:97110/volume", "abcdef0", "97110/volume", "v1"])
def test_what_names_no_finding_is_refused(run, name):
    done = CliRunner().invoke(main, ["explain", name, "--run", str(run.path)])
    assert done.exit_code == 2 and "no finding of" in done.output and "Traceback" not in done.output


def test_digits_that_fit_several_are_refused_with_those_they_fit(run, monkeypatch):
    fingerprints = [f"abcdef{number}" + "0" * 57 for number in range(2)]
    found = [row | {"fingerprint": fingerprint} for row, fingerprint in zip(run.rows("findings"), fingerprints, strict=False)]
    monkeypatch.setattr("ptnotelint.audit.run_folder.RunFolder.rows", lambda *_, **__: iter(found))
    with pytest.raises(UsageError, match="abcdef begins 2 fingerprints: abcdef0"):
        traces(run, "abcdef")
