"""Disks that are full, folders that vanish, parts that are damaged, input that changes meanwhile, clocks that jump: the right result or a clear refusal."""

from __future__ import annotations

import ctypes
import json
import os
import resource
import shutil
import signal
import sys
from contextlib import contextmanager

import pytest
from audit_process import SCRIPT, audit, contents, stopped, write_notes
from watched_run import Watched

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits and capabilities of Linux")
DROP, CAPABILITIES = 24, (1, 2, 3)  # prctl(2): from the bounding set, what lets root write where the mode says no


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("undisturbed")
    write_notes(folder / "n.jsonl", 330, n220="WAIT")
    assert audit("n.jsonl", "-o", "out", "--jobs", 1, cwd=folder).returncode == 1
    return contents(folder / "out")


@pytest.fixture
def folder(tmp_path):
    write_notes(tmp_path / "n.jsonl", 330, n220="WAIT")
    return tmp_path


@contextmanager
def halfway(folder, *options):
    """An audit that has left two parts and stands still; it goes on, and ends, when the statement's body is done."""
    with stopped("n.jsonl", "-o", "out", "--jobs", 1, *options, cwd=folder) as (running, _, gate):
        ended = {}
        yield ended
        gate.open()
        ended["said"] = running.communicate(timeout=60)[1]
        ended["status"] = running.returncode


def as_anybody():
    """Root may write anywhere; this process then may not."""
    for each in CAPABILITIES:
        ctypes.CDLL(None).prctl(DROP, each, 0, 0, 0)


def test_a_disk_that_is_full_while_the_reports_are_written_is_said_and_gone_on_with(folder, undisturbed):
    for name in ("report.xlsx", "report.html"):
        done = audit("n.jsonl", "-o", "out", cwd=folder, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (len(undisturbed[name]) - 1,) * 2))
        assert done.returncode == 74 and "Traceback" not in done.stderr
        assert "330 of 330 notes are done; what is done is kept" in done.stderr
        left = contents(folder / "out")
        assert name not in left and not json.loads(left["manifest.json"])["finished"]
    assert audit("n.jsonl", "-o", "out", cwd=folder).returncode == 1
    assert contents(folder / "out") == undisturbed


def test_a_folder_that_may_not_be_written_to_is_refused(folder):
    (folder / "closed").mkdir(mode=0o500)
    for out in ("closed", "closed/out"):
        done = audit("n.jsonl", "-o", out, cwd=folder, preexec_fn=as_anybody)
        assert done.returncode == 2 and "cannot be written to (Permission denied): choose another folder" in done.stderr, done.stderr
    assert not list((folder / "closed").iterdir())


def test_a_folder_that_vanishes_is_said(folder):
    with halfway(folder) as ended:
        shutil.rmtree(folder / "out")
    assert ended["status"] == 74 and "The folder is gone: the same command begins anew" in ended["said"] and "Traceback" not in ended["said"]


def test_parts_that_vanish_are_missed(folder):
    with halfway(folder) as ended:
        shutil.rmtree(folder / "out" / "parts")
    assert ended["status"] == 2 and "the input or out changed while it was read" in ended["said"]


def test_a_part_that_is_damaged_is_made_again(folder, undisturbed):
    with stopped("n.jsonl", "-o", "out", "--jobs", 1, cwd=folder) as (running, _, _gate):
        running.send_signal(signal.SIGKILL)
        running.wait(60)
    first, second = sorted((folder / "out" / "parts").iterdir())
    first.write_bytes(first.read_bytes()[:-100])
    content = bytearray(second.read_bytes())
    content[len(content) // 4] ^= 1  # a bit of a column
    second.write_bytes(content)
    assert audit("n.jsonl", "-o", "out", cwd=folder).returncode == 1
    assert contents(folder / "out") == undisturbed


@pytest.mark.parametrize("put_back", [False, True])
def test_input_that_changes_between_its_two_readings_is_refused(folder, undisturbed, put_back):
    """What was linted before stays; where size and time are put back, it is noticed at the end only, and nothing does."""
    notes = folder / "n.jsonl"
    before, found = notes.read_bytes(), notes.stat()
    with halfway(folder) as ended:
        notes.write_bytes(before.replace(b"3x10", b"3x11"))
        if put_back:
            os.utime(notes, ns=(found.st_atime_ns, found.st_mtime_ns))
    assert ended["status"] == 2 and "n.jsonl changed while it was read: run the same command again" in ended["said"]
    left = contents(folder / "out")
    assert not json.loads(left["manifest.json"])["finished"] and len(left) == (1 if put_back else 4)
    again = audit("n.jsonl", "-o", "out", cwd=folder)
    assert again.returncode == 2 and "an audit was begun there with other input or options (n.jsonl has changed)" in again.stderr
    notes.write_bytes(before)
    assert audit("n.jsonl", "-o", "out", cwd=folder).returncode == 1
    assert contents(folder / "out") == undisturbed


def test_a_key_that_changes_meanwhile_is_refused(folder):
    (folder / "key").write_text("a secret of some length")
    with halfway(folder, "--key-file", "key") as ended:
        (folder / "key").write_text("another secret")
    assert ended["status"] == 2 and "key changed while it was read" in ended["said"]
    assert list(contents(folder / "out")) == ["manifest.json"]


def test_clocks_that_jump_change_nothing(tmp_path, undisturbed):
    here = Watched.made(tmp_path)
    write_notes(here.work / "n.jsonl", 330, n220="WAIT")
    done = here.run("audit", "n.jsonl", "-o", "out", "--jobs", 2, "--progress", "plain", program=(str(SCRIPT),), CLOCK="mad")
    assert done.returncode == 1 and "330 notes" in done.stderr, done.stderr
    assert contents(here.work / "out") == undisturbed


def test_while_a_run_with_pseudonyms_is_under_way_no_id_lies_in_its_folder(tmp_path):
    import pyarrow.parquet

    record = {"text": "SLR", "billed": ["97110"], "patient_id": "patientcanary", "clinic": "cliniccanary", "visit_id": "visitcanary",
              "date_of_service": "2026-03-04", "therapist": {"name": "therapistcanary"}}
    notes = [record | {"note_id": f"idcanary{at}", "text": "WAIT" if at == 120 else "SLR"} for at in range(130)]
    (tmp_path / "n.jsonl").write_text("".join(json.dumps(note) + "\n" for note in notes))
    (tmp_path / "key").write_text("a secret of some length")
    with stopped("n.jsonl", "-o", "out", "--jobs", 1, "--pseudonymise", "--key-file", "key", cwd=tmp_path):
        (part,) = (tmp_path / "out" / "parts").iterdir()
        held = str(pyarrow.parquet.read_table(part).to_pylist()) + (tmp_path / "out" / "manifest.json").read_text()
    assert "patient-" in held and "canary" not in held
