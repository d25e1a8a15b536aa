"""Every kind of photograph becomes the same kind of picture, or a sentence."""

import io
import zlib
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageCms, ImageFile

from quizzes.clips import ingest as ingest_module
from quizzes.clips.ingest import IngestError, ingest


def _file(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def _two_colours(width: int = 200, height: int = 100) -> Image.Image:
    """Red on the left, blue on the right."""
    image = Image.new("RGB", (width, height), (220, 20, 20))
    image.paste((20, 20, 220), (width // 2, 0, width, height))
    return image


def _near(pixel: object, colour: tuple[int, int, int], by: int = 12) -> bool:
    return bool(np.abs(np.asarray(pixel, int) - colour).max() <= by)


def test_photo_turned_by_its_camera_comes_out_upright() -> None:
    exif = Image.Exif()
    exif[274] = 6  # the camera was held on its side: turn right by 90 degrees
    upright = ingest(_file(_two_colours(), "JPEG", exif=exif, quality=95))
    assert upright.shape == (200, 100, 3)
    assert _near(upright[10, 50], (220, 20, 20))
    assert _near(upright[190, 50], (20, 20, 220))


def test_broken_exif_does_not_cost_the_photo() -> None:
    data = _file(_two_colours(), "JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\xff\xff\xff")
    assert ingest(data).shape == (100, 200, 3)


def test_grey_photo_gets_three_equal_channels() -> None:
    grey = ingest(_file(Image.linear_gradient("L")))
    assert grey.shape == (256, 256, 3)
    assert (grey[..., 0] == grey[..., 1]).all() and (grey[..., 1] == grey[..., 2]).all()


def test_sixteen_bit_grey_keeps_its_light() -> None:
    deep = np.linspace(0, 65535, 100 * 100).reshape(100, 100).astype(np.uint16)
    shown = ingest(_file(Image.fromarray(deep)))
    assert abs(int(shown[50, 50, 0]) - 128) <= 2
    assert shown[0, 0, 0] == 0 and shown[-1, -1, 0] == 255


def test_sixteen_bit_colour_is_read() -> None:
    def chunk(name: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big")

    row = b"\0" + b"\xc0\x00\x40\x00\x20\x00" * 80
    header = (80).to_bytes(4, "big") + (70).to_bytes(4, "big") + bytes((16, 2, 0, 0, 0))
    data = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(row * 70))
        + chunk(b"IEND", b"")
    )
    assert _near(ingest(data)[0, 0], (0xC0, 0x40, 0x20), by=1)


def test_cmyk_photo_becomes_rgb() -> None:
    red = Image.new("CMYK", (100, 100), (0, 255, 255, 0))
    assert _near(ingest(_file(red, "JPEG", quality=95))[50, 50], (255, 0, 0), by=20)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_becomes_white(mode: str) -> None:
    clear = Image.new("RGBA", (100, 100), (0, 0, 0, 0))
    options: dict[str, Any] = {"transparency": 0} if mode == "P" else {}
    image = Image.new("P", (100, 100), 0) if mode == "P" else clear.convert(mode)
    assert (ingest(_file(image, **options)) == 255).all()


def _profile_with_red_and_green_swapped() -> bytes:
    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = data.replace("sRGB".encode("utf-16-be"), "Wide".encode("utf-16-be"))
    return data.replace(b"rXYZ", b"????").replace(b"gXYZ", b"rXYZ").replace(b"????", b"gXYZ")


def test_colours_of_another_profile_are_brought_to_srgb() -> None:
    shown = ingest(_file(_two_colours(), icc_profile=_profile_with_red_and_green_swapped()))
    assert _near(shown[50, 20], (20, 220, 20))


@pytest.mark.parametrize("profile", ["sRGB", "LAB", ""])
def test_colours_stay_where_the_profile_says_nothing_new_or_nothing_at_all(profile: Any) -> None:
    data = ImageCms.ImageCmsProfile(ImageCms.createProfile(profile)).tobytes() if profile else b"no profile"
    plain = _two_colours()
    assert (ingest(_file(plain, icc_profile=data)) == np.asarray(plain)).all()


def test_webp_is_read() -> None:
    assert ingest(_file(_two_colours(), "WEBP", quality=90)).shape == (100, 200, 3)


def test_large_photo_is_made_smaller_and_small_one_left_alone() -> None:
    assert ingest(_file(_two_colours(2000, 1000)), long_side=640).shape == (320, 640, 3)
    assert ingest(_file(_two_colours(200, 100)), long_side=640).shape == (100, 200, 3)


def test_crop_is_taken_from_the_upright_photo() -> None:
    exif = Image.Exif()
    exif[274] = 6
    data = _file(_two_colours(), "JPEG", exif=exif, quality=95)
    assert _near(ingest(data, crop=(0, 110, 100, 200))[0, 0], (20, 20, 220))


@pytest.mark.parametrize("crop", [(0, 0, 201, 100), (-1, 0, 100, 100), (50, 0, 50, 100)])
def test_crop_beyond_the_photo_is_refused(crop: tuple[int, int, int, int]) -> None:
    with pytest.raises(IngestError, match="does not lie inside the picture of 200 by 100"):
        ingest(_file(_two_colours()), crop=crop)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_half_a_file_is_refused_with_a_sentence(kind: str) -> None:
    rng = np.random.default_rng(0)
    data = _file(Image.fromarray(rng.integers(0, 255, (200, 200, 3), dtype=np.uint8)), kind)
    with pytest.raises(IngestError, match="damaged or not complete"):
        ingest(data[: len(data) // 2])


@pytest.mark.parametrize("data", [b"", b"hello", b"ffconcat version 1.0\nfile secret.txt\n", b"%PDF-1.7\n"])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(IngestError, match="not a picture we can read"):
        ingest(data)


def test_other_kinds_of_picture_are_refused_whatever_their_name() -> None:
    with pytest.raises(IngestError, match="JPEG, PNG and WebP"):
        ingest(_file(_two_colours(), "GIF"))


def test_absurdly_large_picture_is_refused_by_its_header() -> None:
    small = _file(Image.new("1", (1, 1)))
    chunk = b"IHDR" + (60_000).to_bytes(4, "big") * 2 + bytes((1, 0, 0, 0, 0))
    bomb = small[:12] + chunk + zlib.crc32(chunk).to_bytes(4, "big") + small[33:]
    with pytest.raises(IngestError, match="more than 60 million pixels"):
        ingest(bomb)


def test_nothing_is_decoded_of_a_picture_over_our_own_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(image: Image.Image) -> None:
        raise AssertionError("it was decoded")

    data = _file(_two_colours(), "JPEG")
    monkeypatch.setattr(ingest_module, "MAX_PIXELS", 19_999)
    monkeypatch.setattr(ImageFile.ImageFile, "load", never)
    with pytest.raises(IngestError, match="Make it smaller first"):
        ingest(data)


def test_stamp_sized_picture_is_refused() -> None:
    with pytest.raises(IngestError, match="only 200 by 63 pixels"):
        ingest(_file(_two_colours(200, 63)))
