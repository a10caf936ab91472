"""Claims: every figure and factual statement of a document, typed, each with its place and its sources.

`read(document)` is the one verb of this package.
"""

from claims.claim import FACTS, FIGURES, KINDS, Claim, Claims
from claims.document import Block, Cell, Document, Link, Period, Quote, Table
from claims.quantity import Quantity, Range, decimal_string
from claims.read import read

__all__ = [
    "FACTS",
    "FIGURES",
    "KINDS",
    "Block",
    "Cell",
    "Claim",
    "Claims",
    "Document",
    "Link",
    "Period",
    "Quantity",
    "Quote",
    "Range",
    "Table",
    "decimal_string",
    "read",
]
