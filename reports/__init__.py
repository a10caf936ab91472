"""Reporting: claims and verdicts of a document in reading order, rendered in many forms."""
