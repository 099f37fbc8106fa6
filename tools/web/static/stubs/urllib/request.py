"""In place of what opens addresses; fpdf2 names these for pictures from the web, of which there are none."""


def build_opener(*_handlers):
    """Refuse: this app opens no address."""
    raise NotImplementedError("nothing is fetched from a network")


class Request:
    """A request; none is ever made."""

    def __init__(self, *_args, **_kwargs):
        build_opener()


HTTPHandler = HTTPSHandler = HTTPRedirectHandler = ProxyHandler = Request
