"""X12 837P: what is billed, by whom, when and for whom; and what each kind of broken file gives."""

from __future__ import annotations

import pytest
from record_samples import FORMATS, ISA, SUBSCRIBER, WITHOUT_FORMATS, claims, read, reasons

from ptnotelint.errors import UnreadableError
from ptnotelint.note import BilledLine

CLAIM = "CLM*V9*120***11:B:1*Y*A*Y*Y"
EXERCISE = ("LX*1", "SV1*HC:97110:GP:59*60*UN*2***1", "DTP*472*D8*20260304")
MANUAL = ("LX*2", "SV1*HC:97140:GP*60*UN*1***1", "DTP*472*D8*20260304")


def only(content):
    found, warnings = read("x12", content)
    assert warnings == []
    return found


def test_a_claim_of_one_visit_is_a_charge():
    charge, = only(claims(CLAIM, "REF*EA*P5", "NM1*82*1*LEE*DANA****XX*2", *EXERCISE, *MANUAL))
    assert charge.billed == (BilledLine("97110", 2, ("GP", "59")), BilledLine("97140", 1, ("GP",)))
    assert (charge.visit_id, charge.patient_id, charge.date_of_service) == ("V9", "P5", "2026-03-04")
    assert (charge.therapist, charge.payer, charge.path, charge.line) == ("DANA LEE", "medicare", "in", 1)


def test_a_patient_goes_by_the_clinics_own_number_else_the_members():
    charge, = only(claims(CLAIM, *EXERCISE))
    assert charge.patient_id == "M77"
    dependent = SUBSCRIBER + "HL*3*2*23*0~PAT*19~NM1*QC*1*ROE*TIM~"
    charge, = only(claims(CLAIM, *EXERCISE, head=dependent))
    assert charge.patient_id is None, "a dependent is not the subscriber"


def test_a_payer_no_profile_answers_to_goes_by_its_name():
    charge, = only(claims(CLAIM, *EXERCISE, head=SUBSCRIBER.replace("*MB~", "*LM~")))
    assert charge.payer == "PLAN SEVEN"


def test_another_payers_loop_changes_nothing():
    other = ("SBR*S*18*******CI", "NM1*IL*1*ROE*BEN****MI*X1", "NM1*PR*2*OTHER*****PI*3", "NM1*82*1*OTHER*WHO", "REF*EA*X2")
    charge, = only(claims(CLAIM, "NM1*82*1*LEE*DANA", *other, *EXERCISE))
    assert (charge.patient_id, charge.payer, charge.therapist) == ("M77", "medicare", "DANA LEE")


def test_a_claim_of_several_days_is_a_charge_a_day_known_by_its_lines():
    second = ("LX*2", "SV1*HC:97140*60*UN*1", "DTP*472*RD8*20260306-20260306", "REF*6R*L2")
    first, last = only(claims(CLAIM, *EXERCISE, "REF*6R*L1", *second))
    assert [(charge.visit_id, charge.date_of_service) for charge in (first, last)] == [("L1", "2026-03-04"), ("L2", "2026-03-06")]


def test_two_therapists_on_a_day_are_two_visits():
    lee, kim = only(claims(CLAIM, *EXERCISE, "NM1*82*1*LEE*DANA", *MANUAL, "NM1*82*1*KIM*SUE"))
    assert (lee.therapist, kim.therapist, lee.visit_id) == ("DANA LEE", "SUE KIM", None)


def test_a_line_over_several_days_has_no_date():
    found, warnings = read("x12", claims(CLAIM, "SV1*HC:97110*60*UN*4", "DTP*472*RD8*20260301-20260308"))
    assert (found[0].visit_id, found[0].date_of_service) == ("V9", None)
    assert "spans several days" in warnings[0]


def test_minutes_are_kept_as_minutes():
    charge, = only(claims(CLAIM, "SV1*HC:97110*60*MJ*38", "DTP*472*D8*20260304"))
    assert charge.billed == (BilledLine("97110", 1),) and charge.fields == (("minutes", {"97110": 38.0}),)


def test_void_claims_and_other_code_lists_are_left_out_with_a_word():
    void = claims("CLM*V8*60***11:B:8*Y", *EXERCISE, CLAIM, "LX*1", "SV1*WK:ABCDE*9*UN*1", "DTP*472*D8*20260301", *MANUAL)
    found, warnings = read("x12", void)
    assert [(charge.visit_id, charge.billed, charge.date_of_service) for charge in found] == [
        ("V9", (BilledLine("97140", 1, ("GP",)),), "2026-03-04")]
    assert ["void claim" in warnings[0], "another list" in warnings[1]] == [True, True]


def test_delimiters_are_those_of_each_interchange():
    text = claims(CLAIM, *EXERCISE)
    other = text.replace("*", "|").replace(":", ">").replace("~", "\n")
    first, second = only(text + "\r\n" + other)
    assert first.billed == second.billed


def test_several_groups_and_transactions_are_read():
    text = claims(CLAIM, *EXERCISE)
    start, stop = text.index("GS*"), text.index("IEA*")
    transaction = text[text.index("ST*"):text.index("GE*")]
    twice = text[:start] + 2 * text[start:stop].replace(transaction, 2 * transaction) + text[stop:]
    assert [charge.visit_id for charge in only(2 * twice)] == 8 * ["V9"]


@pytest.mark.parametrize("line, reason", [
    ("SV1*HC:9711*60*UN*2", "segment 13 (SV1): a billed code must be five digits or capitals, like 97110"),
    ("SV1*HC:97110*60*UN*0", "segment 13 (SV1): units of 97110 must be a whole number, 1 or more"),
    ("SV1*HC:97110*60*UN*1.5", "segment 13 (SV1): units must be a whole number"),
    ("SV1*HC:97110*60*UN*two", "segment 13 (SV1): no quantity"),
    ("SV1*HC:97110*60", "segment 13 (SV1): no quantity"),
    ("SV1*HC>97110*60*UN*1", "segment 13 (SV1): no procedure code"),
    ("SV1*HC:97110:physio*60*UN*1", "segment 13 (SV1): a modifier of 97110"),
    ("sv1*HC:97110*60*UN*1", "segment 13: no segment of a claim begins like this"),
    ("SV1*HC:97110*60*UN*1~DTP*472*D8*20261304", "segment 14 (DTP): no date"),
    ("SV1*HC:97110*60*UN*1~DTP*472*RD9*20260304-20260304", "segment 14 (DTP): no date"),
    ("XV1*HC:97110*60*UN*1", "segment 13: no segment of a claim begins like this"),
    ("DTP*472*D8*20260304", "segment 11 (CLM): a claim without a service line"),
    ("SV2*0420*HC:97110*60*UN*1", "segment 13 (SV2): an institutional service line (837I)"),
])
def test_a_broken_segment_costs_its_claim_alone(line, reason):
    found, _ = read("x12", claims(CLAIM, "LX*1", line, "CLM*V10*60***11:B:1", *EXERCISE))
    assert isinstance(found[0], UnreadableError) and reason in found[0].reason
    assert "97110*60" not in str(found[0]) and "physio" not in str(found[0])
    assert [charge.visit_id for charge in found[1:]] == ["V10"]


def test_what_a_broken_subscriber_said_is_not_guessed():
    found, _ = read("x12", claims(CLAIM, *EXERCISE, head=SUBSCRIBER + "hl*3*2*23*0~PAT*19~"))
    assert "segment 11" in str(found[0]) and found[1].patient_id is None
    second = "hl*3*1*22*0~SBR*P*18*******MC~NM1*IL*1*ROE*TIM****MI*M78"
    found, _ = read("x12", claims(CLAIM, *EXERCISE, second, "CLM*V10*60***11:B:1", *MANUAL))
    assert "segment 15" in str(found[0])
    assert [(charge.visit_id, charge.patient_id, charge.payer) for charge in found[1:]] == [("V10", None, None)]


@pytest.mark.parametrize("text, reason", [
    ("GS*HC*A*B~ST*837*1~", "without its ISA"),
    ("ISA*00*short~GS*HC~", "segment 1 (ISA)"),
    (claims(CLAIM, *EXERCISE, version="005010X223A2"), "segment 3 (ST): an institutional claim (837I)"),
    (claims(CLAIM, *EXERCISE, version="005010X224A2"), "a dental claim (837D)"),
    (claims(CLAIM, *EXERCISE).replace("ST*837", "ST*835"), "a remittance (835)"),
    (claims(CLAIM, *EXERCISE).replace("ST*837", "ST*270"), "other than a claim"),
])
def test_what_is_no_professional_claim_is_refused(text, reason):
    found, _ = read("x12", text)
    assert len(found) == 1 and reason in str(found[0])


def test_a_file_cut_short_loses_no_whole_claim_and_gives_no_part_of_one():
    text = claims(CLAIM, *EXERCISE, "CLM*V10*60***11:B:1", *MANUAL)
    for cut in (text.index("*UN*1"), text.index("SE*")):
        found, _ = read("x12", text[:cut])
        assert [charge.visit_id for charge in found if not isinstance(charge, UnreadableError)] == ["V9"]
        assert reasons(found)
    found, warnings = read("x12", text[:text.index("IEA*")])
    assert [charge.visit_id for charge in found] == ["V9", "V10"] and "no IEA" in warnings[0]


def test_a_transaction_that_lacks_segments_is_said():
    _, warnings = read("x12", claims(CLAIM, *EXERCISE).replace("BHT*0019~", ""))
    assert "another number of segments" in warnings[0]


def test_an_isa_of_a_wrong_length_is_believed_when_a_group_follows():
    text = claims(CLAIM, *EXERCISE, isa=ISA.replace("00*          *00", "00*         *00"))
    found, warnings = read("x12", text)
    assert found[0].visit_id == "V9" and "not 106 characters" in warnings[0]


def test_a_segment_without_end_is_not_gathered():
    found, _ = read("x12", (ISA + "GS*" + "A" * 3_000_000))
    assert reasons(found) == ["in:1: segment 2 is over 1 MB: export it again"]


# Every 837 sample: what pyx12, a reader that others wrote, finds in its service lines.
SAMPLES = sorted(FORMATS.glob("x12_837/*")) if FORMATS.exists() else []
OURS_ALONE = ("imsweb__x12_bad_first_line.txt", "lfh__837_004010X098A1_dependent-commercial-insurance-02.837")  # pyx12 stops at its ISA, at a dash that is no ASCII


@pytest.mark.skipif(not SAMPLES, reason=WITHOUT_FORMATS)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_pyx12_reads_the_same_lines(path):
    x12file = pytest.importorskip("pyx12.x12file")
    errors = pytest.importorskip("pyx12.errors")
    found, _ = read("x12", path.read_bytes())
    ours = [(line.code, line.units, line.modifiers) for each in found if not isinstance(each, UnreadableError) for line in each.billed]
    try:
        segments = list(x12file.X12Reader(str(path)))
    except (errors.X12Error, UnicodeDecodeError):
        assert ours if path.name in OURS_ALONE else found and reasons(found) == list(map(str, found))
        return
    whole, broken = [], 0
    for claim in _claims_of(segments):
        if all(qualifier == "HC" and code and len(code) == 5 for qualifier, code, *_ in claim):
            whole += [(code, units, modifiers) for _, code, units, modifiers in claim]
        else:
            broken += 1
    assert ours == whole
    assert sum("its claim is left out" in reason for reason in reasons(found)) == broken
    assert ours or broken or reasons(found)


def _claims_of(segments):
    """The SV1 of each claim: qualifier, code, units (one where minutes are counted) and modifiers."""
    claims = []
    for segment in segments:
        name = segment.get_seg_id()
        if name == "CLM":
            claims.append([])
        elif name == "SV1":
            units = int(float(segment.get_value("SV104"))) if segment.get_value("SV103") == "UN" else 1
            modifiers = tuple(filter(None, (segment.get_value(f"SV101-{at}") for at in (3, 4, 5, 6))))
            claims[-1].append((segment.get_value("SV101-1"), segment.get_value("SV101-2"), units, modifiers))
    return claims


@pytest.mark.skipif(not SAMPLES, reason=WITHOUT_FORMATS)
def test_every_remittance_is_refused():
    for path in sorted(FORMATS.glob("x12_835/*")):
        found, _ = read("x12", path.read_bytes())
        assert len(found) == 1 and "a remittance (835)" in str(found[0]), path.name
