"""Make pictures by a number: landscapes of noise, charts, posters; and what people do to pictures before they post them."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageDraw, ImageFont
from tests.making.scans import find_font

if TYPE_CHECKING:
    from collections.abc import Callable

_WORDS = "harbour quay orchestra river library silt barge winter bell market ferry lantern archive bridge tide wool".split()  # noqa: SIM905


def make_landscape(seed: int, size: tuple[int, int] = (800, 600)) -> Image.Image:
    """Hills, clouds and blocks of coloured noise: as rough and as smooth as a photograph."""
    rng = np.random.default_rng(seed)
    width, height = size
    field = np.zeros((height, width, 3))
    for step in (4, 8, 16, 40, 100):
        coarse = rng.normal(0, 1, (height // step + 2, width // step + 2, 3))
        layer = np.stack([_stretch(coarse[:, :, c], size) for c in range(3)], axis=2)
        field += layer * step**0.7 * np.array([1.0, 0.9, 0.8])
    field += np.linspace(rng.uniform(-20, 20), rng.uniform(-20, 20), height)[:, None, None]
    field = 128 + 45 * (field - field.mean()) / field.std()
    picture = Image.fromarray(np.clip(field, 0, 255).astype(np.uint8))
    draw = ImageDraw.Draw(picture)
    for _shape in range(rng.integers(3, 9)):
        x, y, w, h = rng.uniform(0, 1, 4) * (width, height, width / 3, height / 3)
        draw.rectangle((x, y, x + w, y + h), fill=tuple(int(c) for c in rng.integers(0, 255, 3)))
    return picture


def make_chart(seed: int, size: tuple[int, int] = (800, 600)) -> Image.Image:
    """Bars on axes: charts look alike, and each says something else."""
    rng = np.random.default_rng(seed)
    picture = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(picture)
    width, height = size
    font = ImageFont.truetype(find_font("latin"), height // 30)
    draw.text((width * 0.12, height * 0.04), " ".join(rng.choice(_WORDS, 4)).capitalize(), font=font, fill="black")
    draw.line((width * 0.1, height * 0.1, width * 0.1, height * 0.88, width * 0.95, height * 0.88), fill="black", width=2)
    count = int(rng.integers(6, 12))
    for bar in range(count):
        left = width * (0.13 + 0.8 * bar / count)
        top = height * (0.88 - rng.uniform(0.08, 0.7))
        draw.rectangle((left, top, left + width * 0.5 / count, height * 0.88), fill=(70, 110, 160))
        draw.text((left, height * 0.9), str(rng.choice(_WORDS))[:5], font=font, fill="black")
        draw.text((left, top - height * 0.045), str(rng.integers(10, 999)), font=font, fill="black")
    return picture


def make_text(seed: int, size: tuple[int, int] = (620, 877)) -> Image.Image:
    """A page of words: to a camera all pages are one."""
    rng = np.random.default_rng(seed)
    picture = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(picture)
    font = ImageFont.truetype(find_font("latin"), 15)
    for row in range(36):
        draw.text((60, 60 + row * 21), " ".join(rng.choice(_WORDS, 9)), font=font, fill="black")
    return picture


def make_poster(seed: int, size: tuple[int, int] = (700, 700)) -> Image.Image:
    """Large words over a coloured ground."""
    rng = np.random.default_rng(seed)
    picture = Image.new("RGB", size, tuple(int(c) for c in rng.integers(60, 255, 3)))
    draw = ImageDraw.Draw(picture)
    for _blot in range(12):
        x, y = rng.uniform(0, 1, 2) * size
        r = rng.uniform(20, 120)
        draw.ellipse((x - r, y - r, x + r, y + r), fill=tuple(int(c) for c in rng.integers(0, 255, 3)))
    font = ImageFont.truetype(find_font("latin bold"), 64)
    for row in range(4):
        draw.text((40, 60 + row * 150), " ".join(rng.choice(_WORDS, 2)), font=font, fill="black")
    return picture


def _stretch(coarse: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    return np.asarray(Image.fromarray(coarse.astype(np.float32)).resize(size, Image.Resampling.BICUBIC), dtype=float)


def recompress(picture: Image.Image, quality: int = 40) -> Image.Image:
    out = BytesIO()
    picture.convert("RGB").save(out, "JPEG", quality=quality)
    return Image.open(BytesIO(out.getvalue())).convert("RGB")


def resize(picture: Image.Image, share: float) -> Image.Image:
    return picture.resize((round(picture.width * share), round(picture.height * share)), Image.Resampling.LANCZOS)


def caption(picture: Image.Image, *, above: bool = False, share: float = 0.2, dark: bool = False) -> Image.Image:
    """Put a bar with words above or below."""
    bar = round(picture.height * share)
    out = Image.new("RGB", (picture.width, picture.height + bar), "black" if dark else "white")
    out.paste(picture, (0, bar if above else 0))
    font = ImageFont.truetype(find_font("latin bold"), max(bar // 3, 8))
    at = (picture.width // 20, (0 if above else picture.height) + bar // 4)
    ImageDraw.Draw(out).text(at, "Look at the old harbour now", font=font, fill="white" if dark else "black")
    return out


def crop(picture: Image.Image, left: float = 0, top: float = 0, right: float = 0, bottom: float = 0) -> Image.Image:
    """Cut shares off the sides."""
    w, h = picture.size
    return picture.crop((round(w * left), round(h * top), round(w * (1 - right)), round(h * (1 - bottom))))


CHANGES: dict[str, Callable[[Image.Image], Image.Image]] = {
    "recompressed": recompress,
    "half size": lambda p: recompress(resize(p, 0.5), 70),
    "caption below": lambda p: recompress(caption(p), 75),
    "caption above": lambda p: recompress(caption(p, above=True, dark=True), 75),
    "cropped 15 % on two sides": lambda p: recompress(crop(p, left=0.15, top=0.15), 75),
    "cropped 30 % on one side": lambda p: recompress(crop(p, right=0.3), 75),
    "cropped 25 % and 30 %": lambda p: recompress(crop(p, left=0.25, bottom=0.3), 75),
    "cropped 10 % all round": lambda p: recompress(crop(p, 0.1, 0.1, 0.1, 0.1), 75),
    "cropped and captioned": lambda p: recompress(caption(crop(p, left=0.2, bottom=0.1), above=True), 60),
    "cropped, captioned, small": lambda p: recompress(resize(caption(crop(p, right=0.25, top=0.1)), 0.6), 50),
}
KINDS = {"landscape": make_landscape, "chart": make_chart, "text": make_text, "poster": make_poster}


def to_png(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
