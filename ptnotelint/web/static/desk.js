// The desk's page: what is chosen in a card lights up in the note and the other way round; gaps by keyboard; the marks follow the writing.
// Without this file everything is still there, as links and a plain form.
"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("scripts");
  const one = (selector) => document.querySelector(selector);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const spansOf = (element) => (element.dataset.at || "").split(" ").filter(Boolean);
  const note = one("#text");

  // The marked text lies below the writing and must hold the same characters.
  function follow() {
    const marked = one("#marked");
    if (!note || !marked) return;
    const old = marked.textContent, now = note.value;
    if (old === now) return;
    let start = 0, end = 0;
    const most = Math.min(old.length, now.length);
    while (start < most && old[start] === now[start]) start++;
    while (end < most - start && old[old.length - 1 - end] === now[now.length - 1 - end]) end++;
    const range = document.createRange();
    range.setStart(...placeIn(marked, start));
    range.setEnd(...placeIn(marked, old.length - end));
    range.deleteContents();
    range.insertNode(document.createTextNode(now.slice(start, now.length - end)));
    marked.normalize();
    // A mark that was emptied has nothing left to number.
    all(".mark", marked).filter((mark) => !mark.textContent).forEach((mark) => mark.remove());
    if (marked.textContent !== now) marked.textContent = now;
  }

  function placeIn(marked, offset) {
    const walker = document.createTreeWalker(marked, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (offset <= node.length) return [node, offset];
      offset -= node.length;
    }
    return [marked, marked.childNodes.length];
  }

  function markAt(offset) {
    const walker = document.createTreeWalker(one("#marked"), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (offset < node.length) return node.parentElement.closest(".mark");
      offset -= node.length;
    }
    return null;
  }

  function light(spans, chosen) {
    const wanted = new Set(spans);
    for (const element of all("[data-at]")) element.classList.toggle("lit", spansOf(element).some((span) => wanted.has(span)));
    // Of what quotes several words, all must be wanted: a single quote does not choose its whole element.
    for (const element of all(".light")) element.classList.toggle("lit", element === chosen || (!chosen && spansOf(element).some((span) => wanted.has(span))));
  }

  function choose(link) {
    const unlight = link.classList.contains("lit") && link.dataset.chosen === "yes";
    for (const element of all("[data-chosen]")) delete element.dataset.chosen;
    light(unlight ? [] : spansOf(link), link);
    if (unlight) { link.classList.remove("lit"); return; }
    link.dataset.chosen = "yes";
    const mark = one("#marked .mark.lit");
    if (mark) mark.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.quote[data-at], a.light[data-at]");
    if (!link) return;
    event.preventDefault();
    choose(link);
  });

  function atCaret(scroll) {
    const mark = note.selectionStart === note.selectionEnd ? markAt(note.selectionStart) : null;
    light(mark ? spansOf(mark) : [], null);
    const home = scroll && mark && all("#answer .lit").find((element) => element.offsetParent);
    if (home && matchMedia("(min-width: 60rem)").matches) home.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  // Gaps, one after the other.
  let gap = null;
  function step(by) {
    const gaps = all("[data-gap]");
    if (!gaps.length) return;
    const here = gaps.findIndex((each) => each.id === gap);
    const next = here < 0 ? (by > 0 ? 0 : gaps.length - 1) : (here + by + gaps.length) % gaps.length;
    gap = gaps[next].id;
    gaps[next].focus({ preventScroll: true });
    gaps[next].scrollIntoView({ block: "start", behavior: "instant" });
  }

  function say() {
    const answer = one("#answer"), said = one("#said");
    if (answer && said && said.textContent !== answer.dataset.said) said.textContent = answer.dataset.said;
  }

  if (note) {
    const writing = () => { one("#marked").setAttribute("aria-hidden", "true"); one("#marked").inert = true; follow(); };
    writing();
    note.addEventListener("input", follow);
    note.addEventListener("click", () => atCaret(true));
    note.addEventListener("keyup", (event) => { if (/^(Arrow|Home|End|Page)/.test(event.key)) atCaret(false); });
    one("#next").addEventListener("click", () => step(1));
    one("#previous").addEventListener("click", () => step(-1));
    one("#print").addEventListener("click", () => print());
    document.addEventListener("keydown", (event) => {
      if (event.key !== "F8" || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      step(event.shiftKey ? -1 : 1);
    });
    // An empty line for the next code, as soon as the last one is begun.
    one("#desk").addEventListener("input", (event) => {
      const row = event.target.name === "code" && event.target.value && event.target.closest("tr");
      if (!row || row.nextElementSibling) return;
      const next = row.cloneNode(true);
      const number = row.parentElement.rows.length + 1;
      for (const input of all("input", next)) {
        input.value = "";
        input.removeAttribute("placeholder");
        input.setAttribute("aria-label", input.getAttribute("aria-label").replace(/\d+$/, number));
      }
      row.after(next);
    });
    // What is being edited is never changed under the hand.
    document.body.addEventListener("htmx:oobBeforeSwap", (event) => {
      if (event.detail.target.contains(document.activeElement) && event.detail.target.id === "claim") event.detail.shouldSwap = false;
    });
    document.body.addEventListener("htmx:afterSettle", () => { writing(); say(); });
    document.body.addEventListener("htmx:responseError", (event) => {
      let problem = {};
      try { problem = JSON.parse(event.detail.xhr.responseText); } catch { /* not one of ours */ }
      one("#said").textContent = problem.detail || "This could not be checked.";
    });
    document.body.addEventListener("htmx:sendError", () => { one("#said").textContent = "ptnotelint does not answer: is it still running?"; });
  }

  // Files dropped anywhere on the upload's form.
  const drop = one(".drop");
  if (drop) {
    const files = one(".drop input[type=file]");
    drop.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
    drop.addEventListener("dragleave", () => drop.classList.remove("over"));
    drop.addEventListener("drop", (event) => { event.preventDefault(); drop.classList.remove("over"); files.files = event.dataTransfer.files; });
  }
})();
