"""How much room a school's own clips take, and how much there is."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.formats import number_format

from literacy.classroom.models import School
from quizzes.studio.keeping import used_bytes
from quizzes.studio.models import Quota


@dataclass(frozen=True)
class Meter:
    """`used` and `quota` in bytes."""

    used: int
    quota: int

    @property
    def percent(self) -> int:
        """How full it is, from 0 to 100; what takes anything at all shows as 1."""
        return min(100, max(int(self.used > 0), round(100 * self.used / max(1, self.quota))))

    @property
    def used_words(self) -> str:
        return size_in_words(self.used)

    @property
    def quota_words(self) -> str:
        return size_in_words(self.quota)

    @property
    def left(self) -> int:
        return max(0, self.quota - self.used)

    @property
    def is_full(self) -> bool:
        return self.left == 0

    @property
    def is_nearly_full(self) -> bool:
        return self.percent >= 85


def size_in_words(size: int) -> str:
    """A size in bytes as disks and phones give it: `4.7 GB`, `300 MB`, in the reader's way of writing numbers."""
    if size >= 1_000_000_000:
        return f"{number_format(round(size / 1_000_000_000, 1), use_l10n=True)} GB"
    return f"{number_format(-(-size // 1_000_000))} MB"


def quota_of(school: School) -> int:
    """How many bytes a school's own clips and pairs may take: what was set for it, else what everybody has."""
    own = Quota.objects.filter(shelf=school.shelf).values_list("megabytes", flat=True).first()
    return int(settings.STUDIO_QUOTA_BYTES) if own is None else own * 1_000_000


def meter_of(school: School) -> Meter:
    """Four queries."""
    return Meter(used_bytes(school.shelf), quota_of(school))
