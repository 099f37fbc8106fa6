"""What can go wrong with the record, each with the sentence that explains it."""

import errno
from typing import Literal

from app.core.words import N_

Code = Literal["full", "read_only", "elsewhere", "newer", "closed", "failed"]

SENTENCES: dict[Code, str] = {
    "full": N_(
        "Not saved: there is no room left on this device. Your text is still here. Free some space, then save again."
    ),
    "read_only": N_(
        "Not saved: this device does not let the app write. Your text is still here. "
        "Check the app’s storage permission, then save again."
    ),
    "elsewhere": N_(
        "Not saved: your record is open in another tab or window. Your text is still here. "
        "Close the other one, then save again."
    ),
    "newer": N_(
        "Your record was saved by a newer version of this app. Nothing in it was changed. "
        "Update the app to see it and to add to it."
    ),
    "closed": N_(
        "Not saved: your record could not be opened. Your text is still here. "
        "Close the app and open it again; if that does not help, save the raw file from Settings."
    ),
    "failed": N_("Not saved: writing to this device failed. Your text is still here. Please save again."),
}


class StoreError(Exception):
    """A write or a read that did not happen. What was saved before is as it was."""

    def __init__(self, code: Code, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code: Code = code
        self.text: str = SENTENCES[code]
        """A catalog sentence without places."""


def from_os_error(error: OSError) -> StoreError:
    """The store's own error for what the operating system said."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return StoreError("full", str(error))
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return StoreError("read_only", str(error))
    return StoreError("failed", str(error))


class Trouble:
    """Something found wrong while opening, which the person is told."""

    STEPPED_BACK = N_(
        "Part of your record was damaged, and the copy before the last change was used instead. "
        "Please check that your last change is there."
    )
    SET_ASIDE = N_(
        "Part of your record could not be read. It was set aside, not deleted, and the rest is here. "
        "Save the raw file from Settings and show it to somebody who can help."
    )
    MISSING = N_("Part of your record is missing from this device. If you have a backup, restore it in Settings.")
    UNREADABLE = N_(
        "Some entries could not be understood. They are kept as they are and are not shown. "
        "Save the raw file from Settings and show it to somebody who can help."
    )
