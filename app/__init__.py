"""Leukopenia Companion: learn about low white cells, keep blood counts, hand them over; all on this device."""

__version__ = "0.1.0"
