"""spaCy's English tokenizer, kept fast on text with line breaks and kept whole on clinical shorthand."""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy import registry
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

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


NAME = "ptnotelint.shorthand.v1"  # in spaCy's registry, for a pipeline that is built with this tokenizer


@registry.tokenizers(NAME)
def shorthand_tokenizer() -> Callable[[Language], Tokenizer]:
    """English with clinical shorthand kept whole, for ``nlp.tokenizer`` of a config."""
    return lambda nlp: _tokenizer(nlp, nlp.Defaults.tokenizer_exceptions, nlp.Defaults.token_match, nlp.Defaults.url_match)


def adapt_tokenizer(nlp: Language) -> None:
    """Make a pipeline's tokenizer keep shorthand whole and cache chunks in text with line breaks."""
    usual = nlp.tokenizer
    nlp.tokenizer = _tokenizer(nlp, usual.rules, usual.token_match, usual.url_match)
    nlp.tokenizer.faster_heuristics = usual.faster_heuristics


def _tokenizer(nlp: Language, rules: dict, english, url_match) -> Tokenizer:
    """A new tokenizer, because setting any property of an existing one reloads its 1,300 rules each time.

    Whitespace special cases (a line break is one) stop spaCy from caching anything after them in a
    document (explosion/spaCy#13950); dropping those rules leaves the tokens as they were.
    """
    defaults, shorthand = nlp.Defaults, SHORTHAND.match
    return Tokenizer(
        nlp.vocab,
        rules={chunk: rule for chunk, rule in rules.items() if chunk.strip()},
        prefix_search=compile_prefix_regex([*defaults.prefixes, *EDGES]).search,
        suffix_search=compile_suffix_regex([*defaults.suffixes, *EDGES]).search,
        infix_finditer=compile_infix_regex([*defaults.infixes, *BETWEEN]).finditer,
        token_match=(lambda chunk: shorthand(chunk) or english(chunk)) if english else shorthand,
        url_match=url_match,
        max_cache_size=100_000,  # the lexicon's own terms would fill spaCy's 10,000 before the first note
    )
