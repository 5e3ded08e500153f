"""The vocabulary in the form a note is read with: terms waiting under the first words of their spellings.

Parsing the TOML files and spelling out their terms takes longer than importing spaCy should, so the
result is kept beside them in ``compiled.json`` with a hash of the files it was made from. A file that
has been edited since is noticed and compiled anew in memory; ``python -m ptnotelint.lexicon.compiled``
writes the file again.
"""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache

from ptnotelint.lexicon import BRITISH, HERE, stems, surface_forms, term_lists

FILE = HERE / "compiled.json"
FIRST_WORD = re.compile(r"[^\W_]+")  # runs of letters and digits: coarser than any token


def sources_sha256() -> str:
    """Hash over the vocabulary files' names and bytes."""
    digest = hashlib.sha256()
    for stem in stems():
        digest.update(stem.encode() + b"\0" + (HERE / f"{stem}.toml").read_bytes() + b"\0")
    return digest.hexdigest()


def compile_lexicon() -> dict:
    """All lists but the headings: what each list means, and its terms by first word.

    Examples
    --------
    >>> any(term == "heel-raise" for _, term in compile_lexicon()["words"]["heel"])
    True
    """
    lists: list[list] = []
    words: dict[str, list] = {}
    headings: dict[str, list] = {}
    for stem in stems():
        for entry in term_lists(stem):
            if stem == "headings":
                headings.update({term: [entry.section, entry.family] for term in entry.terms})
                continue
            lists.append([entry.label, entry.family, entry.reason, entry.scope])
            for term in entry.terms:
                for word in sorted(_first_words(term)):
                    words.setdefault(word, []).append([len(lists) - 1, term])
    return {"sha256": sources_sha256(), "lists": lists, "words": words, "headings": headings}


@cache
def load_lexicon() -> dict:
    """The compiled vocabulary, from its file when that is of these very sources; read once, and not to be changed by who asks for it."""
    try:
        compiled = json.loads(FILE.read_bytes())
        if compiled["sha256"] == sources_sha256():
            return compiled
    except (OSError, ValueError, KeyError):
        pass
    return compile_lexicon()


def shared_words(term: str) -> list[str]:
    """Words that every spelling of a term holds: all but the last, of which there is a plural; none where British spelling changes one.

    Examples
    --------
    >>> shared_words("heel-raise off-step"), shared_words("mobilization belt")
    (['heel', 'raise', 'off'], [])
    """
    return [] if BRITISH.search(term) else FIRST_WORD.findall(term)[:-1]


def _first_words(term: str) -> set[str]:
    """First words of a term's spellings: more than one where the term is a single word with a plural."""
    return {match[0] if (match := FIRST_WORD.search(form)) else "" for form in surface_forms(term)}


if __name__ == "__main__":
    FILE.write_text(json.dumps(compile_lexicon(), ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
