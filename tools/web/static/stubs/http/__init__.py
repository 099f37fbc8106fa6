"""In place of the library's web client: nothing here fetches anything."""
