"""Forgetting old rows of the meter, whenever the sweeper comes by."""

from quizzes.jobs.registry import swept
from quizzes.meter.keeping import prune_meter

swept(prune_meter)
