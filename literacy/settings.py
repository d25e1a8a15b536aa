"""Django's settings, made from the environment variables that `literacy.environment` lists."""

import os
import secrets
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.contrib.messages import constants as message_levels

from literacy.environment import BASE_DIR, SettingError, read_environment
from literacy.sign_in_settings import *  # noqa: F403
from quizzes.provenance.certificates import Authority

try:
    ENV = read_environment()
except SettingError as error:
    sys.exit(str(error))

EMBEDDED = ENV["MODE"] == "embedded"
DEMO: bool = ENV["DEMO"]
DEBUG: bool = ENV["DEBUG"]
VAR_DIR: Path = ENV["VAR_DIR"]
VAR_DIR.mkdir(parents=True, exist_ok=True)


def _own_secret() -> str:
    """The embedded mode's secret: made once, readable by the owner only."""
    path = VAR_DIR / "secret-key"
    if not path.exists() or len(path.read_text().strip()) < 50:
        fresh = path.with_name(f"secret-key.{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(64))
        fresh.replace(path)
    return path.read_text().strip()


SECRET_KEY: str = ENV["SECRET_KEY"] or _own_secret()
ALLOWED_HOSTS: list[str] = ENV["ALLOWED_HOSTS"]

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "quizzes.http",
    "quizzes.jobs",
    "quizzes.meter",
    "quizzes.clips",
    "quizzes.studio",
    "quizzes.growth",
    "quizzes.items",
    "quizzes.attempts",
    "quizzes.reports",
    "quizzes.practice",
    "quizzes.tallies",
    "literacy.people",
    "literacy.lessons",
    "literacy.classroom",
    "literacy.rosters",
    "literacy.staff",
    "literacy.progress",
    "literacy.care",
    "literacy.authoring",
    "literacy.moderation",
    "literacy.demo",
    "literacy",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "literacy.classroom.idle.IdleMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "literacy.staff.second_factor.SecondFactorMiddleware",
    "quizzes.meter.middleware.MeterMiddleware",
    "quizzes.http.refusal.RefusalMiddleware",
    "literacy.errors.MethodMiddleware",
    "literacy.care.middleware.LookMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "literacy.urls"
WSGI_APPLICATION = "literacy.wsgi.application"
_LOADERS: list[Any] = [
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": _LOADERS if DEBUG else [("django.template.loaders.cached.Loader", _LOADERS)],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "literacy.context.site",
            ],
        },
    }
]


# secure_delete: what is erased is overwritten in the file, not only forgotten (see literacy/care/wiping.py).
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;PRAGMA secure_delete=ON;"
)


def _databases() -> dict[str, Any]:
    database: dict[str, Any] = dict(
        dj_database_url.parse(ENV["DATABASE_URL"] or f"sqlite:///{VAR_DIR / 'site.sqlite3'}")
    )
    if database["ENGINE"].endswith("sqlite3"):
        database["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": SQLITE_PRAGMAS,
        }
        database["CONN_MAX_AGE"] = None
    else:
        database["OPTIONS"] = {
            **database.get("OPTIONS", {}),
            "pool": {"min_size": 2, "max_size": 16, "timeout": 20},
        }
        database["CONN_HEALTH_CHECKS"] = True
    return {"default": database}


DATABASES = _databases()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES: dict[str, Any] = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": ENV["CACHE_URL"]}
        if ENV["CACHE_URL"]
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 20000}}
    )
}
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "literacy.errors.csrf_failure"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # the first: who is locked out is asked nothing more
    "allauth.account.auth_backends.AuthenticationBackend",
    "literacy.people.backends.PersonalCodeBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
MESSAGE_TAGS = {message_levels.SUCCESS: "good"}
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "front"
ACCOUNT_EMAIL_VERIFICATION = "none" if EMBEDDED else "mandatory"
MFA_ALLOW_UNVERIFIED_EMAIL = ACCOUNT_EMAIL_VERIFICATION == "none"  # nobody's is verified there
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = EMBEDDED
SECOND_FACTOR_REQUIRED: bool = ENV["SECOND_FACTOR"] == "required"
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {"openid_connect": {"APPS": ENV["OIDC_PROVIDERS"] or []}}
ALLAUTH_TRUSTED_PROXY_COUNT = ENV["PROXIES"]
TRUSTED_PROXIES: int = ENV["PROXIES"]

LANGUAGE_CODE: str = ENV["SITE_LANGUAGE"]
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "literacy" / "locale"]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
TIME_ZONE: str = ENV["TIME_ZONE"]
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "literacy.joined_files.JoinedStaticFiles"},
}
WHITENOISE_MAX_AGE = 60
FIXTURES = BASE_DIR / "fixtures"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "font-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: [] for name in ("camera", "geolocation", "microphone", "payment", "usb", "display-capture", "midi")
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if not EMBEDDED:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
if ENV["PROXIES"]:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400

BROKER_URL: str = ENV["BROKER_URL"]
JOB_LEASE_SECONDS: int = ENV["JOB_LEASE_SECONDS"]
JOB_TRIES: int = ENV["JOB_TRIES"]
LIBRARY_WORKERS: int = ENV["LIBRARY_WORKERS"] or os.cpu_count() or 1
LIBRARY_CACHE: Path = ENV["LIBRARY_CACHE"] or VAR_DIR / "originals"
LIBRARY_TIERS: int = ENV["LIBRARY_TIERS"]
UPLOAD_MAX_BYTES: int = ENV["UPLOAD_MAX_MB"] * 1_000_000
LENS_SECONDS: int = ENV["LENS_SECONDS"]
STUDIO_QUOTA_BYTES: int = ENV["STUDIO_QUOTA_MB"] * 1_000_000
# An upload is written here while it comes: a /tmp that is kept in memory could not hold it.
FILE_UPLOAD_TEMP_DIR: Path = VAR_DIR / "incoming"
FILE_UPLOAD_TEMP_DIR.mkdir(exist_ok=True)
SIGNER_NAME: str = ENV["SIGNER_NAME"]
CREDENTIALS_DIR: Path = ENV["CREDENTIALS_DIR"] or VAR_DIR / "credentials"
CREDENTIALS_ROOT: Authority | None = ENV["CREDENTIALS_ROOT"] or None
MEDIA_LINK_SECONDS: int = ENV["MEDIA_LINK_SECONDS"]
JOINS_PER_MINUTE: int = ENV["JOINS_PER_MINUTE"]
PUPIL_IDLE_MINUTES: int = ENV["PUPIL_IDLE_MINUTES"]
EXPORT_HOURS: int = ENV["EXPORT_HOURS"]
EXPORTS_DIR = VAR_DIR / "exports"  # beside the media, of which nothing is served from here
SERVE_HOST: str = ENV["HOST"]
SERVE_PORT: int = ENV["PORT"]

DEFAULT_FROM_EMAIL: str = ENV["FROM_EMAIL"]
_mail = urlsplit(ENV["EMAIL_URL"])
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if _mail.hostname else 'console'}.EmailBackend"
EMAIL_HOST = _mail.hostname or "localhost"
EMAIL_PORT = _mail.port or {"smtps": 465, "smtp+starttls": 587}.get(_mail.scheme, 25)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
EMAIL_USE_SSL, EMAIL_USE_TLS = _mail.scheme == "smtps", _mail.scheme == "smtp+starttls"
EMAIL_TIMEOUT = 10  # a person waits while an invitation is sent

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": ENV["LOG_LEVEL"]},
    "loggers": {"axes": {"level": "WARNING"}},  # below that it tells of everybody who comes in
}
TEST_RUNNER = "django.test.runner.DiscoverRunner"
