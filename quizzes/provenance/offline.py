"""The settings under which Content Credentials are read and written here: never with a word to another host."""

from collections.abc import Sequence

import c2pa


def context(anchors: Sequence[str] = ()) -> c2pa.Context:
    """Return a context of the library in which only signers under `anchors` (root certificates, PEM) are trusted."""
    config: dict[str, object] = {
        "verify": {"remote_manifest_fetch": False, "ocsp_fetch": False, "verify_trust": True},
        "builder": {"thumbnail": {"enabled": False}},
    }
    if anchors:
        config["trust"] = {"trust_anchors": "\n".join(anchors)}
    return c2pa.Context.from_dict(config)
