"""In place of the library's web client; fpdf2 derives its own from these, and nobody makes one."""


class HTTPConnection:
    """A connection; none is ever made."""

    def __init__(self, *_args, **_kwargs):
        raise NotImplementedError("nothing is fetched from a network")


HTTPSConnection = HTTPConnection
