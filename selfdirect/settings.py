"""Settings, all from the environment. docs/running/settings.md lists each one with its meaning.

Next:   selfdirect/urls.py
Tests:  tests/test_settings.py
"""

import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from csp.constants import NONCE, SELF

from selfdirect.outside.sign_in import openid_connect_from_environment


class SettingMissing(RuntimeError):
    """A setting the program cannot run without. The message says how to give it."""


def _needed(name: str, how: str) -> str:
    value = os.environ.get(name, "").strip()
    if not value:
        raise SettingMissing(f"{name} is not set. {how}")
    return value


def _yes(name: str) -> bool:
    return os.environ.get(name, "").strip().lower() in {"1", "yes", "true", "on"}


def _database(url: str) -> dict[str, object]:
    """Turn postgresql://user:password@host:port/name?host=/socket/folder into Django's form."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise SettingMissing("DATABASE_URL must begin with postgresql://. PostgreSQL 15 or later is the only database.")
    query = {key: values[0] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "selfdirect",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", unquote(parts.hostname or "")),
        "PORT": query.pop("port", str(parts.port or "")),
        "CONN_MAX_AGE": int(os.environ.get("DATABASE_CONNECTION_SECONDS", "60")),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": query,
    }


ROOT = Path(__file__).resolve().parent.parent
DEMO = _yes("SELFDIRECT_DEMO")
DEBUG = False
SECRET_KEY = os.environ.get("SECRET_KEY") or ("demonstration-only-" * 4 if DEMO else "")
if not SECRET_KEY:
    _needed(
        "SECRET_KEY",
        "Give a long random text and keep it secret; docs/running/settings.md says how to make one.",
    )
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("TRUSTED_ORIGINS", "").split(",") if origin]
COUNCIL = _needed("COUNCIL", "Give the name of a folder in policy/councils.")
POLICY_ROOT = Path(os.environ.get("POLICY_ROOT") or ROOT / "policy")
DATA_FOLDER = Path(os.environ.get("SELFDIRECT_DATA") or ROOT / "var")
MODULUS_FOLDER = Path(os.environ.get("MODULUS_FOLDER") or DATA_FOLDER / "modulus")
ASSETS = Path(os.environ.get("SELFDIRECT_ASSETS") or ROOT / ".build" / "govuk-frontend")

DATABASES = {"default": _database(_needed("DATABASE_URL", "Give postgresql://user:password@host:5432/name."))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "procrastinate.contrib.django",
    "selfdirect.pages",
    "selfdirect.jobs",
    "selfdirect.records",
    "selfdirect.ledger",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "selfdirect.pages.middleware.SignedInMiddleware",
]

ROOT_URLCONF = "selfdirect.urls"
WSGI_APPLICATION = "selfdirect.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [ROOT / "selfdirect" / "pages" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "selfdirect.pages.environment.environment",
            "context_processors": ["selfdirect.pages.context.every_page"],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

AUTH_USER_MODEL = "records.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "selfdirect.pages.access.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "selfdirect.pages.access.SocialAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "60/m/ip,5/5m/key"}  # a whole office shares an address
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if _yes("BEHIND_PROXY") else 0
ACCOUNT_FORMS = {
    "login": "selfdirect.pages.access_forms.SignInForm",
    "change_password": "selfdirect.pages.access_forms.PasswordForm",
    "reauthenticate": "selfdirect.pages.access_forms.PasswordAgainForm",
}
MFA_FORMS = {
    "authenticate": "selfdirect.pages.access_forms.CodeForm",
    "reauthenticate": "selfdirect.pages.access_forms.CodeAgain",
    "generate_recovery_codes": "selfdirect.pages.access_forms.NewCodesForm",
    "activate_totp": "selfdirect.pages.access_forms.SetUpCodeForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Selfdirect"
SOCIALACCOUNT_PROVIDERS = openid_connect_from_environment(os.environ)
OIDC_TRUST_EMAIL = _yes("OIDC_TRUST_EMAIL")
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form that leads to another site is refused by our own form-action
SOCIALACCOUNT_STORE_TOKENS = False

SESSION_COOKIE_AGE = 60 * 60 * 4
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
_SECURE = _yes("HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _SECURE
SECURE_SSL_REDIRECT = _SECURE
SECURE_HSTS_SECONDS = 31536000 if _SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _yes("BEHIND_PROXY") else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "selfdirect.pages.errors.form_expired"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": ["'none'"],
        "base-uri": [SELF],
        "object-src": ["'none'"],
    }
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False

STATIC_URL = "/static/"
STATICFILES_DIRS = [ROOT / "selfdirect" / "pages" / "static", ("govuk", ASSETS / "dist" / "govuk")]
STATIC_ROOT = DATA_FOLDER / "static"
WHITENOISE_ROOT = ASSETS / "whitenoise-root"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 60 * 60 * 24

# How the prepaid-card company is asked: by telephone, by JSON, by XML messages; the demo writes to a folder.
CARDS = os.environ.get("CARDS", "local" if DEMO else "phone")
if CARDS not in ("phone", "local", "json", "xml"):
    raise SettingMissing(f"CARDS is {CARDS!r}. It must be phone, local, json or xml.")
CARDS_FOLDER = DATA_FOLDER / "cards"
CARDS_URL = os.environ.get("CARDS_URL", "")
CARDS_NAME = os.environ.get("CARDS_NAME", "")
CARDS_KEY = os.environ.get("CARDS_KEY", "")
if CARDS in ("json", "xml"):
    _needed("CARDS_URL", f"CARDS is {CARDS}. Give the address of the card company, as docs/running/cards.md says.")
    _needed("CARDS_KEY", f"CARDS is {CARDS}. Give the key that the card company gave you.")

NOTICES = os.environ.get("NOTICES", "local")
NOTICES_FOLDER = DATA_FOLDER / "outbox"
NOTIFY_URL = os.environ.get("NOTIFY_URL", "")
NOTIFY_KEY = os.environ.get("NOTIFY_KEY", "")
NOTIFY_EMAIL_TEMPLATE = os.environ.get("NOTIFY_EMAIL_TEMPLATE", "")
NOTIFY_TEXT_TEMPLATE = os.environ.get("NOTIFY_TEXT_TEMPLATE", "")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "selfdirect.pages.logs.QuietFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "WARNING")},
}
