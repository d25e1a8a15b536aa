"""A small limiter on the cache: so many failures in a window, per key."""

from dataclasses import dataclass

from django.core.cache import cache


@dataclass(frozen=True)
class Limit:
    """At most `failures` within `seconds` for one key; successes are never counted."""

    name: str
    failures: int
    seconds: int

    def reached(self, key: str) -> bool:
        return int(cache.get(self._cache_key(key), 0)) >= self.failures

    def count_failure(self, key: str) -> None:
        cache_key = self._cache_key(key)
        if not cache.add(cache_key, 1, self.seconds):
            try:
                cache.incr(cache_key)
            except ValueError:  # it expired between the two calls
                cache.add(cache_key, 1, self.seconds)

    def forgive(self, key: str) -> None:
        """Begin counting anew for this key."""
        cache.delete(self._cache_key(key))

    def _cache_key(self, key: str) -> str:
        return f"limit:{self.name}:{key}"
