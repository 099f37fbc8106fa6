"""In place of fpdf's reader of SVG: our drawings are made of its own lines."""


class Percent(float):
    """A share of the width or height of a page, as SVG has it."""


class SVGLimits:
    """How large a drawing may be."""


class SVGObject:
    """A drawing read from SVG; none ever is."""

    def __init__(self, *_args, **_kwargs):
        raise NotImplementedError("SVG is not read in the browser")


def apply_svg_transform_to_user_space_gradients(*_args, **_kwargs):
    """Refuse."""
    raise NotImplementedError("SVG is not read in the browser")
