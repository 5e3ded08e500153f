"""What a notebook shows of a report."""

from __future__ import annotations

import re
from html import unescape

import ptnotelint

TEXT = '97110 Ther ex 15 min: SLR 2# 3x10 <b>, heel raises 3x10\nHEP: bridges 3x10'


def test_a_notebook_shows_the_marked_note_and_its_questions():
    report = ptnotelint.lint(TEXT, billed=["97110"])
    html = ptnotelint.show(report, TEXT)._repr_html_()
    marked = re.search(r'<div class="marked">(.*?)</div>', html, re.DOTALL)[1]
    assert unescape(re.sub(r"<[^>]+>", "", marked)) == TEXT
    assert "<b>" not in html and "97110 exercise" in html
    assert next(finding.question for finding in report.findings if finding.severity == "error") in unescape(html)


def test_displacy_renders_the_spans():
    from spacy import displacy

    report = ptnotelint.lint(TEXT, billed=["97110"])
    found = ptnotelint.displacy_spans(report, TEXT)
    assert "97110 exercise" in displacy.render(found, style="span", manual=True, jupyter=False)
    for span in found["spans"]:
        assert 0 <= span["start_token"] < span["end_token"] <= len(found["tokens"])
