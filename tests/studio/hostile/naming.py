"""Files that name others: playlists, lists of pieces, references, markup; by path and by address."""

from tests.studio.hostile.boxes import box, changed, with_body
from tests.studio.hostile.samples import good

_STARTS = {
    "bare": b"",
    "id3": b"ID3\x03\0\0\0\0\0\0",
    "mp4": b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom",
    "riff": b"RIFF\xff\0\0\0WAVE",
    "ebml": b"\x1aE\xdf\xa3",
    "ogg": b"OggS",
    "flac": b"fLaC",
    "jpeg": b"\xff\xd8\xff\xfe\x10\x00",
    "mpeg": b"\0\0\x01\xba",
}


def naming(canary: str, address: str) -> dict[str, bytes]:
    """Every way of naming the file `canary` or what lies at `address`, by a name for it."""
    found: dict[str, bytes] = {}
    for target, place in (("file", canary), ("file-url", f"file://{canary}"), ("http", address)):
        for name, text in _texts(place).items():
            found[f"{name} {target}"] = text.encode()
        for start, head in _STARTS.items():
            text = _texts(place)["m3u8"]
            found[f"{start} then m3u8 {target}"] = head + text.encode()
        for name, data in (("mp4", good()["mp4"]), ("mov", good()["mov"])):
            found[f"{name} dref url {target}"] = _referring(data, b"url ", place)
            found[f"{name} dref alis {target}"] = _referring(data, b"alis", place)
            found[f"{name} reference movie {target}"] = _reference_movie(data, place)
    return found


def _texts(place: str) -> dict[str, str]:
    return {
        "m3u8": f"#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:10.0,\n{place}\n#EXT-X-ENDLIST\n",
        "m3u8 with bom": f"\ufeff#EXTM3U\n#EXTINF:10,\n{place}\n",
        "m3u8 of byte ranges": f"#EXTM3U\n#EXTINF:1,\n#EXT-X-BYTERANGE:9@0\nconcat:{place}|{place}\n",
        "ffconcat": f"ffconcat version 1.0\nfile '{place}'\n",
        "concat": f"file '{place}'\nfile '{place}'\n",
        "pls": f"[playlist]\nFile1={place}\nNumberOfEntries=1\n",
        "asx": f'<asx version="3.0"><entry><ref href="{place}"/></entry></asx>',
        "mpd": f'<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><BaseURL>{place}</BaseURL></MPD>',
        "sdp": f"v=0\nc=IN IP4 127.0.0.1\nm=video 9 RTP/AVP 96\na=control:{place}\n",
        "svg image": f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{place}"/></svg>',
        "svg entity": f'<!DOCTYPE a [<!ENTITY x SYSTEM "{place}">]><svg><text>&x;</text></svg>',
        "eps": f"%!PS-Adobe-3.0 EPSF-3.0\n({place}) (r) file 99 string readstring pop print\n",
        "pdf": f"%PDF-1.7\n1 0 obj<</S/URI/URI({place})>>endobj\n",
        "html": f'<html><img src="{place}"><script src="{place}"></script></html>',
        "avisynth": f'DirectShowSource("{place}")\n',
        "cue": f'FILE "{place}" WAVE\n  TRACK 01 AUDIO\n',
        "vtt": f"WEBVTT\n\n00:00.000 --> 00:01.000\n<img src={place}>\n",
        "image magick": f"push graphic-context\nimage over 0,0 0,0 '{place}'\npop graphic-context\n",
    }


def _referring(data: bytes, kind: bytes, place: str) -> bytes:
    """The media data are said to lie elsewhere."""
    entry = box(kind, b"\0\0\0\0" + place.encode() + b"\0")
    return with_body(data, b"dref", lambda body: b"\0\0\0\0\0\0\0\x01" + entry)


def _reference_movie(data: bytes, place: str) -> bytes:
    spoken = place.encode() + b"\0"
    reference = box(b"rdrf", b"\0\0\0\0url " + len(spoken).to_bytes(4, "big") + spoken)
    return changed(
        data,
        lambda path, body: None if path == b"mdat" else body + box(b"rmra", box(b"rmda", reference)) if path == b"moov" else body,
    )  # fmt: skip
