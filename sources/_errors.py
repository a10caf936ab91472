"""The one exception of this package."""


class SourceError(Exception):
    """A source that cannot be read. The message says what is wrong, where, and what to do about it."""
