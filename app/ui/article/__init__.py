"""Learn: the article. `contents` lists and searches, `section` reads, `blocks` draws, `term` explains."""

from app.ui.article.contents import Learn
from app.ui.article.section import Section

__all__ = ["Learn", "Section"]
