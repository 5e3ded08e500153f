"""A report in a notebook: the note with what was found in it marked, as at the desk; and the same as spans for displaCy."""

from __future__ import annotations

from dataclasses import dataclass

from ptnotelint.codebook import Codebook
from ptnotelint.report import REMINDER, NoteReport
from ptnotelint.web.cards import answer_of
from ptnotelint.web.studio import STATIC, render
from ptnotelint.write.marks import Piece, span_name
from ptnotelint.write.words import element_words


@dataclass(frozen=True, slots=True)
class Shown:
    """What a notebook shows as HTML."""

    html: str

    def _repr_html_(self) -> str:
        return self.html


def show(report: NoteReport, text: str) -> Shown:
    """The note marked, with each code's verdict, gaps and questions.

    Parameters
    ----------
    report : NoteReport
    text : str
        The note that it is of.

    Returns
    -------
    Shown
        Jupyter and others display it; ``.html`` is the page's part, without scripts and with everything escaped.

    Examples
    --------
    >>> import ptnotelint
    >>> text = "97140 Manual 12 min: grade III glides R GH joint."
    >>> 'class="mark found"' in show(ptnotelint.lint(text, billed=["97140"]), text).html
    True
    """
    answer = answer_of(report, text, Codebook.load())
    style = (STATIC / "marks.css").read_text(encoding="utf-8")
    uses = {span_name(*span): labels for span, labels in _uses(report).items()}

    def told(piece: Piece) -> str:
        return ", ".join(dict.fromkeys(label for span in piece.spans for label in uses.get(span, ())))

    return Shown(render("shown.html", answer=answer, style=style, reminder=REMINDER, told=told))


def displacy_spans(report: NoteReport, text: str) -> dict:
    """The report's evidence as displaCy takes it: ``displacy.render(displacy_spans(report, text), style="span", manual=True)``.

    Returns
    -------
    dict
        ``text``, ``tokens`` (of the linter's tokenizer) and ``spans`` with ``start_token``, ``end_token`` and ``label``
        (``97110 volume``; with ``refused:`` before it for near misses of what is not present); a span covers every token that it touches.

    Examples
    --------
    >>> import ptnotelint
    >>> text = "97110 15 min: SLR 3x10"
    >>> found = displacy_spans(ptnotelint.lint(text, billed=["97110"]), text)
    >>> found["tokens"][-2:], {span["label"] for span in found["spans"] if span["start_token"] == len(found["tokens"]) - 1}
    (['SLR', '3x10'], {'97110 volume'})
    """
    import spacy

    from ptnotelint.nlp.tokenizer import adapt_tokenizer

    nlp = spacy.blank("en")
    adapt_tokenizer(nlp)
    doc = nlp.make_doc(text)
    spans = []
    for (start, end), labels in _uses(report).items():
        if (span := doc.char_span(start, end, alignment_mode="expand")) is not None:
            spans += [{"start_token": span.start, "end_token": span.end, "label": label} for label in labels]
    return {"text": text, "tokens": [token.text for token in doc], "spans": spans, "title": None}


def _uses(report: NoteReport) -> dict[tuple[int, int], list[str]]:
    """Each span of the text with what it is evidence of, or was refused for."""
    uses: dict[tuple[int, int], list[str]] = {}
    for code in report.codes:
        for element in code.elements:
            label = f"{code.code} {element_words(element.element)}"
            found = [(item, label) for item in element.evidence]
            found += [(item, f"refused: {label}") for item in element.refused if element.status != "present"]
            for item, said in found:
                if item.source == "text" and item.start is not None and item.start < item.end:
                    uses.setdefault((item.start, item.end), []).append(said)
    return dict(sorted(uses.items()))
