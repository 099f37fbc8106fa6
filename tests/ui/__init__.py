"""Screens without Flutter: a real Flet session and a client that only answers. `render` alone knows Flet's insides."""
