"""Forms of people."""

from allauth.account.forms import SignupForm


class TeacherSignupForm(SignupForm):  # type: ignore[misc]
    """A teacher's sign-up."""
