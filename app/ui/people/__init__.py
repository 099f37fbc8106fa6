"""People: whose counts are kept on this phone. `everybody` lists them, `form` holds one person's facts and contacts."""

from app.ui.people.everybody import People
from app.ui.people.form import PersonForm

__all__ = ["People", "PersonForm"]
