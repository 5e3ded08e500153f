"""An export opened: charges joined to their notes, everything counted, nothing lost without a word."""

from __future__ import annotations

import hashlib
import io
import json

import pytest
from record_samples import claims

from ptnotelint.errors import UnreadableError, UsageError
from ptnotelint.note import Note
from ptnotelint.read.export import open_export, read_notes

VISITS = "visit id,patient id,dos,therapist,note\n"
LINES = "visit id,patient id,dos,therapist,cpt,units\n"


@pytest.fixture
def export(tmp_path):
    """Write files of the given names and open them in that order."""
    def opening(options=None, **files):
        paths = []
        for name, content in files.items():
            stem, _, suffix = name.rpartition("_")
            paths.append(tmp_path / f"{stem}.{suffix}")
            paths[-1].write_text(content)
        return open_export(paths, **(options or {}))
    return opening


def codes(export):
    return {note.note_id: note.billed and [line.code for line in note.billed] for note in export.notes() if isinstance(note, Note)}


def test_charges_are_joined_by_visit_id(export):
    found = export(notes_csv=VISITS + "v1,p,3/4/26,,x\nv2,p,3/4/26,,y\nv3,p,3/6/26,,z\n",
                   charges_csv=LINES + "v2,p,3/4/26,,97140,1\nv1,p,3/4/26,,97110,2\nv1,p,3/4/26,,97140,1\nv9,p,3/6/26,,97110,1\n")
    assert codes(found) == {"v1": ["97110", "97140"], "v2": ["97140"], "v3": None}
    told = found.reconciliation
    assert (told.files, told.rows, told.notes, told.billed_lines, told.joined) == (2, 7, 3, 4, 2)
    assert (told.notes_without_charges, told.charges_without_notes, told.duplicates) == (1, 1, 0)
    assert (told.unmatched_notes, told.unmatched_charges) == (("v3",), ("v9",)) and told.unreadable == ()


def test_charges_may_come_before_the_notes(export):
    found = export(charges_csv=LINES + "v1,,,,97110,2\n", notes_csv=VISITS + "v1,,,,x\n")
    assert codes(found) == {"v1": ["97110"]}


def test_without_shared_ids_patient_and_date_join(export):
    found = export(notes_csv="patient,dos,note\np1,2026-03-04,x\np2,2026-03-04,y\n",
                   charges_csv="mrn,service date,cpt\np1,03/04/2026,97110\np1,03/04/2026,97140\np2,03/05/2026,97110\n")
    assert list(codes(found).values()) == [["97110", "97140"], None]
    assert any("by patient and date: 2" in line for line in found.reconciliation.recognised)
    assert found.reconciliation.unmatched_charges == ("p2 2026-03-05",)


def test_two_visits_of_one_day_are_parted_by_therapist(export):
    found = export(notes_csv=VISITS + ",p,3/4/26,\"Lee, Ann PT\",x\n,p,3/4/26,Bo Ray,y\n",
                   charges_csv=LINES + ",p,3/4/26,Ann Lee,97110,1\n,p,3/4/26,\"Ray, B. OTR\",97530,1\n")
    assert list(codes(found).values()) == [["97110"], ["97530"]]


@pytest.mark.parametrize("notes, charges", [
    (",p,3/4/26,,x\n,p,3/4/26,,y\n", ",p,3/4/26,,97110,1\n"),  # two notes, nothing parts them
    (",p,3/4/26,Lee,x\n,p,3/4/26,Lee,y\n", ",p,3/4/26,Lee,97110,1\n"),
    (",p,3/4/26,,x\n", "a,p,3/4/26,,97110,1\nb,p,3/4/26,,97110,1\n"),  # one note, two visits billed
    (",p,3/4/26,,x\n", ",p,3/4/26,Lee,97110,1\n,p,3/4/26,Ray,97110,1\n"),
])
def test_what_could_be_two_is_named_and_not_guessed(export, notes, charges):
    found = export(notes_csv=VISITS + notes, charges_csv=LINES + charges)
    assert set(codes(found).values()) == {None}
    assert len(found.reconciliation.unreadable) == charges.count("\n")
    assert all("not joined" in error.reason and error.line for error in found.reconciliation.unreadable)


def test_two_notes_of_one_visit_id_are_named(export):
    found = export(notes_csv="note id,visit id,note\na,v,x\nb,v,y\n", charges_csv=LINES + "v,,,,97110,1\n")
    assert codes(found) == {"a": None, "b": None} and "visit id" in found.reconciliation.unreadable[0].reason


def test_a_charge_of_another_visit_that_day_is_no_match(export):
    found = export(notes_csv=VISITS + "v1,p,3/4/26,,x\n", charges_csv=LINES + "v1,p,3/4/26,,97110,1\nv2,p,3/4/26,,97530,1\n")
    assert codes(found) == {"v1": ["97110"]} and found.reconciliation.charges_without_notes == 1


def test_rows_alike_are_taken_once_and_lines_alike_are_not(export):
    found = export(notes_csv=VISITS + "v1,,,,x\nv1,,,,x\n", charges_csv="line no,visit id,cpt\n1,v1,97110\n2,v1,97110\n2,v1,97110\n")
    assert codes(found) == {"v1": ["97110", "97110"]} and found.reconciliation.duplicates == 2


def test_lines_told_by_a_second_file_are_taken_once(export):
    found = export(notes_csv=VISITS + "v1,,,,x\n", a_csv="visit id,cpt\nv1,97110\nv1,97140\n", b_csv="visit id,cpt,fee\nv1,97140,3\nv1,97530,4\n")
    assert codes(found) == {"v1": ["97110", "97140", "97530"]} and found.reconciliation.duplicates == 1


def test_a_note_that_stands_twice_and_differs_is_named(export):
    found = export(notes_csv=VISITS + "v1,,,,x\nv2,,,,y\n", more_csv=VISITS + "v1,,,,changed\n")
    assert codes(found) == {"v1": None, "v2": None}
    (error,) = found.reconciliation.unreadable
    assert error.path.endswith("more.csv") and "differs" in error.reason and "changed" not in error.reason


def test_a_row_a_line_is_one_note(export):
    table = "note_id,text,code,units,modifiers\n"
    found = export(t_csv=table + "a,x,97110,2,GP\na,,97140,1,GP\nb,y,97110,1,\nc,z,,,\na,x,97530,1,\n")
    assert codes(found) == {"a": ["97110", "97140", "97530"], "b": ["97110"], "c": None}
    assert found.reconciliation.duplicates == 0 and found.reconciliation.unreadable == ()


def test_a_faulty_line_loses_neither_note_nor_other_lines(export):
    found = export(t_csv="note_id,text,code\na,x,9711\na,x,97140\n")
    assert codes(found) == {"a": ["97140"]} and found.reconciliation.unreadable[0].line == 2


def test_a_notes_own_lines_win(export):
    record = json.dumps({"note_id": "v1", "text": "x", "billed": ["97012"]})
    found = export(n_jsonl=record, charges_csv=LINES + "v1,,,,97110,1\n")
    assert codes(found) == {"v1": ["97012"]} and any("left aside: 1" in line for line in found.reconciliation.recognised)


def test_minutes_and_payer_come_with_the_charges(export):
    (note,) = export(notes_csv=VISITS + "v1,,,,x\n", charges_csv="visit,cpt,minutes,payer\nv1,97110,15,Medicare\nv1,97140,8 min,Medicare\n").notes()
    assert note.minutes == {"97110": 15, "97140": 8} and note.payer == "medicare"


def test_minutes_told_of_some_lines_of_a_code_are_not_its_minutes(export):
    (note,) = export(notes_csv=VISITS + "v1,,,,x\n", charges_csv="visit,cpt,minutes\nv1,97110,15\nv1,97110,\nv1,97140,8\n").notes()
    assert note.minutes == {"97140": 8}


def test_mapping_sets_columns(export):
    found = export({"mapping": {"note": "Заметка", "code": "Leistung", "visit": "Nr"}}, n_csv="Nr,,Заметка\n1,,x\n", c_csv="Nr,Leistung\n1,97110\n")
    assert codes(found) == {"1": ["97110"]} and any("text = Заметка (--map)" in line for line in found.reconciliation.recognised)


@pytest.mark.parametrize("mapping", [{"note": "Nowhere"}, {"nonsense": "note"}])
def test_a_mapping_to_nothing_is_wrong_usage(export, mapping):
    with pytest.raises(UsageError, match="--map"):
        export({"mapping": mapping}, n_csv=VISITS + "v1,,,,x\n")


def test_each_call_gives_the_same_and_unreadable_ones_stand_in_their_place(export):
    found = export(n_csv=VISITS + "v1,,soon,,x\nv2,,,,y\n", c_csv="foo,bar\n1,2\n")
    first, second = list(found.notes()), list(found.notes())
    assert [isinstance(each, UnreadableError) for each in first] == [True, False, True]
    assert [str(each) for each in first] == [str(each) for each in second]
    assert [str(each) for each in first if isinstance(each, UnreadableError)] == list(map(str, found.reconciliation.unreadable))


def test_what_the_manifest_says(export, tmp_path):
    found = export(n_csv=VISITS + "v1,,,,x\nv2,\n")
    assert found.inputs == [{"path": str(tmp_path / "n.csv"), "bytes": 51, "sha256": hashlib.sha256((tmp_path / "n.csv").read_bytes()).hexdigest()}]
    told = found.reconciliation.as_dict()
    assert json.loads(json.dumps(told)) == told and not any(name.startswith("unmatched") for name in told)
    assert set(told) == {"files", "rows", "notes", "billed_lines", "joined", "notes_without_charges", "charges_without_notes", "duplicates",
                         "without_text", "blank", "unreadable", "recognised"}
    assert told["unreadable"][0]["line"] == 3 and told["unreadable"][0]["path"].endswith("n.csv")
    assert found.reconciliation.as_lines()[-1] == "notes without charges: 1 (v1)"


def test_names_of_files_name_their_notes_and_may_tell_more(tmp_path):
    for name in ("march/1001_2026-03-04.txt", "march/1002_3-5-2026.txt", "odd.txt"):
        (tmp_path / "notes" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "notes" / name).write_text(name)
    (tmp_path / "charges.csv").write_text("patient,dos,cpt\n1001,3/4/2026,97110\n1002,3/5/2026,97140\n")
    warnings = []
    export = open_export([tmp_path / "notes", tmp_path / "charges.csv"], file_pattern="{patient}_{date}", warn=warnings.append)
    assert codes(export) == {"march/1001_2026-03-04": ["97110"], "march/1002_3-5-2026": ["97140"], "odd": None}
    assert len(warnings) == 1 and "odd.txt" in warnings[0]
    with pytest.raises(UsageError, match="mood"):
        open_export([tmp_path], file_pattern="{mood}")


def test_standard_input_is_read_twice():
    export = open_export(["-"], stdin=io.BytesIO(b'{"note_id": "a", "text": "x"}\n{"note_id": "b", "text": "y"}\n'))
    assert [list(export.notes()) == list(export.notes()), export.reconciliation.rows] == [True, 2]


def test_notes_that_stand_alone_are_streamed_and_not_named(tmp_path):
    (tmp_path / "a.txt").write_text("x")
    assert [note.note_id for note in read_notes([tmp_path])] == [None]
    (tmp_path / "c.csv").write_text("note id,cpt\na,97110\nq,97110\n")
    warnings = []
    (note,) = read_notes([tmp_path], warn=warnings.append)
    assert note.billed[0].code == "97110" and "of no note that was given: 1" in warnings[0]


def note_record(name, day="2026-03-04"):
    return json.dumps({"note_id": name, "text": "x", "visit_id": f"e-{name}", "patient_id": f"p-{name}", "date_of_service": day})


def fhir_claim(kind="Claim", **changes):
    item = {"productOrService": {"coding": [{"system": "http://www.ama-assn.org/go/cpt", "code": "97110"}]}, "servicedDate": "2026-03-04",
            "quantity": {"value": 2}, "encounter": [{"reference": "Encounter/e-a"}]}
    return {"resourceType": kind, "id": "c1", "status": "active", "use": "claim", "patient": {"reference": "Patient/p-a"}, "item": [item], **changes}


def x12_claim(number, patient="p-b"):
    return (f"CLM*{number}*60***11:B:1", f"REF*EA*{patient}", "LX*1", "SV1*HC:97140:GP*60*UN*1", "DTP*472*D8*20260304")


def test_claims_whose_numbers_no_note_has_are_joined_by_date_beside_a_bundle_whose_encounters_they_have(export):
    found = export(n_jsonl=note_record("a") + "\n" + note_record("b"), bundle_json=json.dumps(fhir_claim()), claims_837=claims(*x12_claim("ACC7")))
    assert codes(found) == {"a": ["97110"], "b": ["97140"]} and found.reconciliation.charges_without_notes == 0
    assert found.reconciliation.recognised[0] == "read as: JSON Lines 1, FHIR 1, X12 1"


def test_two_claims_of_one_day_are_parted_by_number_and_those_of_two_systems_are_not(export):
    two = export(n_jsonl=note_record("b"), claims_837=claims(*x12_claim("ACC7"), *x12_claim("ACC8")))
    assert codes(two) == {"b": None} and len(two.reconciliation.unreadable) == 2
    bill = fhir_claim(patient={"reference": "Patient/p-b"}, item=[{**fhir_claim()["item"][0], "encounter": [{"reference": "Encounter/other"}]}])
    alike = export(n_jsonl=note_record("b"), bundle_json=json.dumps(bill), claims_837=claims(*x12_claim("ACC7")))
    assert codes(alike) == {"b": ["97110", "97140"]} and alike.reconciliation.unreadable == ()


def test_a_claim_that_stands_twice_in_a_file_is_taken_once(export):
    found = export(n_jsonl=note_record("b"), claims_837=claims(*x12_claim("ACC7"), *x12_claim("ACC7")))
    assert codes(found) == {"b": ["97140"]} and found.reconciliation.duplicates == 1
    lines = (*x12_claim("ACC7"), "LX*2", *x12_claim("")[3:])
    assert codes(export(n_jsonl=note_record("b"), claims_837=claims(*lines))) == {"b": ["97140", "97140"]}, "lines of one claim are not"


@pytest.mark.parametrize("kinds", [("Claim", "ExplanationOfBenefit"), ("ExplanationOfBenefit", "Claim")])
def test_of_a_claim_and_what_was_said_of_it_on_another_line_one_is_taken(export, kinds):
    resources = {"Claim": fhir_claim(), "ExplanationOfBenefit": fhir_claim("ExplanationOfBenefit", id="x9", claim={"reference": "Claim/c1"})}
    found = export(n_jsonl=note_record("a"), all_ndjson="\n".join(json.dumps(resources[kind]) for kind in kinds))
    assert codes(found) == {"a": ["97110"]} and found.reconciliation.duplicates == 1


def test_ids_that_are_named_are_followed_by_a_mark_only_where_there_are_more(export):
    found = export(n_csv=VISITS + "v0,,,,x\n", c_csv=LINES + "v1,,,,97110,1\nv1,,,,97140,1\n")
    assert found.reconciliation.as_lines()[-2:] == ["billed lines without notes: 2 (v1)", "notes without charges: 1 (v0)"]
    many = export(n_csv=VISITS + "".join(f"v{number},,,,x\n" for number in range(12)))
    assert many.reconciliation.as_lines()[-1].endswith("v9, …)")


def test_files_of_a_folder_that_are_not_read_are_counted_and_old_documents_named(tmp_path):
    for name in ("a.txt", "b.doc", "c.tif", "d.TIF", "Roe Ann.smith-jones", ".hidden", "~$a.docx"):
        (tmp_path / name).write_text("x")
    found = open_export([tmp_path]).reconciliation
    assert [error.reason for error in found.unreadable] == ["an old Word document: save it as DOCX or text"]
    assert f"{tmp_path}: files of kinds that are not read are left aside: 3 (others 1, .tif 2)" in found.recognised
    told = []
    assert [isinstance(each, Note) for each in read_notes([tmp_path], tell=told.append)] == [True, False] and len(told) == 1


def test_a_bundle_on_standard_input_is_joined(tmp_path):
    (tmp_path / "n.jsonl").write_text(note_record("a"))
    stdin = io.BytesIO(json.dumps(fhir_claim(), indent=1).encode())
    (note,) = read_notes([tmp_path / "n.jsonl", "-"], stdin=stdin)
    assert [line.code for line in note.billed] == ["97110"]
