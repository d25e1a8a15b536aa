"""What the lenses for photos show, on pictures whose answer is known."""

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from quizzes.lenses import clone_map, ela, levels, local_contrast, metadata, noise, twin_difference
from quizzes.lenses.media import Picture, grey_of
from quizzes.lenses.registry import Lens, lens_called, lenses

PICTURES = [each for each in lenses("photo") if each.takes == "half"]


def grainy(width: int = 192, height: int = 160, seed: int = 1) -> Picture:
    """A gradient under grain that is coarse enough to be a surface."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[:height, :width]
    base = np.stack([60 + x / 3, 80 + y / 4, 120 - x / 5], axis=-1)
    grain = np.asarray(
        Image.fromarray(rng.integers(0, 255, (height // 4, width // 4), np.uint8)).resize((width, height))
    )
    return np.clip(base + grain[..., np.newaxis] / 3.0, 0, 255).astype(np.uint8)


def saved(picture: Picture, quality: int) -> Picture:
    file = io.BytesIO()
    Image.fromarray(picture).save(file, "JPEG", quality=quality, subsampling=0)
    return np.asarray(Image.open(file))


@pytest.mark.parametrize("each", PICTURES, ids=lambda each: each.slug)
def test_every_photo_lens_gives_a_picture_of_the_same_size(each: Lens) -> None:
    picture = grainy()
    before = picture.copy()
    shown = each.look(picture)
    assert (shown.shape, shown.dtype) == (picture.shape, np.uint8)
    assert (picture == before).all(), "the picture that was looked at must stay as it is"


@pytest.mark.parametrize("each", PICTURES, ids=lambda each: each.slug)
@pytest.mark.parametrize("size", [(1, 1), (3, 40), (40, 3), (33, 31)])
def test_every_photo_lens_copes_with_tiny_pictures(each: Lens, size: tuple[int, int]) -> None:
    assert each.look(grainy(64, 64)[: size[0], : size[1]].copy()).shape[:2] == size


@pytest.mark.parametrize("each", PICTURES, ids=lambda each: each.slug)
def test_every_photo_lens_gives_the_same_bytes_again(each: Lens) -> None:
    assert (each.look(grainy()) == each.look(grainy())).all()


def test_error_level_is_brighter_where_something_was_not_saved_before() -> None:
    picture = saved(grainy(), 60).copy()
    picture[40:80, 40:80] = grainy(seed=9)[40:80, 40:80]
    shown = ela.look(picture)[..., 0].astype(float)
    assert shown[44:76, 44:76].mean() > 2 * shown[100:150, 100:180].mean()


def test_noise_shows_a_smoothed_patch_as_dark() -> None:
    rng = np.random.default_rng(3)
    picture = np.clip(120 + rng.normal(0, 12, (120, 120, 1)).repeat(3, axis=2), 0, 255).astype(np.uint8)
    picture[30:60, 30:60] = 120
    shown = noise.look(picture)[..., 0].astype(float)
    assert shown[32:58, 32:58].mean() < 5 < shown[70:, 70:].mean()


def test_levels_bring_out_what_hides_in_the_dark() -> None:
    picture = np.full((80, 80, 3), 6, np.uint8)
    picture[20:40, 20:40] = 9
    shown = levels.look(picture).astype(int)
    assert shown[30, 30].mean() - shown[60, 60].mean() > 30


def test_local_contrast_raises_a_faint_edge() -> None:
    picture = grainy() // 8 + 100
    assert local_contrast.look(picture).std() > picture.std()


def test_the_clone_map_finds_a_copy_and_nothing_else() -> None:
    picture = grainy(256, 192)
    assert clone_map.clones_of(grey_of(saved(picture, 92))) == []
    picture[100:150, 140:200] = picture[20:70, 30:90]
    found = clone_map.clones_of(grey_of(saved(picture, 92)))
    assert len(found) == 1
    truth = np.zeros((192, 256), bool)
    truth[100:150, 140:200] = truth[20:70, 30:90] = True
    assert (found[0] & truth).sum() > 0.5 * truth.sum()
    assert (found[0] & ~truth).sum() < 0.05 * truth.sum()


def test_the_clone_map_leaves_plain_surfaces_alone() -> None:
    assert clone_map.clones_of(np.full((200, 200), 128, np.float32)) == []


def test_the_clone_map_does_not_find_a_mirrored_copy() -> None:
    picture = grainy(256, 192)
    picture[100:150, 140:200] = picture[20:70, 30:90][:, ::-1]
    assert clone_map.clones_of(grey_of(picture)) == []


def test_the_difference_with_the_twin_shows_only_what_differs() -> None:
    one, other = grainy(), grainy()
    other[10:20, 10:20] += 10
    shown = twin_difference.look(one, other)
    assert shown[10:20, 10:20].min() == 255
    assert shown[30:].max() == 0


def test_twins_of_two_sizes_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="cannot be compared"):
        twin_difference.look(grainy(), grainy(100, 100))


def test_the_difference_is_not_offered_before_the_reveal() -> None:
    assert "twin-difference" not in {each.slug for each in lenses("photo")}
    assert "twin-difference" in {each.slug for each in lenses("photo", revealed=True)}
    assert lens_called("twin-difference").takes == "both"


def photo_with_exif() -> bytes:
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0131] = "Maker", "Model\x00\n1", "Paint" + "x" * 500
    exif.get_ifd(0x8769)[0x9003] = "2011:03:11 14:46:00"
    exif.get_ifd(0x8825)[2] = (52.0, 22.0, 0.0)
    file = io.BytesIO()
    Image.fromarray(grainy(64, 48)).save(file, "JPEG", exif=exif)
    return file.getvalue()


def test_metadata_tells_camera_time_and_program_but_never_the_place() -> None:
    rows = {row.name: row for row in metadata.look(photo_with_exif())}
    assert (rows["format"].value, rows["size"].value) == ("JPEG", "64 x 48")
    assert (rows["Make"].group, rows["Model"].value) == ("camera", "Model1")
    assert rows["DateTimeOriginal"].value == "2011:03:11 14:46:00"
    assert len(rows["Software"].value) == metadata.LONGEST
    assert "52" not in rows["GPS"].value


def test_metadata_of_a_bare_file_is_its_format_and_size() -> None:
    file = io.BytesIO()
    Image.fromarray(grainy(32, 32)).save(file, "PNG")
    assert [row.group for row in metadata.look(file.getvalue())] == ["file"] * 3


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 900))
def test_broken_files_are_refused_with_a_sentence(noise_bytes: bytes, cut: int) -> None:
    for data in (noise_bytes, photo_with_exif()[:cut] + noise_bytes):
        try:
            metadata.look(data)
        except ValueError as error:
            assert "photo" in str(error)
