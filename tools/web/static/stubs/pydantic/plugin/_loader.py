"""In place of the search for plugins: none is installed, and looking takes a reader of e-mail headers."""


def get_plugins():
    """No plugins."""
    return ()
