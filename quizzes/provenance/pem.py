"""Certificates and private keys as text (PEM): taken apart, and checked that they belong together."""

import re

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from quizzes.provenance.certificates import Authority, Identity

_BLOCK = re.compile(r"-----BEGIN ([A-Z ]+)-----\n[A-Za-z0-9+/=\n]+-----END \1-----\n?")


class PemError(ValueError):
    """A text is no certificate with its key; `str(error)` is a phrase that goes behind a name."""


def certificates_in(text: str) -> list[str]:
    """Return the certificates of a text, in order, each as PEM with a line end; whatever else is in it is left out."""
    return [block.rstrip("\n") + "\n" for kind, block in _blocks(text) if kind == "CERTIFICATE"]


def authority_of(text: str) -> Authority:
    """Read what signs certificates: its own first, then those above it, and its key on the curve P-256. Raises `PemError`."""
    certificate, key = _certificate_and_key(text)
    try:
        basic = x509.load_pem_x509_certificate(certificate.encode()).extensions
        is_root = basic.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        is_root = False
    if not is_root:
        raise PemError("must be a certificate that may sign others")
    return Authority(certificate, key, "".join(certificates_in(text)[1:]))


def identity_of(text: str) -> Identity:
    """Read what signs: a chain of certificates, leaf first, and the leaf's key. Raises `PemError`."""
    _leaf, key = _certificate_and_key(text)
    return Identity("".join(certificates_in(text)), key)


def _blocks(text: str) -> list[tuple[str, str]]:
    # An environment variable can often hold no line ends.
    plain = text.replace("\\n", "\n").replace("\r", "")
    return [(found[1], found[0]) for found in _BLOCK.finditer(plain)]


def _certificate_and_key(text: str) -> tuple[str, str]:
    certificates = certificates_in(text)
    keys = [block.rstrip("\n") + "\n" for kind, block in _blocks(text) if kind.endswith("PRIVATE KEY")]
    if not certificates or len(keys) != 1:
        raise PemError("must be a certificate and its private key, in PEM, one after the other")
    try:
        certificate = x509.load_pem_x509_certificate(certificates[0].encode())
        key = serialization.load_pem_private_key(keys[0].encode(), None)
    except (ValueError, TypeError) as error:
        raise PemError("cannot be read as a certificate and a private key without a pass phrase") from error
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
        raise PemError("must have a key on the curve P-256")
    if certificate.public_key() != key.public_key():
        raise PemError("must be a certificate and the private key that belongs to it")
    return certificates[0], keys[0]
