"""The certificate of a finished course, as PDF."""

from literacy.progress.certificate.paper import certificate_as_pdf

__all__ = ["certificate_as_pdf"]
