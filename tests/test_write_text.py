import re
from dataclasses import replace

import pytest
from sample_report import EXERCISE, FORCE, REPORT, TEXT, TRACTION, VOLUME, WORDS, quote, required

from ptnotelint.report import REASONS, REMINDER, CodeReport, Finding, NoteReport, Refused
from ptnotelint.write.as_text import note_text, summary_text
from ptnotelint.write.summary import empty_summary, summary_of
from ptnotelint.write.terminal import cells, fitting, line_around, line_number, plain, shortened, window, wrapped
from ptnotelint.write.words import REASONS as REASON_WORDS

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")

SHOWN = """\
d-07 · 2026-03-04 · medicare                                    partly supported
--------------------------------------------------------------------------------

97012 mechanical traction · 1 unit GP                           partly supported
  service        L3  "Mechanical pelvic traction"
  modality type  L3  "Mechanical"
  body part      L3  "lumbar", "pelvic"
  time           L3  "15 min"
  purpose        L3  "to unload L5 root"
  position       L3  "supine 90/90"

  error 97012/force
    No amount of pull (lb, kg, newton or % of body weight) is documented for
    mechanical traction.
    ? How much pull was used, if it was measured?
    L7  P: 2x/wk. Next visit try 60 lb, then intermittent, and add the leg pres…
                                 ^^^^^ refused: planned ("Next visit")
  info also recommended: skilled need

97110 therapeutic exercise · 1 unit GP + 1 unit GP 59           partly supported
  service          L5  "Ther Ex"
  exercise         L5  "bridges", "bird dog", "side plank"
  functional goal  L2  "Cannot sit longer than 20 minutes at my desk"
  time             record "24"

  warning 97110/volume
    An amount is documented for some of the exercises, not for all.
    ? How much of each exercise was done?
    found L5 "3x10", "2x8"
    L5  …r Ex x 24 min - trunk strength: bridges 3x10, bird dog 2x8, side plank.
                                                                     ^^^^^^^^^^
    refused: L6 home programme ("HEP"), L7 planned ("Next visit")
  info also recommended: response (partly)
  waived 97110/assistance by K. V. until 2026-06-01: documented in the log

whole visit
  minutes: 97012 15, 97110 24, timed 24
  units: 3 billed, 2 supported by 24 timed minutes (cms)
  error units/over-billed
    More timed units are billed than the minutes support.
    ? Which minutes?
"""


def test_a_report_reads_like_this():
    assert note_text(REPORT, TEXT, WORDS) == SHOWN


def test_colour_changes_nothing_but_colour():
    coloured = note_text(REPORT, TEXT, WORDS, color=True)
    assert ESCAPE.sub("", coloured) == SHOWN
    assert "\x1b[31merror\x1b[0m" in coloured
    for line in coloured.splitlines():  # no style runs on into the next line
        assert not ESCAPE.findall(line) or ESCAPE.findall(line)[-1] == "\x1b[0m"
    assert "\x1b" not in note_text(REPORT, TEXT, WORDS)


@pytest.mark.parametrize("excerpts", ["full", "redacted", "none"])
@pytest.mark.parametrize("width", [40, 60, 80, 100])
@pytest.mark.parametrize("color", [False, True])
def test_no_line_is_wider_than_asked(width, color, excerpts):
    long_id = replace(REPORT, note_id="clinic/" + "visit-" * 30, payer="a payer with a long name " * 3)
    for report in (REPORT, long_id):
        written = note_text(report, TEXT, WORDS, width=width, color=color, excerpts=excerpts)
        written += summary_text(summary_of([REPORT] * 30), width=width, color=color)
        assert max(cells(ESCAPE.sub("", line)) for line in written.splitlines()) <= width


def test_a_near_miss_stands_under_its_words():
    lines = note_text(REPORT, TEXT, WORDS).splitlines()
    at = next(number for number, line in enumerate(lines) if "refused: planned" in line)
    carets = re.search(r"\^+", lines[at])
    assert lines[at - 1][carets.start():carets.end()] == "60 lb"


def test_redacted_and_none_show_no_source_line():
    redacted = note_text(REPORT, TEXT, WORDS, excerpts="redacted")
    assert '    L7 refused "60 lb": planned ("Next visit")\n' in redacted
    none = note_text(REPORT, TEXT, WORDS, excerpts="none")
    assert "    L7 refused: planned\n" in none and "  body part      L3\n" in none and "found L5\n" in none
    assert "^" not in redacted + none


def test_many_refusals_are_counted_not_listed():
    text = "\n".join(f"Next visit {at} lb" for at in range(10))
    refused = [Refused(found.start(), found.end(), found[0], "planned", "Next visit")
               for found in re.finditer(r"\d lb", text)]
    code = replace(TRACTION, elements=(required("force", status="missing", refused=refused),))
    written = note_text(replace(REPORT, codes=(code,), findings=(FORCE,)), text, WORDS)
    assert "L1  Next visit 0 lb" in written
    assert 'L3 planned ("Next visit")' in written and "and 6 more" in written


def test_the_refusal_a_finding_points_at_comes_first():
    later = Refused(quote("10x").start, quote("10x").end, "10x", "home_program", "HEP")
    force = required("force", status="missing", refused=[*TRACTION.elements[3].refused, later])
    finding = replace(FORCE, start=later.start, end=later.end)
    report = replace(REPORT, codes=(replace(TRACTION, elements=(force,)),), findings=(finding,))
    written = note_text(report, TEXT, WORDS)
    assert 'L6  HEP: press ups 10x' in written and 'also refused: L7 planned ("Next visit")' in written


def test_other_sources_are_named_with_their_lines_where_their_text_is_known():
    log = "flow sheet\nbridges 3x10"
    element = required("volume", status="missing", refused=[
        Refused(19, 23, "3x10", "historical", "last visit", "attachment:0"),
    ])
    report = replace(REPORT, codes=(replace(EXERCISE, elements=(element,)),), findings=(replace(VOLUME, start=None),))
    known = note_text(report, TEXT, WORDS, sources={"attachment:0": log})
    assert "    attachment 1 L2  bridges 3x10\n" in known
    assert '    attachment 1 refused "3x10": an earlier visit ("last visit")\n' in note_text(report, TEXT, WORDS)


def test_long_quotes_are_shortened_in_the_middle():
    long = quote(TEXT[TEXT.index("97110 Ther Ex"):TEXT.index("HEP")].rstrip())
    written = note_text(replace(REPORT, codes=(replace(TRACTION, elements=(required("service", long),)),)), TEXT, WORDS)
    assert re.search(r'service  L5  "97110 Ther Ex x 24 min.*….*side plank\."\n', written)


def test_more_quotes_than_fit_are_counted():
    many = required("exercise", *(replace(quote("bridges"), text=f"exercise number {at}") for at in range(9)))
    written = note_text(replace(REPORT, codes=(replace(EXERCISE, elements=(many,)),), findings=()), TEXT, WORDS)
    assert re.search(r'  exercise  L5  "exercise number 0", "exercise number 1", "exercise number 2" \+6\n', written)


def test_a_note_can_obey_nothing_and_hide_nothing_in_the_terminal():
    text = "SLR \x1b[2J\x9b31m\u202e3x10\u200b\ufeff planned\x07 \ud800\x7f\u2028end"
    refused = Refused(4, len(text), text[4:], "planned", text)
    element = required("force", replace(quote("bridges"), text=text), status="partial", refused=[refused])
    finding = replace(FORCE, message=text, question=text, rule=f"97012/{text[:6]}")
    report = replace(REPORT, note_id=text, payer=text, codes=(replace(TRACTION, elements=(element,)),), findings=(
        finding, replace(finding, waived={"by": text, "reason": text, "expires": text}),
    ))
    for excerpts in ("full", "redacted", "none"):
        written = note_text(report, text, lambda code: text, excerpts=excerpts)
        assert all(line.isprintable() for line in written.split("\n"))
        assert "\N{REPLACEMENT CHARACTER}" in written


def test_offsets_out_of_the_text_do_no_harm():
    refused = Refused(9000, 9005, "60 lb", "planned", None)
    code = replace(TRACTION, elements=(required("force", status="missing", refused=[refused]),))
    assert "refused: planned" in note_text(replace(REPORT, codes=(code,)), "short", WORDS)
    assert "refused: planned" in note_text(replace(REPORT, codes=(code,)), "", WORDS)


def test_an_unknown_code_and_a_note_without_id():
    code = CodeReport("99999", (), 1, "not_checked")
    finding = Finding("coding/unknown-code", "info", "The codebook does not know 99999.", "", "99999", 0)
    report = NoteReport(None, "no_codes", "", "2026-01-01", (code,), (finding,), "a/b.txt")
    assert note_text(report, "", lambda code: None) == (
        "a/b.txt · rules of 2026-01-01                                  no codes to check\n"
        + "-" * 80 + "\n\n"
        "99999 · 1 unit                                                       not checked\n"
        "  info coding/unknown-code\n"
        "    The codebook does not know 99999.\n"
    )


def test_every_reason_has_its_words():
    assert set(REASON_WORDS) == set(REASONS)


@pytest.mark.parametrize("change, line", [
    ({"notes": 1, "codes": 2, "supported": 1, "partial": 1, "findings": {"error": 2, "warning": 1, "info": 0}},
     "2 codes: 1 supported, 1 partial; 3 gaps to answer"),
    ({"notes": 1, "codes": 1, "supported": 1}, "1 code: 1 supported; no gaps to answer"),
    ({"notes": 1}, "no codes to check"),
    ({"unreadable": 2}, "no notes; 2 unreadable"),
    ({"notes": 3, "codes": 4, "unsupported": 1, "cannot_tell": 2, "not_checked": 1, "waived": 1, "unreadable": 1,
      "findings": {"error": 1, "warning": 0, "info": 5}},
     "3 notes, 4 codes: 1 unsupported, 2 cannot tell, 1 not checked; 1 gap to answer; 5 recommended; 1 waived; "
     "1 unreadable"),
])
def test_a_summary_in_a_line(change, line):
    summary = {**empty_summary(), **change}
    written = summary_text(summary, width=200)
    assert written.splitlines()[0] == line
    assert written.count(REMINDER) == any(summary["findings"].values())
    assert "pass" not in written


def test_the_reminder_is_said_once_for_all_notes():
    written = note_text(REPORT, TEXT, WORDS) * 2 + summary_text(summary_of([REPORT, REPORT]))
    assert written.count(REMINDER) == 1


@pytest.mark.parametrize("text, offset, line", [
    ("a\nb", 0, 1), ("a\nb", 2, 2), ("a\r\nb", 3, 2), ("a\r\nb", 1, 1), ("a\rb", 2, 2), ("\n\n", 1, 2), ("", 0, 1),
])
def test_lines_are_counted_from_one(text, offset, line):
    assert line_number(text, offset) == line


@pytest.mark.parametrize("text, offset, found", [
    ("one\r\ntwo\r\n", 6, "two"), ("one\rtwo", 1, "one"), ("one", 3, "one"), ("one\n", 4, ""), ("a\nb", 1, "a"),
])
def test_the_line_around_an_offset(text, offset, found):
    start, end = line_around(text, offset)
    assert text[start:end] == found


@pytest.mark.parametrize("width", range(5, 60, 3))
@pytest.mark.parametrize("words", ["60 lb", "P:", "leg press", "膝"])
def test_a_window_holds_the_marked_words(width, words):
    text = "S: x\n   P: next visit try 60 lb, then\tthe 膝 and é leg press\nend"
    start = text.index(words)
    shown, column, length = window(text, start, start + len(words), width)
    assert cells(shown) <= width
    marked = fitting(shown[len(fitting(shown, column)):], length)
    assert marked == shortened(words, width - 2)


def test_words_that_run_over_a_line_end_are_marked_to_the_end_of_theirs():
    shown, column, length = window("to unload\r\nL5 root", 3, 18, 40)
    assert (shown, column, length) == ("to unload", 3, 6)


@pytest.mark.parametrize("text", ["", "a", "one two three four", "x" * 50, "膝" * 30 + " knee", "é" * 30])
@pytest.mark.parametrize("width", [4, 7, 20])
def test_wrapping_and_shortening_keep_to_their_width(text, width):
    lines = wrapped(text, width)
    assert all(cells(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert cells(shortened(text, width)) <= width


def test_plain_keeps_one_character_for_one():
    text = "a\tb\x00\r\n\u202e°"
    assert len(plain(text)) == len(text)
