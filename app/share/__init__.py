"""What leaves the app: each file turns one frozen `Summary` into text or bytes, and two read back what it wrote.

It knows the core and one format library per file, loaded when needed; it may not know Flet, the store or the screen.
"""
