"""Finding relations: an index of a document's figures, and the cues that govern each of them."""

from checkers._gather.index import Figure, Index, Sentence

__all__ = ["Figure", "Index", "Sentence"]
"""What checkers bind figures with."""
