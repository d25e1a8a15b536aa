"""The part of Django's settings that says how adults sign in and depends on no variable."""

from datetime import timedelta

ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_ADAPTER = "literacy.people.adapter.AccountAdapter"
ACCOUNT_FORMS = {"signup": "literacy.people.forms.AdultSignupForm"}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
# A whole school sits behind one address, so none of these counts per address as tightly as allauth does by itself.
# One account from one address is the business of axes (below); `login_failed` meets guessers with many addresses.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "300/10m/ip,60/h/key",
    "signup": "100/m/ip",
    "reset_password": "100/m/ip,5/m/key",
    "reset_password_from_key": "100/m/ip",
}
MFA_ADAPTER = "literacy.people.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_RATE_LIMITS = {"webauthn_login": "300/m/ip"}
SOCIALACCOUNT_ADAPTER = "literacy.people.openid.OpenIdAdapter"
SOCIALACCOUNT_FORMS = {"signup": "literacy.people.forms.OpenIdSignupForm"}
SOCIALACCOUNT_LOGIN_ON_GET = True  # behind a guard of our own: see literacy.people.views.begin_openid
AXES_HANDLER = "literacy.people.lockout.AdultsHandler"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True  # who came in when is on nobody's list
AXES_CLIENT_IP_CALLABLE = "quizzes.http.address.visitor_address"
AXES_USERNAME_CALLABLE = "literacy.people.lockout.typed_address"
AXES_LOCKOUT_CALLABLE = "literacy.people.lockout.locked_out"
AXES_VERBOSE = False
