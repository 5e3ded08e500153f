"""Tables of notes and of charges, in the spellings that exports use; a faulty row is named and the others go on."""

from __future__ import annotations

import codecs
import datetime
import io

import pytest

from ptnotelint.errors import UnreadableError
from ptnotelint.note import BilledLine, Note
from ptnotelint.read.charges import Charge
from ptnotelint.read.columns import columns_of
from ptnotelint.read.export import open_export
from ptnotelint.read.sources import read_paths

HEAD = "note_id,date_of_service,text,billed\n"


@pytest.fixture
def read(tmp_path):
    """Write a file of the given name and content, and read it: what was found, and the warnings."""
    def reading(content, name="t.csv", **options):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        warnings = []
        return list(read_paths([path], warn=warnings.append, **options)), warnings
    return reading


def errors(found):
    return [(each.line, each.reason) for each in found if isinstance(each, UnreadableError)]


@pytest.mark.parametrize("encoding, bom", [("utf-8", b""), ("utf-8", codecs.BOM_UTF8), ("utf-16-le", codecs.BOM_UTF16_LE),
                                           ("utf-16-be", codecs.BOM_UTF16_BE), ("utf-16-le", b"")])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encoding_and_delimiter_are_found_out(read, encoding, bom, delimiter):
    rows = f'note_id{delimiter}text{delimiter}billed\r\na{delimiter}"knee 95°\r\n""SLR"" 3x10{delimiter}"{delimiter}97110x2\r\n'
    (note,), warnings = read(bom + rows.encode(encoding))
    assert (note.note_id, note.text) == ("a", f'knee 95°\r\n"SLR" 3x10{delimiter}')
    assert note.billed == (BilledLine("97110", 2),) and warnings == []


def test_cp1252_is_read_with_a_warning(read):
    (note,), (warning,) = read((HEAD + "a,,knee 95°,97110\n").encode("cp1252"))
    assert note.text == "knee 95°" and "cp1252" in warning and "knee" not in warning


@pytest.mark.parametrize("content, reason", [
    (HEAD.encode() + b"a,,x\0y,97110\n", "NUL"), (HEAD.encode() + b"a,,\x81\xff,97110\n", "neither UTF-8"),
    (b"", "no rows"), (b"foo,bar\n1,2\n", "--map text="), (b"code,units\n97110,2\n", "--map visit_id="), (b"visit,note\n", "no rows under"),
])
def test_what_is_no_table_says_so(read, content, reason):
    found, _ = read(content)
    assert len(found) == 1 and reason in found[0].reason


def test_ragged_rows_are_named_by_line_and_the_others_go_on(read):
    found, _ = read(HEAD + 'a,,"two\nlines",97110\nb,,x\n\nc,,x,97110,more\nd,,x,97140\n')
    assert [each.note_id for each in found if isinstance(each, Note)] == ["a", "d"]
    assert [line for line, _ in errors(found)] == [4, 6]


def test_a_quote_never_closed_is_named_where_it_opens(read):
    found, _ = read(HEAD + 'a,,x,97110\nb,,"never closed,97110\nc,,x,97110\n')
    assert found[0].note_id == "a" and errors(found) == [(3, "a quote that is opened here is never closed: mend it")]


def test_a_cell_over_the_limit_is_refused_and_the_others_go_on(read):
    found, _ = read(HEAD + "a,," + "SLR 3x10\n".join(['"', *[""] * 30, '"']) + ",97110\nb,,x,97110\n", max_note_size=200)
    assert "over" in found[0].reason and found[0].line == 2 and found[1].note_id == "b"


def test_a_line_without_end_is_refused(read):
    found, _ = read(HEAD + "a,," + "x" * 5000, max_note_size=200)
    assert "one line over" in errors(found)[0][1]


def test_title_rows_above_the_header_and_headers_in_the_middle_are_passed_over(read):
    found, _ = read("Daily notes\nMarch 2026,,,\n\n" + HEAD + "a,,x,97110\n" + HEAD + "b,,y,97110\n")
    assert [note.note_id for note in found] == ["a", "b"]


def test_rows_without_an_id_are_named_by_their_line(read):
    (first, second), _ = read("Note,CPT Codes\nx,97110\ny,97140\n")
    assert first.note_id.endswith("t.csv:2") and second.note_id.endswith("t.csv:3")


def test_a_note_in_columns_of_its_own_is_put_together(read):
    (note,), _ = read("visit,subjective,objective,assessment,plan\nv,sore,SLR 3x10,,HEP\n")
    assert note.text == "Subjective:\nsore\n\nObjective:\nSLR 3x10\n\nPlan:\nHEP" and note.visit_id == "v"


def test_fields_of_a_record_are_read(read):
    (note,), _ = read("visit id,mrn,dos,payer,status,therapist,credential,total minutes,dx,text,flow sheet\n"
                      'v,12.0,3/4/26,Workers Comp,Signed,Ann Lee,PT,45 min,M54.5; M25.561,x,"SLR 3x10"\n')
    assert (note.patient_id, note.date_of_service, note.payer, note.status) == ("12", "2026-03-04", "workers_comp", "signed")
    assert note.therapist == {"name": "Ann Lee", "credential": "PT"} and note.total_minutes == 45
    assert note.diagnoses == ("M54.5", "M25.561") and note.attachments == ("SLR 3x10",)


@pytest.mark.parametrize("cells, lines", [
    ("97110,2,GP", [("97110", 2, ("GP",))]), ("97110.0,2.0,gp 59", [("97110", 2, ("GP", "59"))]), ("97110-GP,1,", [("97110", 1, ("GP",))]),
    ("g0283,,", [("G0283", 1, ())]), ("97110 - Therapeutic exercise,1,GP", [("97110", 1, ("GP",))]),
])
def test_codes_units_and_modifiers_in_usual_spellings(read, cells, lines):
    (charge,), _ = read("visit,code,units,modifiers\nv," + cells + "\n")
    assert [(line.code, line.units, line.modifiers) for line in charge.billed] == lines


@pytest.mark.parametrize("cells, reason", [
    ("9711,1,", "five digits"), ("97110,0,", "units"), ("97110,-1,", "units"), ("97110,1.5,", "whole number"), ("97110x2,3,", "twice"),
    ("97110,1,GPX", "modifier"), (",1,", "no code"), ("97110 GP maybe,1,", "five digits"),
])
def test_what_is_no_billed_line_is_named(read, cells, reason):
    found, _ = read("visit,code,units,modifiers\nv," + cells + "\nw,97140,1,GP\n")
    assert isinstance(found[1], Charge) and found[0].line == 2 and reason in found[0].reason


def test_wide_tables_and_modifiers_in_columns(read):
    (charge,), _ = read("visit,code1,units1,modifier1,code2,units2,modifier2\nv,97110,2,GP,97140,1,\n")
    assert charge.billed == (BilledLine("97110", 2, ("GP",)), BilledLine("97140"))
    (charge,), _ = read("visit,cpt,mod 1,mod 2\nv,97110,GP,59\n")
    assert charge.billed == (BilledLine("97110", 1, ("GP", "59")),)


@pytest.mark.parametrize("written, day", [
    ("2026-03-04", "2026-03-04"), ("3/4/2026", "2026-03-04"), ("03-04-26", "2026-03-04"), ("2026/3/4 14:30", "2026-03-04"),
    ("20260304", "2026-03-04"), ("March 4, 2026", "2026-03-04"), ("4-Mar-26", "2026-03-04"), ("Wed, Mar 4 2026 9:15 am", "2026-03-04"), ("", None),
])
def test_dates_in_usual_spellings(read, written, day):
    (note,), _ = read(HEAD + f'a,"{written}",x,97110\n')
    assert note.date_of_service == day


@pytest.mark.parametrize("written", ["2026-02-30", "soon", "3/4", "13/13/2026", "46085", "3/4/2026 and later"])
def test_what_is_no_date_is_named_without_its_words(read, written):
    ((line, reason),) = errors(read(HEAD + f'a,"{written}",x,97110\n')[0])
    assert line == 2 and "2026-03-04" in reason and "soon" not in reason


def test_days_first_where_the_column_can_only_be_that(tmp_path):
    (tmp_path / "t.csv").write_text(HEAD + "a,25/03/2026,x,97110\nb,04/03/2026,x,97110\n")
    export = open_export([tmp_path / "t.csv"])
    assert [note.date_of_service for note in export.notes()] == ["2026-03-25", "2026-03-04"]
    assert any("day/month" in line for line in export.reconciliation.recognised)


def test_a_date_against_its_columns_order_is_named(read):
    found, _ = read(HEAD + "a,03/25/2026,x,97110\nb,25/03/2026,x,97110\n")
    assert found[0].date_of_service == "2026-03-25" and "month/day" in found[1].reason


def workbook(**sheets):
    xlsxwriter = pytest.importorskip("xlsxwriter")
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"strings_to_formulas": False, "default_date_format": "mm/dd/yyyy"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
            if name.startswith("hidden"):
                sheet.hide()
    return held.getvalue()


def test_a_workbook_of_several_sheets(tmp_path):
    path = tmp_path / "march.xlsx"
    path.write_bytes(workbook(
        Notes=[["Clinic"], [], ["Visit ID", "MRN", "DOS", "Note"], [7, 1001.0, datetime.datetime(2026, 3, 4), "=SLR\n3x10"]],
        Charges=[["Visit ID", "CPT", "Units", "Mod"], [7, 97110, 2, "GP"], [7, "G0283", None, None]],
        Legend=[["made by"]], hidden=[["Visit ID", "Note"], [8, "old"]]))
    export = open_export([path])
    (note,) = export.notes()
    assert (note.visit_id, note.patient_id, note.date_of_service, note.text) == ("7", "1001", "2026-03-04", "=SLR\n3x10")
    assert note.billed == (BilledLine("97110", 2, ("GP",)), BilledLine("G0283"))
    assert note.path.endswith("march.xlsx[Notes]")
    assert any("Legend" in line for line in export.reconciliation.recognised) and any("hidden" in line for line in export.reconciliation.recognised)


def test_a_workbook_that_none_can_read_is_named(read):
    for content in (b"PK\x03\x04", b"not a workbook", workbook(Sheet=[["a"]])[:-200]):
        (error,), _ = read(content, "t.xlsx")
        assert isinstance(error, UnreadableError)


def test_a_workbook_whose_cells_lie_far_apart_is_refused(read):
    xlsxwriter = pytest.importorskip("xlsxwriter")
    held = io.BytesIO()
    with xlsxwriter.Workbook(held) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "text")
        sheet.write(1_000_000, 16_000, "x")
    (error,), _ = read(held.getvalue(), "t.xlsx")
    assert "rows and" in error.reason


def test_parquet_with_the_records_own_objects(tmp_path):
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    rows = [{"note_id": "a", "text": "x", "billed": [{"code": "97110", "units": 2, "modifiers": ["GP"]}], "therapist": {"name": "Lee"},
             "date_of_service": datetime.date(2026, 3, 4)}, {"note_id": "b", "text": "y", "billed": None, "therapist": None, "date_of_service": None}]
    parquet.write_table(pyarrow.Table.from_pylist(rows), tmp_path / "n.parquet")
    first, second = read_paths([tmp_path / "n.parquet"])
    assert first.billed == (BilledLine("97110", 2, ("GP",)),) and first.therapist == {"name": "Lee"}
    assert first.date_of_service == "2026-03-04" and second.billed is None and second.therapist is None


def test_a_parquet_file_that_is_damaged_is_named(read):
    (error,), _ = read(b"PAR1 nothing", "t.parquet")
    assert "Parquet" in error.reason


@pytest.mark.parametrize("header, places", [
    ("AcctNo,SvcDate,ProcCode,Qty", ["patient_id", "date_of_service", "code", "units"]),
    ("PatientID,EncounterDate,CPTCode,ChargeUnits", ["patient_id", "date_of_service", "code", "units"]),
    ("Encounter No.,CPT/HCPCS,Units Billed,Modifier(s)", ["visit_id", "code", "units", "modifiers"]),
    ("Appt ID,Procedure,Charge Qty,Patient MRN", ["visit_id", "code", "units", "patient_id"]),
    ("PAT_ENC_CSN_ID,CONTACT_DATE,NOTE_TEXT", ["visit_id", "date_of_service", "text"]),
])
def test_headers_are_known_however_their_words_are_joined(header, places):
    assert list(columns_of(header.split(","), {}).places) == places


@pytest.mark.parametrize("header, lacks", [("Visit,CPT", True), ("Visit,CPT,Qty", False), ("Visit,CPT1,CPT2", True), ("Visit,CPT1,Units1", False), ("Visit,Note", False)])
def test_that_no_column_tells_units_is_said(header, lacks):
    assert ("no column tells units" in columns_of(header.split(","), {}).told()) is lacks


def test_an_id_wins_over_a_word_that_may_stand_for_a_name():
    found = columns_of(["Patient", "MRN", "Date", "Encounter Date", "Visit #", "Encounter ID", "Note"], {}).places
    assert found == {"patient_id": 1, "date_of_service": 3, "visit_id": 5, "text": 6}
