"""What a school decided about its data, and what became of them."""

from literacy.care.models.clock import Clock, Notice
from literacy.care.models.export import Export
from literacy.care.models.looks import Look
from literacy.care.models.partings import Erasure, Parting
from literacy.care.models.research import ResearchConsent
from literacy.care.models.statements import Statement

__all__ = ["Clock", "Erasure", "Export", "Look", "Notice", "Parting", "ResearchConsent", "Statement"]
