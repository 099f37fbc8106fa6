"""`AppState`: what screens see, and one method for each thing a person can do. Write first, then show.

Every action returns whether it happened. When it did not, `notice` says why and nothing has changed, so a form keeps
its text. Sentences in `notice` and `trouble` are catalog sentences: a screen says `_(notice.text).format(**values)`.
Knows the core and the store; not screens, not files, not where it runs.
"""

from app.state.held import Notice
from app.state.locking import WRONG
from app.state.state import AppState

__all__ = ["WRONG", "AppState", "Notice"]
