"""The page of a run: nothing fetched, nothing run, everything escaped, and charts that are drawings of their tables."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from audit_run import FEW, build_run

from ptnotelint.audit.deliver import MOST_FOLDED, write_reports
from ptnotelint.report import REMINDER
from ptnotelint.write.charts import chart_svg
from ptnotelint.write.sheets import MOST_DRAWN, Chart, Column, Table, drawn_rows

VOID = {"meta", "br"}


class Page(HTMLParser):
    """Elements with their attributes, and whether every tag is closed in its turn."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.open, self.words = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    out = build_run(tmp_path_factory.mktemp("run") / "OUT", 48)
    write_reports(out)
    return out


@pytest.fixture(scope="module")
def text(run):
    return (run / "report.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(text):
    return Page(text)


def test_every_tag_is_closed(page):
    assert not page.open


def test_nothing_is_run_or_fetched(page):
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "link", "iframe", "object", "embed", "img", "form", "base"}
    for tag, attributes in page.elements:
        assert not [name for name in attributes if name.startswith("on") or name in ("src", "style", "xlink:href")], tag
        assert attributes.get("href", "#").startswith("#")


def test_the_policy_allows_its_own_style_alone(page, text):
    policy = next(attributes["content"] for tag, attributes in page.elements if attributes.get("http-equiv") == "Content-Security-Policy")
    style = re.search(r"<style>(.*?)</style>", text, re.S)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.startswith("default-src 'none'") and f"'sha256-{digest}'" in policy and "unsafe" not in policy
    assert "url(" not in style and "@import" not in style


def test_names_that_are_markup_are_shown_and_not_obeyed(page, text):
    assert FEW[0] not in text and FEW[0] in "".join(page.words)


def test_links_lead_somewhere(page):
    places = {attributes["id"] for _, attributes in page.elements if "id" in attributes}
    assert {attributes["href"][1:] for _, attributes in page.elements if "href" in attributes} <= places


def test_every_note_is_folded_with_its_questions(text):
    notes = text[text.index('<ol class="notes">') : text.index("</ol>")]
    assert notes.count("<details>") == 48 and "<em>" in notes and "not counted:" in notes and "<q>" in notes
    assert text.count(REMINDER) == 1


def test_the_page_stays_small_and_says_so(run, tmp_path, monkeypatch):
    monkeypatch.setattr("ptnotelint.audit.deliver.MOST_FOLDED", 5)
    (tmp_path / "OUT").mkdir()
    for path in run.iterdir():
        (tmp_path / "OUT" / path.name).write_bytes(path.read_bytes())
    write_reports(tmp_path / "OUT")
    text = (tmp_path / "OUT" / "report.html").read_text(encoding="utf-8")
    notes = text[text.index('<ol class="notes">') : text.index("</ol>")]
    assert notes.count("<details>") == 5 < MOST_FOLDED and "The page has the first 5 of them" in text


@pytest.mark.parametrize("excerpts", ["none", "redacted"])
def test_quotes_are_left_out_where_asked(run, tmp_path, excerpts, text):
    (tmp_path / "OUT").mkdir()
    for path in run.iterdir():
        (tmp_path / "OUT" / path.name).write_bytes(path.read_bytes())
    write_reports(tmp_path / "OUT", excerpts=excerpts)
    quotes = re.findall(r"<q>(.*?)</q>", (tmp_path / "OUT" / "report.html").read_text(encoding="utf-8"))
    full = re.findall(r"<q>(.*?)</q>", text)
    assert full and max(map(len, full)) > 40
    assert not quotes if excerpts == "none" else quotes and max(map(len, quotes)) <= 60


def test_charts_are_drawings_with_their_numbers_in_a_table(text):
    drawn = re.findall(r"<svg.*?</svg>", text, re.S)
    assert len(drawn) == 6
    for svg in drawn:
        root = ElementTree.fromstring(svg)
        *_, width, height = map(float, root.get("viewBox").split())
        for shape in root.iter("rect"):
            assert 0 <= float(shape.get("x")) and float(shape.get("x")) + float(shape.get("width")) <= width
            assert 0 <= float(shape.get("y")) and float(shape.get("y")) + float(shape.get("height")) <= height
    for section in re.findall(r"<section.*?</section>", text, re.S):
        assert "<svg" not in section or "<table" in section


def test_a_chart_escapes_its_words_and_holds_back_what_its_table_holds_back():
    table = Table((Column("who"), Column("share", "share"), Column("low", "share"), Column("high", "share")),
                  [("<b>", 0.2, 0.1, 0.4), ("few", None, None, None)])
    svg = chart_svg(table, Chart("intervals", 'a "title"', 0, (1, 2, 3), 0.3))
    assert "<b>" not in svg and "&lt;b&gt;" in svg and "few" not in svg
    ElementTree.fromstring(svg)


@pytest.mark.parametrize("kind", ["stacked", "trend"])
def test_a_chart_draws_no_more_rows_than_can_be_read(kind):
    table = Table((Column("name"), Column("n", "count")), [(f"r{place}", place) for place in range(200)])
    rows = drawn_rows(table, Chart(kind, "", 0, (1,)))
    assert len(rows) == MOST_DRAWN[kind] and rows[-1] == ("r199", 199)


def test_an_empty_table_has_no_chart():
    assert chart_svg(Table((Column("name"), Column("n", "count")), []), Chart("stacked", "", 0, (1,))) == ""
