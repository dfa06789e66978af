"""
What the extraction layer raises, all of it about the article that was given:

* ExtractionError
  + EmptyText          nothing is left to read once boilerplate is out
  + TextTooLong        the text is over the limit
  + UndecodableText    the bytes are not text in the encoding they claim
  + NotEnglish         the text is in another language
  + BadDate            the publication date is in the future or impossible
  + ModelMissing       the spaCy model is not installed
"""

from __future__ import annotations


class ExtractionError(Exception):
    """An article that cannot be read; the message says what to do about it."""


class EmptyText(ExtractionError):
    """Nothing is left to read once boilerplate is out."""


class TextTooLong(ExtractionError):
    """The text is over the limit."""


class UndecodableText(ExtractionError):
    """The bytes are not text in the encoding they claim."""


class NotEnglish(ExtractionError):
    """The text is in another language."""


class BadDate(ExtractionError):
    """The publication date is in the future or impossible."""


class ModelMissing(ExtractionError):
    """The spaCy model is not installed."""
