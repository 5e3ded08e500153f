"""``ptnotelint read``: the exact text that offsets count in."""

from __future__ import annotations

import json

from click.testing import CliRunner

from ptnotelint.cli import main


def read(*arguments, **options):
    return CliRunner().invoke(main, ["read", *map(str, arguments)], **options)


def test_one_note_is_printed_as_it_is(tmp_path):
    (tmp_path / "a.txt").write_bytes("S: sore 3×10\r\nO: SLR\n".encode())
    result = read(tmp_path / "a.txt")
    assert result.exit_code == 0
    assert result.stdout_bytes == "S: sore 3×10\r\nO: SLR\n".encode()


def test_a_missing_last_line_end_is_added_only_there():
    assert read("-", input="SLR 3x10").stdout == "SLR 3x10\n"


def test_several_notes_are_headed_by_their_ids(tmp_path):
    path = tmp_path / "n.jsonl"
    path.write_text("".join(json.dumps({"note_id": name, "text": f"text {name}"}) + "\n" for name in "ab"))
    assert read(path).stdout == "==> a <==\ntext a\n\n==> b <==\ntext b\n"


def test_other_sources_of_a_note_follow_it(tmp_path):
    path = tmp_path / "n.json"
    path.write_text(json.dumps({"text": "note", "attachments": ["flow sheet"], "plan_of_care": "2x/week"}))
    assert read(path).stdout == "note\n\n==> attachment:0 <==\nflow sheet\n\n==> plan_of_care <==\n2x/week\n"


def test_unreadable_input_is_3_and_the_others_go_on(tmp_path):
    (tmp_path / "a.txt").write_text("SLR")
    result = read(tmp_path / "gone.txt", tmp_path / "a.txt")
    assert result.exit_code == 3 and result.stdout == "SLR\n"
    assert "gone.txt: file not found" in result.stderr
