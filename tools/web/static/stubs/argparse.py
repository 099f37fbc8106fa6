"""Stands in for the reader of command lines, which a module of fontTools names and nothing here has."""


class Namespace:
    """What a command line said."""


class ArgumentParser:
    """A reader of command lines; none is ever made."""

    def __init__(self, *_args, **_kwargs):
        raise NotImplementedError("there is no command line in the browser")
