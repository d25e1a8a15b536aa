"""Ingest: any photograph we are given becomes one plain kind of picture, or a sentence saying why not."""

import io
from typing import cast

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from quizzes.forgery.picture import Picture

FORMATS = ("JPEG", "PNG", "WEBP")
LONG_SIDE = 1280
MAX_PIXELS = 60_000_000
MIN_SIDE = 64

_GREY_16 = ("I;16", "I;16B", "I;16L", "I")
# What photo apps call the small colour profile that says no more than "sRGB".
_PLAIN_PROFILES = ("srgb", "c2")


class IngestError(ValueError):
    """A file cannot be used; `str(error)` is a sentence for the person who gave it, `key` a word for programs."""

    def __init__(self, sentence: str, key: str = "damaged") -> None:
        super().__init__(sentence)
        self.key = key


def ingest(
    data: bytes, *, crop: tuple[int, int, int, int] | None = None, long_side: int = LONG_SIDE
) -> Picture:
    """Decode a photograph to RGB (height, width, 3; uint8), upright, without anything but its pixels.

    `crop` is (left, top, right, bottom) in pixels of the upright photograph; what is left is made smaller
    (Lanczos), never larger, until its longest side is at most `long_side` pixels. What is transparent becomes
    white; colours are brought to sRGB. Raises `IngestError`.
    """
    image = _to_rgb(_open(data))
    if crop is not None:
        left, top, right, bottom = crop
        if not (0 <= left < right <= image.width and 0 <= top < bottom <= image.height):
            raise IngestError(
                f"The part to cut out, {list(crop)}, does not lie inside the picture "
                f"of {image.width} by {image.height} pixels."
            )
        image = image.crop(crop)
    if min(image.size) < MIN_SIDE:
        raise IngestError(
            f"The picture is only {image.width} by {image.height} pixels; "
            f"both sides must be at least {MIN_SIDE}.",
            "too-small",
        )
    scale = long_side / max(image.size)
    if scale < 1:
        size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
        image = image.resize(size, Image.Resampling.LANCZOS)
    return np.array(image, dtype=np.uint8)


def _open(data: bytes) -> Image.Image:
    """Decode the first frame to the end, turned upright; the header alone is never believed."""
    too_large = f"The picture has more than {MAX_PIXELS // 1_000_000} million pixels. Make it smaller first."
    try:
        image = Image.open(io.BytesIO(data), formats=FORMATS)
        # Checked before anything is decoded: a small file can promise a picture that fills the memory.
        if image.width * image.height > MAX_PIXELS:
            raise IngestError(too_large, "too-many-pixels")
        image.load()
    except IngestError:
        raise
    except Image.DecompressionBombError as error:
        raise IngestError(too_large, "too-many-pixels") from error
    except UnidentifiedImageError as error:
        raise IngestError(
            "This is not a picture we can read. JPEG, PNG and WebP will do.", "unknown"
        ) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise IngestError(
            "The picture is damaged or not complete. Try the file again from its source."
        ) from error
    try:
        return ImageOps.exif_transpose(image)
    except (OSError, SyntaxError, ValueError, TypeError):
        # A broken EXIF block says nothing to be trusted; the pixels are fine as they are.
        return image


def _to_rgb(image: Image.Image) -> Image.Image:
    if image.mode in _GREY_16:
        # Pillow would cut 16 bits off at 255, which makes nearly everything white.
        deep = cast(NDArray[np.int64], np.asarray(image).astype(np.int64))
        image = Image.fromarray(np.clip(deep >> 8, 0, 255).astype(np.uint8))
    if image.mode in ("LA", "PA", "RGBA", "La", "RGBa") or "transparency" in image.info:
        solid = image.convert("RGBA")
        paper = Image.new("RGBA", solid.size, (255, 255, 255, 255))
        image = Image.alpha_composite(paper, solid).convert("RGB")
    elif image.mode in ("RGB", "CMYK"):
        image = _to_srgb(image)
    return image.convert("RGB")


def _to_srgb(image: Image.Image) -> Image.Image:
    """Bring the colours of a wide profile (Adobe RGB, Display P3) to sRGB: the profile itself is dropped."""
    profile = image.info.get("icc_profile")
    if not profile:
        return image
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        name = ImageCms.getProfileDescription(own).strip().lower()
        if name.startswith(_PLAIN_PROFILES):
            return image
        turned = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        # An unreadable profile is a wrong label on a good picture; the usual colours are our best guess.
        return image
    return image if turned is None else turned
