"""The front door: check an article's figures and facts against each other."""
