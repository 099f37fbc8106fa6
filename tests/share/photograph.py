"""Pictures of a code as a hand holds a phone: turned, tilted, blurred and noisy."""

import io

import numpy as np
from PIL import Image, ImageFilter

SIDE = 460
"""Pixels across the photograph's code."""


def photographed(png: bytes, seed: int) -> Image.Image:
    """The code on a grey table: perspective, up to 12° of turn, blur, uneven light and noise."""
    dice = np.random.default_rng(seed)
    code = Image.open(io.BytesIO(png)).convert("L").resize((SIDE, SIDE), Image.Resampling.LANCZOS)
    table = Image.new("L", (SIDE + 200, SIDE + 200), 205)
    table.paste(code, (100, 100))
    corners = np.array([[0, 0], [660, 0], [660, 660], [0, 660]], float)
    shifted = corners + dice.uniform(-38, 38, corners.shape)
    table = table.transform((660, 660), Image.Transform.PERSPECTIVE, _solve(corners, shifted), Image.Resampling.BICUBIC)
    table = table.rotate(float(dice.uniform(-12, 12)), Image.Resampling.BICUBIC, fillcolor=205)
    table = table.filter(ImageFilter.GaussianBlur(float(dice.uniform(0.4, 1.1))))
    light = np.linspace(0.75, 1.0, 660)[None, :] * np.asarray(table, float) + dice.normal(0, 7, (660, 660))
    return Image.fromarray(np.clip(light, 0, 255).astype(np.uint8))


def _solve(target: np.ndarray, source: np.ndarray) -> tuple[float, ...]:
    rows, right = [], []
    for (x, y), (u, v) in zip(target, source, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        right += [u, v]
    return tuple(np.linalg.solve(np.array(rows), np.array(right)))
