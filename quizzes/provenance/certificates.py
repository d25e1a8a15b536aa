"""The school's own certificates: an authority that lasts, and the identity under it that signs."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

AUTHORITY_DAYS = 3650
IDENTITY_DAYS = 397
# Clocks of readers may be a little behind ours.
_BEFORE = timedelta(hours=1)


@dataclass(frozen=True)
class Authority:
    """A root: its certificate (PEM), which readers may trust, and the private key (PEM), which never leaves the site."""

    certificate: str
    key: str


@dataclass(frozen=True)
class Identity:
    """What signs: the chain of certificates (PEM, leaf first) and the leaf's private key (PEM)."""

    chain: str
    key: str


def make_authority(organisation: str, *, now: datetime, days: int = AUTHORITY_DAYS) -> Authority:
    """Make a root certificate (ECDSA on P-256) in the name of a school, valid from `now` for so many days."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name(organisation, f"{organisation}: authority")
    certificate = (
        _certificate(name, key.public_key(), now, days)
        .issuer_name(name)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .sign(key, hashes.SHA256())
    )
    return Authority(_pem(certificate), _private_pem(key))


def issue_identity(
    authority: Authority, organisation: str, *, now: datetime, days: int = IDENTITY_DAYS
) -> Identity:
    """Issue a new certificate to sign with, as Content Credentials ask for it (C2PA 2.2, 14.5.1).

    Issuing another one under the same authority is how keys are rotated: what was signed before stays valid.
    Raises `ValueError` for an authority that is none.
    """
    root = x509.load_pem_x509_certificate(authority.certificate.encode())
    root_key = serialization.load_pem_private_key(authority.key.encode(), None)
    if not isinstance(root_key, ec.EllipticCurvePrivateKey):
        raise ValueError("The authority's key is not of the kind that we make.")
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = (
        _certificate(_name(organisation, organisation), key.public_key(), now, days)
        .issuer_name(root.subject)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False
        )
        .sign(root_key, hashes.SHA256())
    )
    return Identity(_pem(certificate) + authority.certificate, _private_pem(key))


def valid_until(certificate: str) -> datetime:
    """Return when the first certificate of a PEM text ends (UTC)."""
    return x509.load_pem_x509_certificate(certificate.encode()).not_valid_after_utc


def subject_of(certificate: str) -> str:
    """Return the organisation in whose name the first certificate of a PEM text stands; empty where it names none."""
    subject = x509.load_pem_x509_certificate(certificate.encode()).subject
    found = subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)
    return str(found[0].value) if found else ""


def fingerprint_of(certificate: str) -> str:
    """Return the SHA-256 of the first certificate of a PEM text, as pairs of hex digits: to compare by eye."""
    digest = x509.load_pem_x509_certificate(certificate.encode()).fingerprint(hashes.SHA256())
    return digest.hex(":").upper()


def _certificate(
    subject: x509.Name, key: ec.EllipticCurvePublicKey, now: datetime, days: int
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _BEFORE)
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _name(organisation: str, common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation[:64]),
            x509.NameAttribute(NameOID.COMMON_NAME, common[:64]),
        ]
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def _pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(serialization.Encoding.PEM).decode()


def _private_pem(key: ec.EllipticCurvePrivateKey) -> str:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
