"""Goldens for all that leaves the app, read back by readers nobody here wrote. `make accept` rewrites the goldens."""
