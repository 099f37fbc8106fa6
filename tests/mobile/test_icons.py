"""The icons and the splash: drawn from the one drawing, whole under every mask, and taken by Flet without a warning."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from flet_platform_assets import (
    IconOptions,
    RenderResult,
    SplashOptions,
    load_source,
    parse_hex_color,
    render_icons,
    render_splash,
)
from PIL import Image, ImageChops

from tools import icons
from tools.mobile.wheels import project
from tools.provide import chromium

ASSETS = icons.ASSETS
TEAL = parse_hex_color(icons.GROUND)
SETTINGS = project()["tool"]["flet"]


def rendered(platform: str) -> RenderResult:
    source, finished = load_source(ASSETS / f"icon_{platform}.png")
    return render_icons(source, IconOptions(background=TEAL), platform=platform, pre_rendered=finished)


def test_every_picture_has_its_size_and_only_ios_is_without_transparency() -> None:
    said = {name: (Image.open(ASSETS / name).size, Image.open(ASSETS / name).mode) for name in icons.CUTS}
    assert said == {
        "icon.png": ((1024, 1024), "RGB"),
        "icon_ios.png": ((1024, 1024), "RGB"),
        "icon_android.png": ((1024, 1024), "RGBA"),
        "splash.png": ((768, 768), "RGBA"),
        "splash_dark.png": ((768, 768), "RGBA"),
    }


def test_the_settings_name_the_drawing_s_own_ground() -> None:
    assert icons.GROUND in (ASSETS / "icon.svg").read_text()
    assert SETTINGS["icon_background"] == SETTINGS["android"]["adaptive_icon_background"] == icons.GROUND


def test_android_s_launcher_never_cuts_the_cell() -> None:
    layer = Image.open(ASSETS / "icon_android.png").getchannel("A")
    left, top, right, bottom = layer.getbbox() or (0, 0, 0, 0)
    widest = max(right - left, bottom - top) / layer.width
    assert 0.5 < widest <= 66 / 108
    assert abs((left + right) / 2 - 512) < 3
    assert abs((top + bottom) / 2 - 512) < 3


def test_flet_makes_every_size_from_them_without_a_warning() -> None:
    android, ios = rendered("android"), rendered("ios")
    assert (len(android.assets), len(ios.assets), android.warnings, ios.warnings) == (10, 15, [], [])
    assert {one.image.width for one in ios.assets} >= {20, 60, 120, 180, 1024}
    assert {one.image.mode for one in ios.assets} == {"RGB"}  # the App Store refuses transparency


def test_the_themed_icon_is_made_of_the_drawing_s_own_shapes_and_stays_inside_the_mask() -> None:
    text = icons.THEMED.read_text()
    assert text == icons.themed()
    root = ET.fromstring(text)
    here = "{http://schemas.android.com/apk/res/android}"
    assert len(list(root.iter("path"))) == 1 + 9 + 1
    side = float(root.attrib[f"{here}viewportWidth"])
    assert (2 * 155 + 14) / side <= 66 / 108
    assert all(one.get(f"{here}fillColor") or one.get(f"{here}strokeColor") for one in root.iter("path"))


@pytest.mark.parametrize("platform", ["android", "ios"])
def test_the_splash_is_taken_light_and_dark(platform: str) -> None:
    light, dark = (load_source(ASSETS / name)[0] for name in ("splash.png", "splash_dark.png"))
    options = SplashOptions(**SETTINGS["splash"])
    made = render_splash(light, dark, options, platform=platform)
    assert made.warnings == []
    assert len(made.assets) == {"android": 20, "ios": 8}[platform]


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.xdist_group("browser")
def test_the_pictures_are_what_the_drawing_gives() -> None:
    assert chromium(), "Get a Chromium with: python -m tools.provide"
    for name, data in icons.draw().items():
        assert apart(ASSETS / name, data) < 1.0, name


def apart(file: Path, data: bytes) -> float:
    """The mean difference of two pictures, of 255; other versions of Chromium smooth edges a little differently."""
    from io import BytesIO

    one, two = Image.open(file).convert("RGBA"), Image.open(BytesIO(data)).convert("RGBA")
    histogram = ImageChops.difference(one, two).convert("L").histogram()
    return sum(value * count for value, count in enumerate(histogram)) / (one.width * one.height)
