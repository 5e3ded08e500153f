"""The README's examples are what the command prints now, and the tables of the pages and of ``corpora/README.md`` what is there.

``python -m tests.test_readme`` writes them anew.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from ptnotelint.codebook import Codebook
from ptnotelint.codebook.catalogue import rule_rows

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
PAGES = [README, *sorted((ROOT / "docs").glob("*.md"))]
AUDITING = ROOT / "docs" / "audit.md"
DATASHEET = ROOT / "corpora" / "README.md"
# A console block with one command after the prompt, or a file quoted whole below its name in a comment.
CONSOLE = re.compile(r"(?P<head>```console\n\$ (?P<command>ptnotelint [^\n]*)\n)(?P<body>.*?)(?P<tail>```)", re.DOTALL)
QUOTED = re.compile(r"(?P<head><!-- (?P<path>corpora/[\w/.-]+) -->\n```text\n)(?P<body>.*?)(?P<tail>```)", re.DOTALL)
RULES = re.compile(r"(?P<head><!-- rules -->\n).*?(?P<tail><!-- /rules -->)", re.DOTALL)
COLUMNS = re.compile(r"(?P<head><!-- columns -->\n).*?(?P<tail><!-- /columns -->)", re.DOTALL)
COUNTS = re.compile(r"(?P<head><!-- counts -->\n).*?(?P<tail><!-- /counts -->)", re.DOTALL)


def printed(command: str) -> str:
    """What a command of the README prints on both streams, 80 columns wide and without colours."""
    environment = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, "-m", *shlex.split(command)], cwd=ROOT, env=environment, text=True, encoding="utf-8",
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120)
    assert done.returncode in (0, 1), done.stdout
    return done.stdout


def refreshed(text: str) -> str:
    """The README with its examples as they are now."""
    text = QUOTED.sub(lambda match: match["head"] + (ROOT / match["path"]).read_text(encoding="utf-8") + match["tail"], text)
    text = RULES.sub(lambda match: match["head"] + rule_table() + match["tail"], text)
    text = COLUMNS.sub(lambda match: match["head"] + column_table() + match["tail"], text)
    return CONSOLE.sub(lambda match: match["head"] + printed(match["command"]) + match["tail"], text)


def rule_table() -> str:
    """The table of rules of no single code: severity by default and for Medicare."""
    book = Codebook.load()
    own, medicare = ({row["rule"]: row for row in rule_rows(book, book.payer(name))} for name in ("default", "medicare"))
    rows = [f"| `{name}` | {own[name]['severity']} | {medicare[name]['severity']} | {own[name]['words']} |" for name in book.named_rules()]
    return "\n".join(["| rule | default | medicare | finds |", "|---|---|---|---|", *rows]) + "\n"


def column_table() -> str:
    """The columns of an audit's tables: their Parquet types, and what pandas has them as in ``ptnotelint.audit``."""
    from ptnotelint.audit.frames import as_frame
    from ptnotelint.audit.tables import TABLES, arrow_schema

    rows = ["| table | column | Parquet | pandas |", "|---|---|---|---|"]
    for name, columns in TABLES.items():
        schema = arrow_schema(columns)
        kinds = as_frame(schema.empty_table()).dtypes
        for field in schema:
            parquet = str(field.type).replace("item: ", "").replace("bool_", "bool")
            pandas = "text" if parquet == "string" else str(kinds[field.name])  # object or str, by the version of pandas
            rows.append(f"| `{name}` | `{field.name}` | {parquet} | {pandas} |")
    return "\n".join(rows) + "\n"


def counts() -> str:
    """The datasheet's table: a row for each file of annotated notes, and their sum."""
    split = json.loads((DATASHEET.parent / "split.json").read_text(encoding="utf-8"))["split"]
    rows = ["| file | notes | train | dev | test | billed codes | labels | spans | refused |", "|---|--:|--:|--:|--:|--:|--:|--:|--:|"]
    total = [0] * 8
    for path in sorted(DATASHEET.parent.glob("notes-*.jsonl")):
        notes = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        of_split = [sum(split[note["note_id"]] == each for note in notes) for each in ("train", "dev", "test")]
        codes = [elements for note in notes for elements in note["gold"]["codes"].values()]
        row = [len(notes), *of_split, len(codes), sum(map(len, codes)),
               *(sum(len(note.get(kind, ())) for note in notes) for kind in ("spans", "refused"))]
        total = [a + b for a, b in zip(total, row, strict=True)]
        rows.append(f"| `{path.name}` | " + " | ".join(map(str, row)) + " |")
    return "\n".join([*rows, "| all | " + " | ".join(map(str, total)) + " |"]) + "\n"


def recounted(text: str) -> str:
    """The datasheet with its counts as they are now."""
    return COUNTS.sub(lambda match: match["head"] + counts() + match["tail"], text)


def blocks():
    text = README.read_text(encoding="utf-8")
    return [*QUOTED.finditer(text), *CONSOLE.finditer(text)]


@pytest.mark.parametrize("block", blocks(), ids=lambda block: block.groupdict().get("command") or block["path"])
def test_an_example_is_not_stale(block):
    assert refreshed(block[0]) == block[0], "stale: run `python -m tests.test_readme`"


def test_the_table_of_rules_is_not_stale():
    table = RULES.search(README.read_text(encoding="utf-8"))
    assert table and refreshed(table[0]) == table[0], "stale: run `python -m tests.test_readme`"


def test_the_columns_of_an_audit_are_told_and_not_stale():
    told = COLUMNS.search(AUDITING.read_text(encoding="utf-8"))
    assert told and refreshed(told[0]) == told[0], "stale: run `python -m tests.test_readme`"


def test_the_counts_of_the_datasheet_are_not_stale():
    text = DATASHEET.read_text(encoding="utf-8")
    assert COUNTS.search(text) and recounted(text) == text, "stale: run `python -m tests.test_readme`"


def test_the_first_example_shows_a_gap_with_a_refused_near_miss():
    first = CONSOLE.search(README.read_text(encoding="utf-8"))
    assert "error 97140/purpose" in first["body"] and "refused: planned" in first["body"]
    assert "Record only what was done; in a signed record, as a dated addendum." in first["body"]


def test_what_the_readme_must_say():
    text = " ".join(README.read_text(encoding="utf-8").split())
    assert "record only what was done; in a signed record, as a dated addendum" in text.lower()
    assert "synthetic" in text and "no clinician" in text.lower()
    assert "<!-- figures -->" in text and "<!-- /figures -->" in text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
        assert target.startswith("https://") or (page.parent / target).exists(), target


def test_the_code_to_add_can_be_added(tmp_path):
    from ptnotelint.codebook import Codebook

    (example,) = re.findall(r"```toml\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "own.toml").write_text(example, encoding="utf-8")
    added = set(Codebook.load(tmp_path).codes()) - set(Codebook.load().codes())
    assert added == {re.search(r'code = "(\w+)"', example)[1]}


def test_the_options_are_those_of_the_command():
    from ptnotelint.cli.lint import command

    options = {name for parameter in command.params for name in parameter.opts if name.startswith("--")}
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", README.read_text(encoding="utf-8").split("## Using it")[1].split("## The desk")[0]))
    assert options - named == {"--output"} and named - options == {"--help"}  # --output is shown as -o


def test_python_examples_run(capsys):
    for code in re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL):
        exec(compile(code, "README.md", "exec"), {})
    assert capsys.readouterr().out


if __name__ == "__main__":
    README.write_text(refreshed(README.read_text(encoding="utf-8")), encoding="utf-8")
    AUDITING.write_text(COLUMNS.sub(lambda match: match["head"] + column_table() + match["tail"], AUDITING.read_text(encoding="utf-8")), encoding="utf-8")
    DATASHEET.write_text(recounted(DATASHEET.read_text(encoding="utf-8")), encoding="utf-8")
