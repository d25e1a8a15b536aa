"""What may be done about the data a school keeps."""

from literacy.care.actions.clock import set_clock
from literacy.care.actions.erasing import erase_learner
from literacy.care.actions.exporting import ask_for_export, ask_for_figures
from literacy.care.actions.looks import note_look
from literacy.care.actions.partings import part_with_school, take_back_parting
from literacy.care.actions.research import ask_for_research, switch_research
from literacy.care.actions.statements import publish_statement

__all__ = [
    "ask_for_export",
    "ask_for_figures",
    "ask_for_research",
    "erase_learner",
    "note_look",
    "part_with_school",
    "publish_statement",
    "set_clock",
    "switch_research",
    "take_back_parting",
]
