"""What can go wrong when originals are fetched, each as a sentence for a school's technician."""


class FetchError(Exception):
    """An original could not be fetched; `str(error)` is a sentence for a person."""


class NoNetworkError(FetchError):
    """The package registry could not be reached, or not in time."""


class PackageNotFoundError(FetchError):
    """The registry answered, but does not have this package in this version."""


class ToolMissingError(FetchError):
    """The program that downloads this kind of package is not on this computer; what needs it is left out."""


class UnsupportedError(FetchError):
    """Packages of this kind cannot be fetched safely."""


class BadMemberError(FetchError):
    """The list of originals names a member by a path or a hash that cannot be right."""


class CorruptedArchiveError(FetchError):
    """The archive, or a member of it, is missing, broken or not the one that was agreed on."""


class DiskFullError(FetchError):
    """There is no room left on the disk."""


class DownloadStoppedError(FetchError):
    """The download was stopped from outside."""


class DownloadFailedError(FetchError):
    """The download program failed for a reason of its own, which the sentence quotes."""


class PackMissingError(FetchError):
    """An original comes with a pack, and the pack was not imported on this site."""
