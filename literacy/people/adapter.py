"""How accounts of adults are made."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth's own way, kept as a place for the school's rules."""
