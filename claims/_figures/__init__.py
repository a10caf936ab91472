"""The parts of the grammar of figures, one room each; `claims/figures.py` walks through them."""
