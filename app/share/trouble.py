"""Why something handed to the app could not be read: one error, each reason one sentence for the person."""

from app.core.words import N_
from app.words import _

NOT_OURS = N_("This was not written by this app, so it cannot be opened here.")
NEWER = N_("This was written by a newer version of this app. Update the app, then open it again.")
DAMAGED_CODE = N_("One code could not be read cleanly. Scan or paste it again.")
MIXED_CODES = N_("These codes belong to different summaries. Start again with the codes of one summary only.")
MISSING_CODES = N_("Not all codes are here yet. Missing: {numbers}.")
NO_CODES = N_("There is no code of this app in this text.")
DAMAGED = N_("This file is damaged or was changed. Nothing was opened; ask for it again.")
DISAGREES = N_("A value in this file does not match what was typed ({what}). Nothing was opened.")
TOO_LARGE = N_("This file is too large to be a summary. Nothing was opened.")


class UnreadableError(ValueError):
    """Something to be read was refused, whole. `str()` is the sentence in the person's language."""

    def __init__(self, sentence: str, **values: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.values = values

    def __str__(self) -> str:
        return _(self.sentence).format(**self.values)
