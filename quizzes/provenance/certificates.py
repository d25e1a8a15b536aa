"""The site's own certificates: a root that lasts, an authority under it for each school, and the identity that signs."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

AUTHORITY_DAYS = 3650
SCHOOL_DAYS = 1095
IDENTITY_DAYS = 397
# Clocks of readers may be a little behind ours.
_BEFORE = timedelta(hours=1)


@dataclass(frozen=True)
class Authority:
    """What signs certificates: its own (PEM), and the private key (PEM), which never leaves the site.

    `above` are the certificates over it (PEM, the root last); a root, which readers may trust, has none.
    """

    certificate: str
    key: str
    above: str = ""


@dataclass(frozen=True)
class Identity:
    """What signs: the chain of certificates (PEM, leaf first) and the leaf's private key (PEM)."""

    chain: str
    key: str


def make_authority(organisation: str, *, now: datetime, days: int = AUTHORITY_DAYS) -> Authority:
    """Make a root certificate (ECDSA on P-256) in the name of a site, valid from `now` for so many days."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name(organisation, ": authority")
    return Authority(_root(name, key, now - _BEFORE, now + timedelta(days=days)), _private_pem(key))


def may_have_authorities(root: Authority) -> bool:
    """Whether there may be authorities of schools under a root: what this site made first signs identities alone."""
    basic = x509.load_pem_x509_certificate(root.certificate.encode()).extensions
    length = basic.get_extension_for_class(x509.BasicConstraints).value.path_length
    return length is None or length > 0


def extended(root: Authority) -> Authority:
    """Certify a root anew, with the same key, name and end, so that it may have authorities under it.

    What was signed before is trusted by whoever trusts the new certificate; the old one should be kept all the same.
    Raises `ValueError` for an authority that is none.
    """
    old, key = _opened(root)
    return Authority(_root(old.subject, key, old.not_valid_before_utc, old.not_valid_after_utc), root.key)


def issue_authority(
    root: Authority, organisation: str, *, now: datetime, days: int = SCHOOL_DAYS
) -> Authority:
    """Issue the authority of one school under the root: it stays while the identities under it are replaced.

    Raises `ValueError` for an authority that is none.
    """
    above, root_key = _opened(root)
    key = ec.generate_private_key(ec.SECP256R1())
    # Another name than that of any root, also where the site signs in its own name: else it would look like one.
    subject = _name(organisation, ": signing authority")
    certificate = (
        _certificate(subject, key.public_key(), now - _BEFORE, now + timedelta(days=days))
        .issuer_name(above.subject)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False
        )
        .sign(root_key, hashes.SHA256())
    )
    return Authority(_pem(certificate), _private_pem(key), root.certificate + root.above)


def issue_identity(
    authority: Authority, organisation: str, *, now: datetime, days: int = IDENTITY_DAYS
) -> Identity:
    """Issue a new certificate to sign with, as Content Credentials ask for it (C2PA 2.2, 14.5.1).

    Issuing another one under the same authority is how keys are rotated: what was signed before stays valid.
    Raises `ValueError` for an authority that is none.
    """
    issuer, issuer_key = _opened(authority)
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = (
        _certificate(_name(organisation, ""), key.public_key(), now - _BEFORE, now + timedelta(days=days))
        .issuer_name(issuer.subject)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False
        )
        .sign(issuer_key, hashes.SHA256())
    )
    return Identity(_pem(certificate) + authority.certificate + authority.above, _private_pem(key))


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


def _opened(authority: Authority) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    key = serialization.load_pem_private_key(authority.key.encode(), None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise ValueError("The authority's key is not of the kind that we make.")
    return x509.load_pem_x509_certificate(authority.certificate.encode()), key


def _root(name: x509.Name, key: ec.EllipticCurvePrivateKey, begins: datetime, ends: datetime) -> str:
    certificate = (
        _certificate(name, key.public_key(), begins, ends)
        .issuer_name(name)
        .add_extension(x509.BasicConstraints(ca=True, path_length=1), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .sign(key, hashes.SHA256())
    )
    return _pem(certificate)


def _certificate(
    subject: x509.Name, key: ec.EllipticCurvePublicKey, begins: datetime, ends: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _name(organisation: str, suffix: str) -> x509.Name:
    common = organisation[: 64 - len(suffix)] + suffix
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation[:64]),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
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
