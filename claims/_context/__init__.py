"""The parts of `claims/context.py`: classes of tokens, noun phrases, periods, and what qualifies what."""
