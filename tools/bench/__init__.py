"""Measures the app: its parts alone, what leaves it, what it writes, and the site beside a stock Flet site.

It may use every floor and the tests' own drivers; nothing may use it.
"""
