"""What authors do: begin, save, publish, put away."""

from literacy.authoring.actions.beginning import begin_manuscript, begin_translation
from literacy.authoring.actions.keeping import bring_back, delete_manuscript, retire_manuscript, why_kept
from literacy.authoring.actions.publishing import change_terms, publish_manuscript
from literacy.authoring.actions.saving import Overtaken, put_back, save_version

__all__ = [
    "Overtaken",
    "begin_manuscript",
    "begin_translation",
    "bring_back",
    "change_terms",
    "delete_manuscript",
    "publish_manuscript",
    "put_back",
    "retire_manuscript",
    "save_version",
    "why_kept",
]
