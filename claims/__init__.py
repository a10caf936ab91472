"""Reading: every figure and factual statement of a document as a typed claim."""
