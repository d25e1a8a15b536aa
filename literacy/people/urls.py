"""The addresses of signing in and out: of allauth's pages, those that this site uses."""

from allauth.account import views as allauth
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkey
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as openid
from allauth.usersessions import views as sessions
from django.urls import path, re_path

from literacy.people import email_views, views
from literacy.people.views import for_adults

urlpatterns = [
    path("account/", for_adults(views.account), name="account"),
    path("account/login/", allauth.login, name="account_login"),
    path("account/logout/", allauth.logout, name="account_logout"),
    path("account/signup/", allauth.signup, name="account_signup"),
    path("account/inactive/", allauth.account_inactive, name="account_inactive"),
    path("account/confirm-email/", allauth.email_verification_sent, name="account_email_verification_sent"),
    re_path(
        r"^account/confirm-email/(?P<key>[-:\w]+)/$", allauth.confirm_email, name="account_confirm_email"
    ),
    path("account/email/", for_adults(email_views.new_email), name="new_email"),
    path("account/email/<str:token>/", email_views.email_link, name="email_link"),
    path("account/again/", for_adults(allauth.reauthenticate), name="account_reauthenticate"),
    path("account/password/change/", for_adults(views.change_password), name="account_change_password"),
    path("account/password/reset/", allauth.password_reset, name="account_reset_password"),
    path("account/password/reset/done/", allauth.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^account/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "account/password/reset/key/done/",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("account/sessions/", for_adults(sessions.list_usersessions), name="usersessions_list"),
    path("account/sessions/<int:session_id>/end/", for_adults(views.end_session), name="end_session"),
    # The second factor
    path("account/factor/", for_adults(factor.index), name="mfa_index"),
    path("account/factor/ask/", factor.authenticate, name="mfa_authenticate"),
    path("account/factor/again/", for_adults(factor.reauthenticate), name="mfa_reauthenticate"),
    path("account/factor/app/on/", for_adults(totp.activate_totp), name="mfa_activate_totp"),
    path("account/factor/app/off/", for_adults(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("account/factor/codes/", for_adults(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "account/factor/codes/new/",
        for_adults(recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "account/factor/codes/file/",
        for_adults(recovery.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("account/factor/passkeys/", for_adults(passkey.list_webauthn), name="mfa_list_webauthn"),
    path("account/factor/passkeys/add/", for_adults(passkey.add_webauthn), name="mfa_add_webauthn"),
    path(
        "account/factor/passkeys/again/",
        for_adults(passkey.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "account/factor/passkeys/<int:pk>/remove/",
        for_adults(passkey.remove_webauthn),
        name="mfa_remove_webauthn",
    ),
    path(
        "account/factor/passkeys/<int:pk>/name/", for_adults(passkey.edit_webauthn), name="mfa_edit_webauthn"
    ),
    path("account/factor/passkeys/login/", passkey.login_webauthn, name="mfa_login_webauthn"),
    # OpenID Connect
    path("account/openid/", for_adults(social.connections), name="socialaccount_connections"),
    path("account/openid/signup/", social.signup, name="socialaccount_signup"),
    path("account/openid/cancelled/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("account/openid/error/", social.login_error, name="socialaccount_login_error"),
    path("account/openid/<slug:provider_id>/begin/", views.begin_openid, name="openid_connect_login"),
    path("account/openid/<slug:provider_id>/back/", openid.callback, name="openid_connect_callback"),
]
