"""In place of fpdf's templates, which nothing here is written in."""


class Template:
    """A page to be filled in; none is ever made."""

    def __init__(self, *_args, **_kwargs):
        raise NotImplementedError("templates are not shipped")


FlexTemplate = Template
