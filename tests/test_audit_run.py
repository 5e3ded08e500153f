"""``ptnotelint audit``: nothing lost whatever happens, and the same bytes in the end."""

from __future__ import annotations

import json
import os
import re
import resource
import signal
import stat
from contextlib import suppress
from threading import Thread

import pyarrow.parquet
import pytest
from audit_process import CANARY, audit, contents, stopped, write_notes

pytestmark = pytest.mark.skipif(os.name == "nt", reason="POSIX signals and pipes")


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    """330 notes, at the 221st of which a test may stop, and what an undisturbed audit makes of them."""
    folder = tmp_path_factory.mktemp("undisturbed")
    write_notes(folder / "n.jsonl", 330, n220="WAIT")
    done = audit("n.jsonl", "-o", "out", "--jobs", 1, cwd=folder)
    assert done.returncode == 1, done.stderr
    return contents(folder / "out")


@pytest.fixture
def folder(tmp_path):
    write_notes(tmp_path / "n.jsonl", 330, n220="WAIT")
    return tmp_path


def rows(out, table):
    return pyarrow.parquet.read_table(out / f"{table}.parquet").to_pylist()


def test_what_a_run_leaves(folder, undisturbed):
    done = audit("n.jsonl", "-o", "out", cwd=folder)
    assert done.returncode == 1
    assert "notes: 330; billed lines: 495" in done.stdout
    manifest = json.loads((folder / "out" / "manifest.json").read_text())
    assert manifest["finished"] and manifest["command"] == "ptnotelint audit n.jsonl -o OUT/"
    assert manifest["tables"]["notes.parquet"]["rows"] == manifest["summary"]["notes"] == 330
    assert manifest["summary"]["findings"] == {"error": 111, "warning": 55, "info": 0}
    assert [row["note_id"] for row in rows(folder / "out", "notes")] == [f"n{at}" for at in range(330)]
    assert [row["ordinal"] for row in rows(folder / "out", "codes")] == sorted(row["ordinal"] for row in rows(folder / "out", "codes"))


@pytest.mark.parametrize(("jobs", "seed"), [(1, "7"), (3, "0")])
def test_bytes_depend_on_neither_jobs_nor_hash_seed(folder, undisturbed, jobs, seed):
    audit("n.jsonl", "-o", "elsewhere", "--jobs", jobs, "--progress", "plain", cwd=folder, env={"PYTHONHASHSEED": seed})
    assert contents(folder / "elsewhere") == undisturbed


def test_what_is_left_is_private_and_nothing_is_left_elsewhere(folder, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("tmp")
    os.umask(os.umask(0))  # whatever the umask
    with stopped("n.jsonl", "-o", "out", "--jobs", 1, cwd=folder) as (running, _, gate):
        parts = [folder / "out", folder / "out" / "parts", *(folder / "out").rglob("*.parquet")]
        assert len(parts) == 4
        assert {stat.S_IMODE(path.stat().st_mode) for path in parts} == {0o700, 0o600}
        gate.open()
        running.communicate(timeout=60)
    audit("n.jsonl", "-o", "out", cwd=folder, env={"TMPDIR": str(elsewhere)})
    assert {stat.S_IMODE(path.stat().st_mode) for path in (folder / "out").iterdir()} == {0o600}
    assert sorted(path.name for path in folder.iterdir()) == ["n.jsonl", "out"] and not list(elsewhere.iterdir())


def test_killed_it_goes_on_and_ends_with_the_same_bytes(folder, undisturbed):
    with stopped("n.jsonl", "-o", "out", "--jobs", 1, cwd=folder) as (running, _, _gate):
        running.send_signal(signal.SIGKILL)
        running.wait(60)
    left = folder / "out" / "parts"
    assert sorted(path.name for path in left.iterdir()) == ["000000000-000000099.parquet", "000000100-000000199.parquet"]
    assert not json.loads((folder / "out" / "manifest.json").read_text())["finished"]
    done = audit("n.jsonl", "-o", "out", "--jobs", 2, "--progress", "plain", cwd=folder)
    assert done.returncode == 1 and "330 notes, 200 of them done before" in done.stderr
    assert re.search(r"^330 of 330 notes, .*\b166 findings$", done.stderr, re.MULTILINE), "those of the earlier go count too"
    assert contents(folder / "out") == undisturbed


def test_a_half_written_file_is_thrown_away(folder, undisturbed):
    with stopped("n.jsonl", "-o", "out", "--jobs", 1, cwd=folder) as (running, _, _gate):
        running.send_signal(signal.SIGKILL)
        running.wait(60)
    (folder / "out" / ".notes.parquet.x1").write_bytes(b"PAR1")
    (folder / "out" / "parts" / ".000000200-000000299.parquet.x2").write_bytes(b"PAR1")
    audit("n.jsonl", "-o", "out", cwd=folder)
    assert contents(folder / "out") == undisturbed


def test_an_interrupt_says_how_far_it_is_and_can_be_gone_on_with(folder, undisturbed):
    with stopped("n.jsonl", "-o", "out", "--jobs", 1, cwd=folder, start_new_session=True) as (running, _, _gate):
        os.killpg(running.pid, signal.SIGINT)  # as a terminal does: the workers hear it too
        said = running.communicate(timeout=60)[1]
    assert running.returncode == 130
    assert "200 of 330 notes are done; what is done is kept" in said and "Traceback" not in said
    assert audit("n.jsonl", "-o", "out", cwd=folder).returncode == 1
    assert contents(folder / "out") == undisturbed


def test_a_full_disk_is_said_and_can_be_gone_on_with(folder, undisturbed):
    def small_files():
        resource.setrlimit(resource.RLIMIT_FSIZE, (7000, 7000))  # the manifest and a part fit, a table does not

    done = audit("n.jsonl", "-o", "out", cwd=folder, preexec_fn=small_files)
    assert done.returncode == 74 and "Traceback" not in done.stderr
    assert re.search(r"\d+ of 330 notes are done; what is done is kept", done.stderr)
    assert audit("n.jsonl", "-o", "out", cwd=folder).returncode == 1
    assert contents(folder / "out") == undisturbed


def test_a_worker_killed_from_outside_is_replaced_and_changes_nothing(folder, undisturbed):
    with stopped("n.jsonl", "-o", "out", "--jobs", 2, cwd=folder) as (running, worker, gate):
        os.kill(worker, signal.SIGKILL)
        assert gate.worker() != worker  # another came to the same note
        gate.open()
        assert running.wait(60) == 1
    assert contents(folder / "out") == undisturbed


def test_over_a_finished_run_nothing_is_changed(folder):
    first = audit("n.jsonl", "-o", "out", cwd=folder)
    before = {path: path.stat().st_mtime_ns for path in (folder / "out").iterdir()}
    again = audit("n.jsonl", "-o", "out", "--jobs", 1, "--progress", "none", cwd=folder)
    assert again.returncode == first.returncode == 1
    assert "was finished before; nothing is changed" in again.stdout
    assert {path: path.stat().st_mtime_ns for path in (folder / "out").iterdir()} == before


def test_other_input_or_options_are_refused_unless_fresh(folder):
    audit("n.jsonl", "-o", "out", cwd=folder)
    before = contents(folder / "out")
    refused = audit("n.jsonl", "-o", "out", "--fail-on", "never", "--payer", "medicare", cwd=folder)
    assert refused.returncode == 2
    assert "fail-on was error and is never" in refused.stderr and "profile was default and is medicare" in refused.stderr
    write_notes(folder / "n.jsonl", 40)
    refused = audit("n.jsonl", "-o", "out", cwd=folder)
    assert refused.returncode == 2 and "n.jsonl has changed" in refused.stderr and "--fresh" in refused.stderr
    assert contents(folder / "out") == before
    assert audit("n.jsonl", "-o", "out", "--fresh", cwd=folder).returncode == 1
    assert len(rows(folder / "out", "notes")) == 40


def test_a_second_run_into_the_same_folder_is_refused(folder, undisturbed):
    with stopped("n.jsonl", "-o", "out", "--jobs", 1, cwd=folder) as (running, _, gate):
        refused = audit("n.jsonl", "-o", "out", cwd=folder)
        assert refused.returncode == 2 and "another audit is running into it" in refused.stderr
        gate.open()
        assert running.wait(60) == 1
    assert contents(folder / "out") == undisturbed


def test_notes_that_fail_hang_or_kill_are_recorded_and_the_rest_goes_on(tmp_path):
    write_notes(tmp_path / "n.jsonl", 130, n5="BOOM", n17="DIE", n18="HANG", n110="DIE")
    done = audit("n.jsonl", "-o", "out", "--jobs", 2, "--time-limit", "0.3", cwd=tmp_path)
    assert done.returncode == 1 and "Traceback" not in done.stderr and CANARY not in done.stderr + done.stdout
    failed = {row["note_id"]: row["message"] for row in rows(tmp_path / "out", "findings") if row["rule"] == "internal/note-failed"}
    assert {name: re.search(r": (.*)\.", said)[1] for name, said in failed.items()} == {
        "n5": "ValueError", "n17": "it ended its process (SIGKILL)", "n18": "it took over 0.3 s", "n110": "it ended its process (SIGKILL)"}
    verdicts = {row["note_id"]: row["verdict"] for row in rows(tmp_path / "out", "notes")}
    assert len(verdicts) == 130 and {name for name, verdict in verdicts.items() if verdict == "cannot_tell"} == set(failed)


def test_unreadable_input_is_named_and_exits_3(tmp_path):
    write_notes(tmp_path / "n.jsonl", 3)
    with open(tmp_path / "n.jsonl", "a") as file:
        file.write('{"note_id": \n')
    for _ in range(2):  # as that run did, too, when it is there already
        done = audit("n.jsonl", "-o", "out", cwd=tmp_path)
        assert done.returncode == 3 and "n.jsonl:4: not JSON" in done.stderr
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert manifest["summary"]["unreadable"] == 1 and manifest["reconciliation"]["unreadable"][0]["line"] == 4


def test_a_dry_run_stops_at_the_reconciliation(tmp_path):
    write_notes(tmp_path / "n.jsonl", 3)
    done = audit("n.jsonl", "--dry-run", "-o", "out", cwd=tmp_path)
    assert done.returncode == 0 and "notes: 3;" in done.stdout and not (tmp_path / "out").exists()


WRONG = {
    "": "-o OUT/",
    "-o n.jsonl": "lies in the input",
    "-o busy": "holds files that no audit left",
    "-o file": "not a folder",
    "-o other": "not the manifest of an audit",
    "-o out --engine dask": "--scheduler",
    "-o out --map note": "FIELD=COLUMN",
    "-o out --payer medicair": "or medicare?",
    "-o out --jobs 0": "--jobs",
    "-o out --file-pattern {mood}": "no field {mood}",
}


@pytest.mark.parametrize("arguments", WRONG)
def test_wrong_usage_is_2(tmp_path, arguments):
    write_notes(tmp_path / "n.jsonl", 3)
    (tmp_path / "busy").mkdir()
    (tmp_path / "busy" / "thesis.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "manifest.json").write_text('{"name": "a web page"}')
    done = audit("n.jsonl", *arguments.split(), cwd=tmp_path)
    assert done.returncode == 2 and WRONG[arguments] in done.stderr, done.stderr
    assert not (tmp_path / "out").exists() and [path.name for path in (tmp_path / "busy").iterdir()] == ["thesis.txt"]


def test_a_terminal_shows_a_bar(tmp_path):
    import pty

    write_notes(tmp_path / "n.jsonl", 30)
    ours, theirs = pty.openpty()
    shown = bytearray()

    def look():
        with suppress(OSError):  # the terminal is gone
            while seen := os.read(ours, 4096):
                shown.extend(seen)

    looking = Thread(target=look)
    looking.start()
    done = audit("n.jsonl", "-o", "out", cwd=tmp_path, capture_output=False, stderr=theirs, env={"TERM": "xterm"})
    os.close(theirs)
    looking.join()
    os.close(ours)
    assert done.returncode == 1 and b"30/30" in shown and b"15 findings" in shown


def test_only_what_was_asked_for_is_quoted(tmp_path):
    write_notes(tmp_path / "n.jsonl", 30)
    audit("n.jsonl", "-o", "out", "--excerpts", "none", cwd=tmp_path)
    assert not any(CANARY.encode() in content for content in contents(tmp_path / "out").values())


def test_file_names_tell_whose_note_it_is(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "p7_2026-03-04.txt").write_text("SLR 3x10")
    done = audit("in", "-o", "out", "--code", "97110", "--file-pattern", "{patient}_{date}", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    (row,) = rows(tmp_path / "out", "notes")
    assert (row["patient_id"], row["codes"]) == ("p7", 1)
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert manifest["command"] == "ptnotelint audit in -o OUT/ --file-pattern '{patient}_{date}' --code 97110x1"
