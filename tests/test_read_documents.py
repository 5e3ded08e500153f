"""Word, PDF and RTF notes: their text in order, a scan known as one, and hostile ones refused within bounds."""

from __future__ import annotations

import io
import zipfile

import pytest
from printed_pdf import FONT, one_page, pdf, printed, stream

from ptnotelint.errors import UnreadableError
from ptnotelint.linter import Linter
from ptnotelint.note import BilledLine, Note
from ptnotelint.read.sources import read_paths

docx = pytest.importorskip("docx")
pytest.importorskip("pypdf")
pytest.importorskip("striprtf")
W = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.fixture
def read(tmp_path):
    def reading(content, name):
        path = tmp_path / name
        path.write_bytes(content)
        warnings = []
        (found,) = read_paths([path], warn=warnings.append)
        return found, warnings
    return reading


def saved(document):
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def word(body: bytes, head: bytes = b"") -> bytes:
    """A Word document with this XML in its body."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(docx.Document()))) as template, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as written:
        for member in template.infolist():
            content = template.read(member)
            if member.filename == "word/document.xml":
                content = head + b'<w:document xmlns:w="%s"><w:body>%s</w:body></w:document>' % (W, body)
            written.writestr(member.filename, content)
    return held.getvalue()


def test_word_paragraphs_and_tables_in_the_order_of_the_body(read):
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Pt: A, DOS 3/4/2026"
    document.sections[0].footer.paragraphs[0].text = "Signed: Ann Lee, PT"
    document.add_paragraph("S: sore")
    table = document.add_table(2, 2)
    for at, text in enumerate(("Service", "Min", "Ther ex", "15")):
        table.cell(at // 2, at % 2).text = text
    document.add_paragraph("A: better")
    note, _ = read(saved(document), "n.docx")
    assert note.text == "Pt: A, DOS 3/4/2026\nS: sore\nService | Min\nTher ex | 15\nA: better\nSigned: Ann Lee, PT\n"


def test_word_content_controls_boxes_ticks_and_struck_text(read):
    def run(text, tag=b"w:t"):
        return b"<w:r><%s>%s</%s></w:r>" % (tag, text, tag)

    body = (b"<w:sdt><w:sdtContent><w:p>" + run(b"SLR 3x10") + b"</w:p></w:sdtContent></w:sdt>"
            b"<w:p>" + run(b"kept") + b"<w:del>" + run(b" struck", b"w:delText") + b"</w:del><w:ins>" + run(b" added") + b"</w:ins></w:p>"
            b"<w:p><w:r><w:fldChar><w:ffData><w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>" + run(b" MT") + b"</w:p>"
            b"<w:p>" + run(b"a") + b"<w:r><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r><w:r><w:pict><w:txbxContent><w:p>" + run(b"box") + b"</w:p></w:txbxContent></w:pict></w:r></w:p>")
    note, _ = read(word(body), "n.docx")
    assert note.text == "SLR 3x10\nkept added\n☒ MT\na\tb\nc\nbox\n"


def test_pdf_lines_are_those_of_the_author(read):
    long = "Ther ex: step-ups 2x10 and heel raises 3x10 with cueing for even weight and trunk over the left"
    note, warnings = read(printed("S: sore", "", long, "foot, so that she can climb her stairs.", "A: better"), "n.pdf")
    assert note.text == f"S: sore\n\n{long} foot, so that she can climb her stairs.\nA: better\n" and warnings == []


def test_pdf_drawn_through_a_form_is_read(read):
    form = stream(b"BT /F1 11 Tf 72 700 Td (SLR 3x10) Tj ET", b"/Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources<</Font<</F1 5 0 R>>>>")
    note, _ = read(one_page(b"/X Do", b"/XObject<</X 6 0 R>>", form), "n.pdf")
    assert note.text.strip() == "SLR 3x10"


def test_a_scan_is_known_as_one(read):
    note, (warning,) = read(one_page(b"0 0 10 10 re f"), "n.pdf")
    assert (note.text, note.without_text) == ("", "scanned PDF") and "nothing can be told" in warning
    report = Linter.load().lint(Note("", billed=(BilledLine("97110", 2, ("GP",)), BilledLine("99999")), without_text="scanned PDF"))
    assert [code.verdict for code in report.codes] == ["cannot_tell", "not_checked"] and report.verdict == "cannot_tell"
    assert {element.status for code in report.codes for element in code.elements} == {"not_judged"}
    assert not any(finding.element for finding in report.findings) and report.not_checked == ("text: scanned PDF",)


def test_a_page_without_text_among_others_is_named(read):
    pages = [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents %d 0 R/Resources<</Font<</F1 5 0 R>>>>>>" % at for at in (6, 7)]
    content = pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>", *pages, FONT,
                  stream(b"BT /F1 11 Tf 72 700 Td (SLR 3x10) Tj ET"), stream(b"0 0 9 9 re f"))
    note, (warning,) = read(content, "n.pdf")
    assert note.text == "SLR 3x10\n" and "page 2 of 2" in warning


def test_rtf_letters_tables_and_left_out_parts(read):
    source = (rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1 Times;}}{\*\generator x;}"
              rb"\pard knee 95\'b0 \u8805? 90 \{held\}\par {\field{\*\fldinst{HYPERLINK \"http://x\"}}{\fldrslt link}}\tab b\line c\par}")
    note, _ = read(source, "n.rtf")
    assert note.text.replace("\r", "") == "knee 95° ≥ 90 {held}\nlink\tb\nc\n"


def test_documents_are_known_by_content_where_the_name_is_silent(read):
    assert read(printed("SLR 3x10"), "scan.dat")[0].text == "SLR 3x10\n"
    assert read(rb"{\rtf1 SLR 3x10}", "note.bin")[0].text == "SLR 3x10"


LOOP = pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>")
MANY = pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count 900>>" % b" ".join(b"%d 0 R" % (5 + at) for at in range(900)),
           stream(b"BT /F1 9 Tf (x) Tj ET"), FONT, *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 3 0 R/Resources<</Font<</F1 4 0 R>>>>>>"] * 900)
ENTITIES = b'<!DOCTYPE w:document [<!ENTITY e SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("content, name", [
    (b"%PDF-1.4 broken", "n.pdf"), (printed("x")[:300], "n.pdf"), (LOOP, "n.pdf"), (MANY, "n.pdf"),
    (one_page(b" " * 200_000_000), "n.pdf"),
    (b"not one", "n.rtf"), (rb"{\rtf1 \u99999999? x}", "n.rtf"), (b"not one", "n.docx"), (b"PK\x03\x04", "n.docx"),
    (word(b"<w:p><w:r><w:t>&e;</w:t></w:r></w:p>", ENTITIES), "n.docx"), (word(b"<w:sdt>" * 5000 + b"</w:sdt>" * 5000), "n.docx"),
    (word(b" " * 100_000_000), "n.docx"), (b"\xd0\xcf\x11\xe0 old", "n.doc"),
], ids=lambda each: each if isinstance(each, str) else "")
def test_damaged_and_hostile_documents_are_named(read, content, name):
    found, _ = read(content, name)
    assert isinstance(found, UnreadableError), found.text[:50]
    assert "\n" not in str(found)


def forms_within_forms(depth: int) -> bytes:
    """A page that draws a form which draws another twice, and so on."""
    twice = [stream(b"/X Do /X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % (7 + at)) for at in range(depth)]
    last = stream(b"BT /F1 9 Tf (ha) Tj ET", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F1 5 0 R>>>>")
    return one_page(b"/X Do", b"/XObject<</X 6 0 R>>", *twice, last)


@pytest.mark.parametrize("content", [one_page(b"BT /F1 9 Tf " + b"(a) Tj " * 2_000 + b"ET"), forms_within_forms(12)])
def test_drawing_without_end_is_refused(read, monkeypatch, content):
    monkeypatch.setattr("ptnotelint.read.pdf.MOST_OPERATIONS", 1_000)
    found, _ = read(content, "n.pdf")
    assert isinstance(found, UnreadableError) and "1,000 drawing operations" in found.reason


@pytest.mark.parametrize("source", [
    b"{\\rtf1 " + b"{" * 100_000 + b"x" + b"}" * 100_000 + b"}", b"{\\rtf1{\\fonttbl" + b"\\f1 " * 30_000 + b"}x}",
    b"{\\rtf1 " + b'{\\field{\\*\\fldinst{HYPERLINK "x"}} {' * 3_000 + b"x}", b"{\\rtf1{\\fonttbl" + b"{\\f1\\fcharset0 a" * 10_000 + b"}}x}",
])
def test_rtf_made_to_take_long_is_read_all_the_same(read, source):
    found, _ = read(source, "n.rtf")
    assert isinstance(found, Note)


@pytest.mark.parametrize("name, content, needed", [("n.pdf", printed("x"), "pypdf"), ("n.docx", saved(docx.Document()), "docx"), ("n.rtf", rb"{\rtf1 x}", "striprtf")])
def test_a_missing_library_is_named_with_the_remedy(read, monkeypatch, name, content, needed):
    import importlib

    real = importlib.import_module

    def without(module, *rest):
        if module.partition(".")[0] == needed:
            raise ModuleNotFoundError(name=needed)
        return real(module, *rest)

    monkeypatch.setattr(importlib, "import_module", without)
    found, _ = read(content, name)
    assert "pip install 'ptnotelint[documents]'" in found.reason and needed in found.reason
