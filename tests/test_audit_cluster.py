"""Audits on a Dask cluster of two workers: the same bytes as on this machine, with a worker killed, and notes that kill."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import fake_linter
import pyarrow.parquet
import pytest
from audit_process import Gate, contents, write_notes

from ptnotelint.audit.chunks import Work
from ptnotelint.audit.cluster import DaskEngine
from ptnotelint.audit.run import Order, audit_into
from ptnotelint.audit.workers import LocalEngine
from ptnotelint.cli.progress import Progress
from ptnotelint.errors import UsageError
from ptnotelint.read.export import open_export

dask = pytest.importorskip("dask")
distributed = pytest.importorskip("distributed")
pytestmark = pytest.mark.skipif(os.name == "nt", reason="POSIX signals and pipes")
LINTER = {"payer": "default", "codebook": None, "key_file": None, "select": (), "ignore": (), "excerpts": "full"}


def load(options):
    return fake_linter.Linter.load(**options)


@pytest.fixture(scope="module")
def gate(tmp_path_factory):
    folder = tmp_path_factory.mktemp("gate")
    gate = Gate(folder)
    gate.path = folder
    yield gate
    gate.close()


@pytest.fixture(scope="module")
def cluster(gate):
    """Two worker processes that can import the fake linter."""
    here = Path(__file__).parent
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join([str(here), str(here.parent)]))
        patch.setenv("GATE", str(gate.path))
        patch.setitem(dask.config.config["distributed"]["scheduler"], "allowed-failures", 1)  # else a note must kill four workers to be found out
        with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
            yield cluster


def run(engine, folder, out):
    export = open_export([str(folder / "n.jsonl")])
    with engine:
        audit_into(Order(folder / out, LINTER, {"excerpts": "full"}, "ptnotelint audit n.jsonl -o OUT/", []), export, engine, Progress())
    return contents(folder / out)


def test_a_worker_killed_in_mid_run_changes_nothing(cluster, gate, tmp_path, monkeypatch):
    write_notes(tmp_path / "n.jsonl", 530, n220="WAIT")
    monkeypatch.delenv("GATE", raising=False)
    here = run(LocalEngine(Work(LINTER), 1, load), tmp_path, "local")

    class Killing(Progress):
        """Kills the worker that waits, as soon as another has given a part."""

        killed = None

        def advance(self, part):
            if self.killed is None:
                self.killed = gate.worker()
                os.kill(self.killed, signal.SIGKILL)
                assert gate.worker() != self.killed  # the chunk went to another
                gate.open()

    watch = Killing()
    export = open_export([str(tmp_path / "n.jsonl")])
    with DaskEngine(Work(LINTER), cluster.scheduler_address, load) as engine:
        audit_into(Order(tmp_path / "dask", LINTER, {"excerpts": "full"}, "ptnotelint audit n.jsonl -o OUT/", []), export, engine, watch)
    assert watch.killed and contents(tmp_path / "dask") == here


def test_notes_that_kill_or_hang_are_recorded(cluster, tmp_path):
    write_notes(tmp_path / "n.jsonl", 12, n3="DIE", n7="HANG")
    run(DaskEngine(Work(LINTER, 0.3), cluster.scheduler_address, load), tmp_path, "out")
    rows = pyarrow.parquet.read_table(tmp_path / "out" / "findings.parquet").to_pylist()
    assert [row["note_id"] for row in rows if row["rule"] == "internal/note-failed"] == ["n3", "n7"]


def test_no_scheduler_is_said():
    with pytest.raises(UsageError, match="no Dask scheduler answers"), DaskEngine(Work(LINTER), "tcp://127.0.0.1:1"):
        pass
