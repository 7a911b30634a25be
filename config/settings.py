"""Every setting, from the environment or a safe default. See .env.example."""

import secrets
from pathlib import Path

import environ
import pgtrigger
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")


def local_secret() -> str:
    """One random key per installation, for whoever runs the program on one computer."""
    path = VAR_DIR / "secret_key"
    if not path.exists():
        VAR_DIR.mkdir(exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env("SECRET_KEY", default="") or local_secret()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "config.apps.ProgrammeAdmin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "pgtrigger",
    "pghistory",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "csp",
    "django_htmx",
    "import_export",
    "organisation",
    "imports",
    "children",
    "donors",
    "campaigns",
    "sponsorship",
    "reports",
    "public",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "organisation.middleware.CompressedPagesMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "organisation.middleware.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "organisation.middleware.HistoryMiddleware",
    "organisation.middleware.SecondFactorMiddleware",
    "organisation.quotas.UploadQuotaMiddleware",
    "organisation.middleware.NoNulMiddleware",
    "organisation.middleware.BusyMiddleware",
    "organisation.middleware.PrivatePagesMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "organisation.middleware.SearchWordsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "organisation.context.frame",
            ],
            "builtins": ["organisation.templatetags.ui", "organisation.templatetags.vietnamese"],
        },
    },
]

# --- Database: the named server, or our own under var/ -------------------------------------------

# With eight tables joined PostgreSQL took 20 ms to think of an order and 0.3 to read; as written is right beyond six.
# Compiling a query to machine code pays off where it reads for seconds, which none of ours may.
PAGE_LIMITS = (
    "-c statement_timeout=15s -c lock_timeout=5s -c idle_in_transaction_session_timeout=30s -c join_collapse_limit=6"
    " -c jit=off"
)


def database() -> dict:
    from config import postgres

    configured = env.db_url_config(env("DATABASE_URL", default="") or postgres.url())
    return configured | {
        "ENGINE": "django.db.backends.postgresql",
        "ATOMIC_REQUESTS": True,  # the access log is written with what it tells of, or neither
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": configured.get("OPTIONS", {}) | {"options": env("DATABASE_LIMITS", default=PAGE_LIMITS)},
    }


DATABASES = {"default": database()}
UNSAFE_DATABASE = env.bool("UNSAFE_DATABASE", False)  # accept a server that may lose commits (organisation/checks.py)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PGHISTORY_LEVEL = pgtrigger.Statement  # 5,000 new children leave their history in 0.06 s instead of 0.7 s

# --- Who may sign in ----------------------------------------------------------------------------
AUTH_USER_MODEL = "organisation.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "organisation.passwords.KnownWordsValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"
SESSION_ENGINE = "organisation.sessions"
SESSION_COOKIE_AGE = 30 * 60  # unused
SESSION_LONGEST = 12 * 3600
# "required" of administrators and whoever may export or see restricted circumstances; "offered" on a trial, which knows
# no https and whose demo accounts have no telephone
SECOND_FACTOR = env.str("SECOND_FACTOR", "required" if env.bool("HTTPS", False) else "offered")
OTP_TOTP_ISSUER = "Mẹ đỡ đầu"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
AXES_LOCKOUT_PARAMETERS = ["username"]
SILENCED_SYSTEM_CHECKS = ["axes.W006"]  # by name is stricter than by address: one name has few tries from anywhere
AXES_FAILURE_LIMIT = 6
AXES_COOLOFF_TIME = 0.25  # hours
AXES_CLIENT_IP_CALLABLE = "organisation.sign_in.address_of"
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "registration/locked.html"
AXES_VERBOSE = False  # no user names in the log

SECURITY_CONTACT = env("SECURITY_CONTACT", default="")  # mailto: or https:, shown in /.well-known/security.txt
HTTPS = env.bool("HTTPS", False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
HOST_ONLY = "__Host-" if HTTPS else ""  # no other site below the same domain can set or read such a cookie
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{HOST_ONLY}sessionid", f"{HOST_ONLY}csrftoken"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# --- Language and time --------------------------------------------------------------------------
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "config.formats"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = USE_TZ = True

# --- Files --------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = Path(env("STATIC_ROOT", default=BASE_DIR / "staticfiles"))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = Path(env("MEDIA_ROOT", default=str(VAR_DIR / "media")))  # served only by views that check the reader
ACCEL_LOCATION = env("ACCEL_LOCATION", default="")  # where nginx finds MEDIA_ROOT, for itself alone (deploy/nginx.conf)
UPLOADS_A_DAY = {  # bytes
    "account": env.int("UPLOADS_A_DAY_ACCOUNT_MB", 1_000) * 1_000_000,
    "unit": env.int("UPLOADS_A_DAY_UNIT_MB", 5_000) * 1_000_000,
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # the list of a ceremony has up to 1,000 lines of six fields
FILE_UPLOAD_HANDLERS = ["organisation.uploads.KeptInMemory"]  # a temporary file outlives who is killed
FILE_UPLOAD_PERMISSIONS = 0o600

# --- Spreadsheets -------------------------------------------------------------------------------
IMPORT_EXPORT_USE_TRANSACTIONS = True
IMPORT_EXPORT_TMP_STORAGE_CLASS = "imports.admin_uploads.WithTheLists"
IMPORT_EXPORT_ESCAPE_FORMULAE_ON_EXPORT = True
IMPORT_EXPORT_IMPORT_PERMISSION_CODE = "add"
IMPORT_EXPORT_EXPORT_PERMISSION_CODE = "view"

# --- Mail: none is sent until a server is named -------------------------------------------------
MAIL_IS_SET_UP = bool(env("EMAIL_URL", default=""))
vars().update(env.email_url("EMAIL_URL", default="dummymail://"))
EMAIL_TIMEOUT = 15  # seconds; a person waits for it
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="webmaster@localhost")

# --- Log: what happened, never about whom -------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_personal_values": {"()": "config.logs.DropPersonalValues"}},
    "formatters": {
        "line": {"()": "config.logs.PlainFormatter", "format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["no_personal_values"]},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["console"], "level": "WARNING", "propagate": False}},
}
