"""One served site for each test that asks for it."""

from collections.abc import Iterator

import pytest

from tests.web.site import Site


@pytest.fixture
def site() -> Iterator[Site]:
    """The built site, served."""
    served = Site().start()
    yield served
    served.stop()
