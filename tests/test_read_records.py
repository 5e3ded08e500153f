"""Record formats are known by their first bytes, read in bounded memory, and named when their library is not installed."""

from __future__ import annotations

import builtins
import random
import tracemalloc

import pytest
from record_samples import FORMATS, ISA, WITHOUT_FORMATS, claims, read, reasons

from ptnotelint.read.record import Intake
from ptnotelint.read.records import READERS, read_records, sniff_records


@pytest.mark.parametrize("head, name", [
    (ISA, "x12"), ("\ufeff" + ISA, "x12"), ("GS*HC*A", "x12"), ("ST*835*1~", "x12"),
    ('{"resourceType":"Bundle"', "fhir"), ('\n{\n  "id": "x", "meta": {"a": [{}]},\n  "resourceType": "Claim"', "fhir"),
    ('<?xml version="1.0"?>\n<ClinicalDocument', "ccda"), ("<cda:ClinicalDocument xmlns:cda='urn:hl7-org:v3'>", "ccda"), ("<!DOCTYPE html>", "ccda"),
    ("MSH|^~\\&|EMR", "hl7"), ("\x0bMSH|^~\\&|EMR", "hl7"), ("FHS#*~!&#EMR", "hl7"), ("// x\nInstance: A\nInstanceOf: Claim", "fhir"),
    ("", None), ("S: knee sore. ISA*", None), ("{SLR} 3x10", None), ('{"note_id": "a", "text": "a \\"resourceType\\": \\"B\\""}', None),
    ("note_id,text\na,b", None), ("<5 min rest", None), ("MSH strength 4/5", None), ("ISA: pt seen", None), ("ST*FT goals", None), ("Instance: fell", None),
])
def test_a_format_is_known_by_its_first_bytes(head, name):
    assert sniff_records(head.encode()) == name


@pytest.mark.parametrize("head", [b"{" * 9000, b'{"a":' * 2000, b"<" * 9000, b'{"' + b'"' * 9000, b"Alias:" + b"\n" * 9000, b"//\n" * 3000])
def test_no_head_takes_long(head):
    assert sniff_records(head) is None


@pytest.mark.skipif(not FORMATS.exists(), reason=WITHOUT_FORMATS)
@pytest.mark.parametrize("folder, names", [("x12_837", {"x12"}), ("x12_835", {"x12"}), ("ccda", {"ccda"}), ("fhir", {"fhir"})])
def test_every_sample_is_known(folder, names):
    assert {sniff_records(path.read_bytes()[:4096]) for path in (FORMATS / folder).iterdir()} == names


@pytest.mark.parametrize("name, missing", [("ccda", "lxml"), ("fhir", "lxml"), ("hl7", "lxml")])
def test_a_library_that_is_not_installed_is_named(monkeypatch, name, missing):
    true_import = builtins.__import__

    def without(wanted, *rest, **named):
        if wanted.split(".")[0] == missing:
            raise ModuleNotFoundError(f"No module named {missing!r}", name=missing)
        return true_import(wanted, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    html = '"content": [{"attachment": {"contentType": "text/html", "data": "PHA+"}}]'
    given = {"ccda": "<ClinicalDocument/>", "fhir": '{"resourceType": "DocumentReference", %s}' % html,
             "hl7": "MSH|^~\\&|||||||MDM\rOBX|1|ED|||^TEXT^html^Base64^PHA+\r"}
    found, _ = read(name, given[name])
    assert len(found) == 1 and f"needs {missing}: pip install" in reasons(found)[0]


class Endless:
    """A file that repeats a part many times without holding it."""

    def __init__(self, head, part, times):
        self.held, self.part, self.left = head, part, times

    def read(self, size=-1):
        while len(self.held) < size and self.left:
            self.held += self.part * min(self.left, 64)
            self.left -= min(self.left, 64)
        taken, self.held = self.held[:size], self.held[size:]
        return taken

    def readline(self, size=-1):
        if b"\n" not in self.held:
            taken = self.read(100_000)
            self.held = taken + self.held
        at = self.held.find(b"\n") + 1 or len(self.held)
        line, self.held = self.held[:at], self.held[at:]
        return line


CLAIM = "CLM*V9*120***11:B:1~NTE*ADD*" + "x" * 4000 + "~SV1*HC:97110*60*UN*2~DTP*472*D8*20260304~"
MESSAGE = "MSH|^~\\&|||||||MDM^T02|1\rPID|1||p5\rOBX|1|TX|||" + "S: sore. " * 400 + "\r"
DOCUMENT = '{"resourceType": "DocumentReference", "id": "d", "content": [{"attachment": {"contentType": "text/plain", "data": "' + "U0xS" * 1000 + '"}}]}\n'


@pytest.mark.parametrize("name, head, part", [
    ("x12", claims("PWK*OZ").partition("SE*")[0], CLAIM), ("hl7", "", MESSAGE), ("fhir", "", DOCUMENT),
])
def test_a_long_file_is_not_held(name, head, part):
    times = 6_000_000 // len(part)
    tracemalloc.start()
    try:
        found = sum(1 for _ in read_records(name, Endless(head.encode(), part.encode(), times), "in", Intake(lambda warning: None)))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert found >= times and peak < 2_000_000


def test_every_reader_is_there():
    for name in READERS:
        found, _ = read(name, "\n")
        assert found == [] or reasons(found)


MUTATED = {
    "x12": claims("CLM*V9*60***11:B:1", "REF*EA*p5", "LX*1", "SV1*HC:97110:GP*60*UN*2", "DTP*472*D8*20260304"),
    "hl7": MESSAGE[:200] + "\r", "fhir": DOCUMENT[:150] + '"}}]}',
    "ccda": '<ClinicalDocument xmlns="urn:hl7-org:v3"><component><section><text><table><tr><td>a</td></tr></table></text></section></component></ClinicalDocument>',
}


@pytest.mark.parametrize("name", READERS)
def test_what_is_damaged_anyhow_is_read_or_named(name):
    chance = random.Random(5)
    for _ in range(400):
        content = bytearray(MUTATED[name].encode())
        for _ in range(chance.choice((1, 2, 8))):
            at = chance.randrange(len(content))
            content[at:at + chance.choice((0, 1, 20))] = bytes([chance.choice(b"*~:|^&\\\r\n<>\"{}[],0aZ\0\xff")])
        found, warnings = read(name, bytes(content))
        for each in (*map(repr, found), *warnings):
            each.encode("utf-8")
