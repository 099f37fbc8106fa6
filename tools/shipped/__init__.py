"""Runs tests in the Python that ships to the browser: Pyodide, under node, with the wheels the site carries."""
