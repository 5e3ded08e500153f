"""The therapist's path in a real browser: with scripts and without, by mouse and by keyboard, and what axe-core finds."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.web_server import CHROMIUM, CHROMIUM_ARGUMENTS, running

playwright_api = pytest.importorskip("playwright.sync_api")
pytest.importorskip("uvicorn")
if CHROMIUM is None:
    pytest.skip("no chromium here: apt-get install chromium", allow_module_level=True)

NOTE = "S: Cannot climb stairs at home.\nO: 97110 Ther ex (15 min): SLR 2# 3x10, verbal cues.\nA: Pain 4/10 before, 2/10 after."
ADDED = " To build quad strength for stairs."
HOSTILE = 'SLR 3x10 <script>window.hit=1</script> "><img src=x onerror="window.hit=1"> </textarea><b>bold</b>'
TABLE = b"note_id,text,billed\nv1,\"97110 Ther ex 15 min: SLR 2# 3x10\",97110x1\nv2,\"<img src=x onerror=window.hit=1> STM L4-5 12 min\",97140x1\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with running(tmp_path_factory.mktemp("web")) as found:
        yield found


@pytest.fixture(scope="module")
def browser(server):
    with playwright_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        page = chromium.new_page()
        page.goto(server.address)
        assert page.url == f"{server.base}/"
        yield chromium, page.context.storage_state()
        chromium.close()


@pytest.fixture
def opened(browser, server):
    """Opens pages of the session, and fails on whatever they complain of."""
    chromium, state = browser
    contexts, complaints = [], []

    def page_of(path: str = "/", **options):
        context = chromium.new_context(storage_state=state, base_url=server.base, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.set_default_timeout(60_000)
        page.goto(path)
        return page

    yield page_of
    for context in contexts:
        context.close()
    assert complaints == []


def write(page, note: str, code: str = "97110") -> None:
    page.get_by_label("Code 1", exact=True).fill(code)
    page.get_by_label("Note", exact=True).fill(note)
    page.wait_for_selector(f"#code-{code}")


def test_the_therapists_path(opened):
    page = opened()
    write(page, NOTE)
    gap = page.locator("#code-97110 [data-gap]").filter(has_text="purpose")
    gap.wait_for()
    assert page.locator("#said").inner_text() == "2 gaps, 0 supported"
    page.get_by_label("Note", exact=True).press_sequentially(ADDED, delay=0)
    gap.wait_for(state="detached")
    playwright_api.expect(page.locator("#said")).to_have_text("0 gaps, 1 supported")
    assert page.locator("#code-97110 .verdict").inner_text() == "supported"


def test_words_light_up_in_the_note_and_the_other_way_round(opened):
    page = opened()
    write(page, NOTE)
    page.locator("#code-97110 a.light", has_text="exercise").click()
    assert page.locator("#marked .mark.lit").all_inner_texts() == ["SLR"]
    page.locator("#text").click(position={"x": 5, "y": 5})
    page.evaluate("at => { const note = document.querySelector('#text'); note.focus(); note.setSelectionRange(at, at); }", NOTE.index("15 min") + 2)
    page.keyboard.press("ArrowRight")
    assert "time" in page.locator("#code-97110 a.light.lit").all_inner_texts()


def test_the_marks_lie_under_the_writing_while_it_changes(opened):
    page = opened("/example")
    note = page.get_by_label("Note", exact=True)
    note.press("Control+Home")
    note.press_sequentially("New first line.\n", delay=0)
    note.press("Control+End")
    note.press_sequentially(" 👍 done", delay=0)
    assert page.locator("#marked").evaluate("marked => marked.textContent") == note.input_value()
    rows = page.evaluate("() => ['#text', '#marked'].map(each => { const box = document.querySelector(each).getBoundingClientRect(); return [box.x, box.y, box.width]; })")
    assert rows[0] == rows[1]


def test_the_last_answer_wins_and_no_keystroke_waits(opened):
    page = opened()
    write(page, NOTE)
    note = page.get_by_label("Note", exact=True)
    for number in range(10):
        note.fill(f"{NOTE} {number}")
    note.fill("97140 STM L4-5 12 min")
    page.get_by_label("Code 1", exact=True).fill("97140")
    page.wait_for_selector("#code-97140")
    page.wait_for_load_state("networkidle")
    assert page.locator("article.card[id^=code]").count() == 1
    assert note.input_value() == "97140 STM L4-5 12 min"


def test_without_scripts(opened):
    page = opened(java_script_enabled=False)
    page.get_by_label("Code 1", exact=True).fill("97110")
    page.get_by_label("Note", exact=True).fill(NOTE)
    page.get_by_role("button", name="Check the note").click()
    assert page.locator("#code-97110 [data-gap]").count() == 2 and page.locator("#marked .mark").count() > 3
    page.locator("#code-97110 a.quote").first.click()
    assert page.url.endswith("#m1") or "#m" in page.url
    page.get_by_label("Note", exact=True).fill(NOTE + ADDED)
    page.get_by_role("button", name="Check the note").click()
    assert page.locator("#code-97110 .verdict").inner_text() == "supported"


def test_by_keyboard_alone(opened):
    page = opened("/example")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("F8")
    assert page.evaluate("document.activeElement.matches('[data-gap]')")
    first = page.evaluate("document.activeElement.id")
    page.keyboard.press("F8")
    assert page.evaluate("document.activeElement.id") != first
    page.keyboard.press("Shift+F8")
    assert page.evaluate("document.activeElement.id") == first
    page.keyboard.press("Tab")  # the first link in the gap
    page.keyboard.press("Enter")
    assert page.locator("#marked .mark.lit").count() >= 1
    # in reading order: the claim before the note, the note before its cards
    order = page.evaluate("[...document.querySelectorAll('select,input:not([type=hidden]),textarea,.card a')].map(each => each.name || 'card')")
    assert order.index("payer") < order.index("code") < order.index("text") < order.index("card")


def test_hostile_text_shows_as_text(opened):
    page = opened()
    write(page, HOSTILE)
    assert page.get_by_label("Note", exact=True).input_value() == HOSTILE
    assert page.locator("#marked").evaluate("marked => marked.textContent") == HOSTILE
    assert page.locator("main img, main b, main script").count() == 0
    assert page.evaluate("window.hit") is None
    plain = opened(java_script_enabled=False)
    plain.get_by_label("Note", exact=True).fill(HOSTILE)
    plain.get_by_role("button", name="Check the note").click()
    assert HOSTILE in plain.locator("#marked").inner_text()


def test_several_notes(opened, tmp_path):
    page = opened("/notes")
    page.get_by_label("Files of notes").set_input_files({"name": "notes.csv", "mimeType": "text/csv", "buffer": TABLE})
    page.get_by_role("button", name="Check these notes").click()
    page.wait_for_selector("#list")
    assert page.locator("#list tbody tr").count() == 2
    page.get_by_label("Name, code or rule").press_sequentially("97140", delay=0)
    playwright_api.expect(page.locator("#list tbody tr")).to_have_count(1)
    with page.expect_download() as download:
        page.get_by_role("link", name="Workbook").click()
    assert Path(download.value.path()).read_bytes().startswith(b"PK")
    page.get_by_role("link", name="v2").click()
    page.wait_for_selector("#code-97140")
    assert page.evaluate("window.hit") is None


def test_rules_are_searched(opened):
    page = opened("/rules")
    page.get_by_label("Find a code").fill("over-billed")
    page.get_by_role("link", name="units/over-billed").click()
    assert "units/over-billed" in page.locator("h1").inner_text()


def test_a_long_note_fits_every_width(opened):
    record = json.loads((Path(__file__).parent / "long_visit.json").read_text(encoding="utf-8"))
    for width in (390, 800, 1600):  # 800 is 1600 at 200% zoom
        page = opened(viewport={"width": width, "height": 900})
        for number, billed in enumerate(record["billed"], 1):
            page.get_by_label(f"Code {number}", exact=True).fill(billed["code"])
        page.get_by_label("Note", exact=True).fill(record["text"])
        page.wait_for_selector("#code-97035")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        box = page.locator("#text").bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= width


def axe_source() -> Path:
    """axe-core, which is no part of the product: where `AXE_CORE` says, or where npm puts it."""
    found = Path(os.environ.get("AXE_CORE", "node_modules/axe-core/axe.min.js"))
    if not found.is_file():
        pytest.skip("axe-core is not here: npm install --no-save axe-core, or name its axe.min.js in AXE_CORE")
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(opened, scheme):
    source = axe_source().read_text(encoding="utf-8")
    record = json.loads((Path(__file__).parent / "long_visit.json").read_text(encoding="utf-8"))
    for path in ("/", "/example", "/rules", "/rules/97140/purpose", "/notes", "long"):
        page = opened("/" if path == "long" else path, color_scheme=scheme)
        if path == "long":
            write(page, record["text"])
            page.locator("a.light").first.click()
            page.locator("summary").first.click()
        found = page.evaluate(f"async () => {{ {source}; return (await axe.run()).violations.map(each => [each.id, each.nodes.map(node => node.html)]); }}")
        assert found == [], path
