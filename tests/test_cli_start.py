"""The command as a process: what it loads, how it is interrupted, and what a closed pipe does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ptnotelint import __version__
from ptnotelint.cli import GROUPS, main

ROOT = Path(__file__).parent.parent
HEAVY = ("spacy", "thinc", "numpy", "pandas", "pyarrow", "sklearn", "rich", "jinja2", "python_calamine", "openpyxl", "xlsxwriter", "pypdf", "docx",
         "striprtf", "lxml", "dask", "distributed", "starlette", "uvicorn", "watchfiles")
# The process says on its way out which of the heavy modules it loaded, and which of our own rooms.
SPY = f"""
import atexit, sys
from ptnotelint.cli import main
tell = lambda: print("LOADED", *[name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)
atexit.register(tell)
main(sys.argv[1:], prog_name="ptnotelint")
"""


def spied(*arguments, cwd=ROOT, **options):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run([sys.executable, "-c", SPY, *arguments], cwd=cwd, env=environment, text=True,
                          capture_output=True, stdin=subprocess.DEVNULL, timeout=60, **options)


@pytest.mark.parametrize(("arguments", "status"), [
    ("--help", 0), ("--version", 0), ("explain 97110", 0), ("explain 97110/volume", 0),
    ("explain nothing", 2), ("codes", 0), ("codes --format json", 0), ("rules", 0), ("rules --format json", 0), ("lnt", 2), ("lint --payer nobody x.txt", 2),
    ("lint --code 9711 x.txt", 2), ("lint --date today x.txt", 2), ("lint --select 97110/volum x.txt", 2),
    ("lint --codebook gone x.txt", 2), ("lint -o x.pdf x.txt", 2), ("lint --key-file gone x.txt", 2),
    *((f"{name} --help", 0) for commands in GROUPS.values() for name in commands), ("audit gone.txt", 2), ("audit gone.txt -o out --payer nobody", 2), ("audit gone.txt -o out --engine dask", 2),
    ("audit gone.txt -o out --map text", 2), ("audit gone.txt --dry-run", 3),
    ("lint gone.txt", 3), ("read gone.txt", 3),
])
def test_nothing_heavy_is_loaded_where_no_note_is_linted(arguments, status):
    done = spied(*arguments.split())
    assert done.returncode == status, done.stderr
    assert done.stderr.splitlines()[-1] == "LOADED"
    assert "Traceback" not in done.stderr


def test_a_plain_note_is_linted_without_tables_templates_or_a_bar(tmp_path):
    (tmp_path / "visit.txt").write_text("Ther ex 25 min: SLR 3x10.")
    done = spied("lint", str(tmp_path / "visit.txt"), "--code", "97110x2")
    assert done.returncode == 1, done.stderr
    assert set(done.stderr.splitlines()[-1].split()) <= {"LOADED", "spacy", "thinc", "numpy"}


def test_help_imports_no_command():
    code = "import sys; from ptnotelint.cli import main; main(['--help'], standalone_mode=False); " \
           "print(sorted(m for m in sys.modules if m.startswith('ptnotelint.')))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, text=True, capture_output=True, timeout=60)
    assert done.stdout.splitlines()[-1] == "['ptnotelint.cli', 'ptnotelint.errors']"


def test_help_shows_every_command_in_its_group():
    done = spied("--help")
    for group, commands in GROUPS.items():
        assert f"{group}:" in done.stdout
        for name, words in commands.items():
            assert name in done.stdout and words in done.stdout
            assert main.get_command(None, name).help


def test_version():
    assert spied("--version").stdout.strip() == f"ptnotelint, version {__version__}"


def test_the_module_runs_as_the_command_does():
    done = subprocess.run([sys.executable, "-m", "ptnotelint", "--version"], cwd=ROOT, text=True, capture_output=True)
    assert done.returncode == 0 and __version__ in done.stdout


FAKE = f"""
import sys
sys.path.insert(0, {str(ROOT / 'tests')!r})
import fake_linter
sys.modules["ptnotelint.linter"] = fake_linter
from ptnotelint.cli import main
main(sys.argv[1:], prog_name="ptnotelint")
"""


@pytest.mark.skipif(os.name == "nt", reason="POSIX pipes")
@pytest.mark.parametrize("form", ["text", "jsonl"])
def test_a_closed_pipe_is_quiet(tmp_path, form):
    notes = tmp_path / "n.jsonl"
    notes.write_text("".join(f'{{"note_id": "n{at}", "text": "SLR", "billed": ["97110"]}}\n' for at in range(5000)))
    command = [sys.executable, "-c", FAKE, "lint", str(notes), "--format", form]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        running.stdout.read(1)
        running.stdout.close()
        said = running.stderr.read()
        assert running.wait(60) == 141
    assert said == b""


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_an_interrupt_is_130_without_a_traceback():
    command = [sys.executable, "-c", FAKE, "lint", "-", "--code", "97110"]
    piped = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    with subprocess.Popen(command, cwd=ROOT, **piped) as running:
        # Records, so that a report comes while standard input stays open: then it is surely running.
        for name in "abc":
            running.stdin.write(f'{{"note_id": "{name}", "text": "SLR", "billed": ["97110"]}}\n'.encode())
        running.stdin.flush()
        running.stdout.readline()
        running.send_signal(signal.SIGINT)
        assert running.wait(60) == 130
        assert running.stderr.read() == b"Interrupted.\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_full_disk_is_74_and_says_so(tmp_path):
    import resource

    options = {"cwd": tmp_path, "env": {**os.environ, "PYTHONPATH": str(ROOT)}, "stderr": subprocess.PIPE, "text": True, "timeout": 60}
    with open("/dev/full", "w") as full:
        done = subprocess.run([sys.executable, "-m", "ptnotelint", "codes"], stdout=full, **options)
    assert (done.returncode, done.stderr) == (74, "Error: No space left on device\n")
    (tmp_path / "note.txt").write_text("SLR 3x10")
    command = [sys.executable, "-m", "ptnotelint", "lint", "note.txt", "--code", "97110", "-o", "report.json"]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)), **options)
    assert (done.returncode, done.stderr) == (74, "Error: File too large\n") and [path.name for path in tmp_path.iterdir()] == ["note.txt"]
