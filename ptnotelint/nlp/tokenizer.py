"""spaCy's English tokenizer, kept fast on text with line breaks and kept whole on clinical shorthand."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial

from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex
from spacy.vocab import Vocab

# Chunks that stay one token: doses, clock ranges, spinal levels, units run into numbers, slashed abbreviations.
SHORTHAND = re.compile(
    r"""(?ix:
      \d{1,3}(?:\.\d+)?[x×]\d{1,4}(?:["”″'’′]{1,2}|s|sec|min|lbs?|ft)?   # 3x10 3×10 10x5" 2x30s
    | [x×]\d{1,4}(?:["”″'’′]{1,2}|s|sec|min|ft)?                         # x30 x10"
    | \d{1,4}["”″'’′]                                                    # 30" 15'
    | \d{1,3}(?:\.\d+)?\#                                                # 5#
    | \d{1,3}\+?/\d{1,3}                                                 # 2/10
    | \.?\d{1,2}(?:\.\d+)?w/cm(?:2|²)                                    # 1.5w/cm2
    | \d{1,2}:\d\d[-–—]\d{1,2}:\d\d                                      # 9:00-9:15
    | [ctls]\d{1,2}[-–/](?:[ctls]?\d{1,2})                               # L4-5 L5-S1 L4/5
    | (?:w|s|c|p|a|b|d|h|l|n|o|r|u)/(?:[a-z]{1,2})?                      # w/ s/p w/o b/l
    )\Z"""
)
# Marks that part words in notes and that English leaves inside a token: table bars, arrows, plus signs.
BETWEEN = [r"[|→•·=]", r"(?<=[A-Za-z])[+&>](?=[A-Za-z])", r"(?<=[A-Za-z])-(?=\d)"]
EDGES = [r"\|", r"→", r"•", r"·", r"=", r">", r"~"]


# What spaCy's classes of letters hold of ASCII, and of the exceptions that it makes for English ("ä.").
ALPHABETS = {ALPHA: "A-Za-zäöü", ALPHA_LOWER: "a-zäöü", ALPHA_UPPER: "A-Z"}
UNLETTERED = re.compile("[\0-\xbf×÷\u2000-\u2bff]*\\Z")  # besides ASCII only signs, arrows and the like


def adapt_tokenizer(nlp: Language) -> None:
    """Make a pipeline's tokenizer keep shorthand whole and cache chunks in text with line breaks."""
    usual = nlp.tokenizer
    nlp.tokenizer = _tokenizer(nlp.vocab, usual.rules, usual.token_match, usual.url_match, *_marks(nlp.Defaults))
    nlp.tokenizer.faster_heuristics = usual.faster_heuristics


def quick_tokenizer(nlp: Language) -> Tokenizer:
    """The same for a new pipeline; the letters of other alphabets are compiled only when a chunk holds one.

    They are nine tenths of spaCy's patterns, and a fortieth of a cold start.
    """
    defaults = nlp.Defaults
    exceptions = " ".join(chunk for chunk in defaults.tokenizer_exceptions if not chunk.isascii())  # "I’m", "ಠ_ಠ": asked about, and their parts, when they are learnt
    few, all_of_them = _marks(defaults, _few_letters), cache(partial(_marks, defaults))

    def by_chunk(which: int) -> Callable:
        quick = few[which]
        return lambda chunk: quick(chunk) if chunk.isascii() or UNLETTERED.match(chunk) or chunk in exceptions else all_of_them()[which](chunk)

    return _tokenizer(nlp.vocab, defaults.tokenizer_exceptions, defaults.token_match, defaults.url_match, *map(by_chunk, range(3)))


def _marks(defaults, spelled: Callable[[str], str] = str) -> tuple[Callable, Callable, Callable]:
    """What finds the marks to be cut off at a chunk's beginning, at its end and in its middle, the patterns `spelled` as told."""
    return (compile_prefix_regex(map(spelled, [*defaults.prefixes, *EDGES])).search,
            compile_suffix_regex(map(spelled, [*defaults.suffixes, *EDGES])).search,
            compile_infix_regex(map(spelled, [*defaults.infixes, *BETWEEN])).finditer)


def _few_letters(pattern: str) -> str:
    """A pattern with short classes of letters."""
    for letters, short in ALPHABETS.items():
        pattern = pattern.replace(letters, short)
    return pattern


def _tokenizer(vocab: Vocab, rules: dict, english, url_match, prefix: Callable, suffix: Callable, infix: Callable) -> Tokenizer:
    """A new tokenizer, because setting any property of an existing one reloads its 1,300 rules each time.

    Whitespace special cases (a line break is one) stop spaCy from caching anything after them in a
    document (explosion/spaCy#13950); dropping those rules leaves the tokens as they were.
    """
    shorthand = SHORTHAND.match
    return Tokenizer(
        vocab,
        rules={chunk: rule for chunk, rule in rules.items() if chunk.strip()},
        prefix_search=prefix,
        suffix_search=suffix,
        infix_finditer=infix,
        token_match=(lambda chunk: shorthand(chunk) or english(chunk)) if english else shorthand,
        url_match=url_match,
        max_cache_size=100_000,  # the lexicon's own terms would fill spaCy's 10,000 before the first note
    )
