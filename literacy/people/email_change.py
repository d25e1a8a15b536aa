"""Changing the address with which somebody signs in: asked for, confirmed by a link at the new one, told to both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.core import signing
from django.db import IntegrityError, transaction
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from literacy.people.mail import send_gently, tell
from literacy.people.models import User
from quizzes.http.refusal import Refusal
from quizzes.http.throttle import Limit

LINK_HOURS = 24
_SALT = "literacy.people.email"
_MAILS_A_DAY = Limit("email-changes-a-day", failures=10, seconds=86_400)


@dataclass(frozen=True)
class Wish:
    """Whose address becomes which."""

    user: User
    email: str


def ask_for_email(*, user: User, email: str, link_for: Callable[[str], str]) -> None:
    """Send a link to the new address, and word of it to the one until now.

    Whether the new one belongs to somebody already is told to whoever reads its mail alone. Raises Refusal for the
    address somebody has, and after ten a day.
    """
    if email == user.email:
        raise Refusal(_("That is your address already."), status=422)
    if _MAILS_A_DAY.reached(str(user.pk)):
        raise Refusal(_("That is enough mails for today. Try again tomorrow."), status=429)
    _MAILS_A_DAY.count_failure(str(user.pk))
    name = "email_taken" if is_taken(email, user) else "email_wish"
    if not send_gently(
        f"account/email/{name}", email, {"link": link_for(token_for(user, email)), "hours": LINK_HOURS}
    ):
        raise Refusal(
            _("The mail could not be sent, so nothing is changed. Try again in a few minutes."), status=503
        )
    tell(user, "people/email_asked", {"email": email})


def token_for(user: User, email: str) -> str:
    """What is signed into the link: it opens once, for a day, and ends with the password or the address it began with."""
    return signing.dumps([user.pk, email, _state_of(user)], salt=_SALT)


def wish_in(token: str) -> Wish | None:
    """What a link asks for; None where it is false, too old, or what it began with is no longer so."""
    try:
        number, email, state = signing.loads(token, salt=_SALT, max_age=LINK_HOURS * 3600)
    except (signing.BadSignature, ValueError):
        return None
    user = User.objects.filter(pk=number, is_active=True).exclude(email=None).first()
    if user is None or not constant_time_compare(state, _state_of(user)):
        return None
    return Wish(user, email)


def change_email(*, wish: Wish, is_confirmed: bool = True) -> User:
    """Let somebody sign in with the new address from now on, and with the old one no more; both are told.

    is_confirmed: whether it is known that mail arrives there. Raises Refusal when it belongs to another account.
    """
    before = wish.user.email or ""
    try:
        with transaction.atomic():
            user = User.objects.select_for_update().get(pk=wish.user.pk)
            if is_taken(wish.email, user):
                raise Refusal(_("That address belongs to another account. Nothing was changed."))
            user.email = wish.email
            user.save(update_fields=["email"])
            EmailAddress.objects.filter(user=user).delete()
            EmailAddress.objects.create(user=user, email=wish.email, verified=is_confirmed, primary=True)
    except IntegrityError:  # two at the same moment
        raise Refusal(_("That address belongs to another account. Nothing was changed.")) from None
    facts = {"email": wish.email, "before": before}
    for address in (before, wish.email):
        tell(user, "people/email_changed", facts, email=address)
    return user


def is_taken(email: str, user: User) -> bool:
    """Whether an address belongs to somebody else."""
    others = EmailAddress.objects.filter(email=email, verified=True).exclude(user=user)
    return User.objects.filter(email=email).exclude(pk=user.pk).exists() or others.exists()


def _state_of(user: User) -> str:
    return salted_hmac(_SALT, f"{user.email}:{user.password}", algorithm="sha256").hexdigest()[:32]
