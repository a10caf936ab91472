"""Documents, and what other sources say: the only package that reads files and opens connections."""
