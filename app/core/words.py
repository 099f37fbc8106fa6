"""Marks a sentence for the catalog. The core names sentences; `app.words` says them in the person's language."""


def N_(sentence: str) -> str:
    """Return *sentence* unchanged; the extractor collects it, the screen translates it."""
    return sentence
