"""What each billed code needs a note to say, kept as data: one TOML file per code, element, payer and rule.

Examples
--------
>>> Codebook.load().payer("default").words
'no particular payer'
"""

from ptnotelint.codebook.book import Codebook
from ptnotelint.codebook.claim_tables import ClaimTables
from ptnotelint.codebook.entries import Code, Element, Example, Rule, RuleExample, Sign
from ptnotelint.codebook.payers import Payer
from ptnotelint.codebook.vocabulary import CHECKS, FAMILIES, LABELS, LEVELS

__all__ = ["CHECKS", "FAMILIES", "LABELS", "LEVELS", "ClaimTables", "Code", "Codebook", "Element", "Example", "Payer", "Rule", "RuleExample", "Sign"]
