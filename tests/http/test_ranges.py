"""Parts of a file: what phones ask for, and headers that tell nothing."""

from pathlib import Path

import pytest
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.test import RequestFactory

from quizzes.http.ranges import ranged_response
from quizzes.http.refusal import Refusal

DATA = bytes(range(256)) * 800  # more than one block
SIZE = len(DATA)


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    path = tmp_path / "a1b2c3"
    path.write_bytes(DATA)
    return path


def answered(path: Path, method: str = "GET", **headers: str) -> tuple[HttpResponseBase, bytes]:
    request = RequestFactory().generic(method, "/", headers=headers)
    response = ranged_response(request, path, mime="image/jpeg", seconds=60)
    assert isinstance(response, HttpResponse | StreamingHttpResponse)
    return response, response.getvalue()


def test_without_a_range_the_whole_file_is_sent(clip: Path) -> None:
    response, content = answered(clip)
    assert (response.status_code, content) == (200, DATA)
    assert (response["Content-Length"], response["Accept-Ranges"]) == (str(SIZE), "bytes")


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-1", 0, 1),
        ("bytes=100-199", 100, 199),
        ("bytes=100-", 100, SIZE - 1),
        ("bytes=-10", SIZE - 10, SIZE - 1),
        (f"bytes=-{SIZE * 2}", 0, SIZE - 1),
        (f"bytes=5-{SIZE * 2}", 5, SIZE - 1),
        (f"bytes={SIZE - 1}-", SIZE - 1, SIZE - 1),
    ],
)
def test_a_range_gets_exactly_its_bytes(clip: Path, asked: str, start: int, end: int) -> None:
    response, content = answered(clip, Range=asked)
    assert (response.status_code, content) == (206, DATA[start : end + 1])
    assert response["Content-Range"] == f"bytes {start}-{end}/{SIZE}"
    assert response["Content-Length"] == str(end - start + 1)


@pytest.mark.parametrize("asked", [f"bytes={SIZE}-", f"bytes={SIZE + 5}-{SIZE + 9}", "bytes=-0", "bytes=9-5"])
def test_a_range_outside_the_file_is_refused_with_its_size(clip: Path, asked: str) -> None:
    response, content = answered(clip, Range=asked)
    assert (response.status_code, content) == (416, b"")
    assert response["Content-Range"] == f"bytes */{SIZE}"


@pytest.mark.parametrize(
    "asked",
    ["bytes=-", "bytes=0-1,5-6", "lines=1-2", "bytes=a-b", "", "bytes=" + "9" * 5000 + "-", "bytes=1-²"],
)
def test_a_range_that_makes_no_sense_is_ignored(clip: Path, asked: str) -> None:
    response, content = answered(clip, Range=asked)
    assert (response.status_code, content) == (200, DATA)


def test_a_range_of_another_version_gets_the_whole_file(clip: Path) -> None:
    assert answered(clip, **{"Range": "bytes=0-1", "If-Range": '"old"'})[0].status_code == 200


def test_head_gives_the_headers_of_the_whole_file_alone(clip: Path) -> None:
    got, _content = answered(clip)
    head, content = answered(clip, "HEAD", Range="bytes=0-1")
    assert content == b""
    assert (head.status_code, head.headers) == (200, got.headers)


def test_headers_name_neither_file_nor_date_nor_version(clip: Path) -> None:
    response, _content = answered(clip, Range="bytes=0-9")
    assert set(response.headers) == {
        "Content-Type", "Content-Length", "Accept-Ranges", "Cache-Control", "Content-Range",
    }  # fmt: skip
    assert response["Cache-Control"] == "private, max-age=60"


def test_a_missing_file_is_a_sentence_and_no_broken_page(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as caught:
        answered(tmp_path / "gone")
    assert caught.value.status == 503
    assert "answers are saved" in caught.value.sentence
