"""Stands in for the library's unittest, which fpdf names in a module about signatures that nothing here signs."""
