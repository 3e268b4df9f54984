"""Settings: one file, everything that differs between machines from the environment."""

from pathlib import Path

from csp.constants import NONE, SELF

from policies import languages
from site_config import env

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

DEBUG = env.read("bool", "DEBUG", default=False)
SECRET_KEY = env.secret_key(debug=DEBUG)
ALLOWED_HOSTS = env.allowed_hosts(["localhost", "127.0.0.1", "[::1]"], debug=DEBUG)
SITE_URL = env.site_url("http://127.0.0.1:8000")
env.refuse_public_debugging(debug=DEBUG, hosts=ALLOWED_HOSTS, url=SITE_URL)
SITE_NAME = env.read("str", "SITE_NAME", default="医保账户问路")
ADMIN_PATH = env.admin_path("admin/")
DATA_LICENCE = env.read("str", "DATA_LICENCE", default="")  # address of the text
PROXY_DEPTH = env.proxy_depth(1 if SITE_URL.startswith("https://") else 0)
METRICS_PORT = env.metrics_port()  # deploy/gunicorn.conf.py listens there
MIRROR_DIR = env.read("str", "MIRROR_DIR", default="")
BACKUP_DIR = env.read("str", "BACKUP_DIR", default="")
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL.startswith("https://") else []

INSTALLED_APPS = [
    "modeltranslation",  # before the admin, whose forms it changes
    "site_config.desk.site.EditorSiteConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "site_config.accounts",  # after them: keeps keys and codes out of the admin
    "site_config.export",
    "site_config.bench",
    "policies",
    "guides",
]

MIDDLEWARE = [
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "site_config.http.headers.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "site_config.http.language.LanguageFromAddress",
    "site_config.http.malformed.RefuseMalformed",
    "site_config.http.public_pages.PublicPages",
    "site_config.http.days.OneFormOfDays",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "site_config.accounts.sessions.SessionLimits",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "site_config.urls"
WSGI_APPLICATION = "site_config.wsgi.application"

# With DEBUG Django's own nodes, whose errors name the line.
_LOADER = f"{'django.template.loaders.cached' if DEBUG else 'site_config.templating.loader'}.Loader"
_FROM = ("filesystem", "app_directories")
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [(_LOADER, [f"django.template.loaders.{it}.Loader" for it in _FROM])],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "site_config.context.site",
            ],
        },
    }
]

DATABASES = {"default": env.database(f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": env.read("dj_cache_url", "CACHE_URL", default="locmem://"),
    "names": {  # of pages, 0.2 kB each
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "names",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
}
if CACHES["default"]["BACKEND"].endswith(".RedisCache"):
    CACHES["default"] |= {
        "BACKEND": "django_redis.cache.RedisCache",  # Django's own fails where its server is away
        "OPTIONS": {
            "IGNORE_EXCEPTIONS": True,
            "SOCKET_CONNECT_TIMEOUT": 0.2,
            "SOCKET_TIMEOUT": 0.2,
        },
    }

_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": "site_config.desk.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "site_config.desk.passwords.MixedEnough", "OPTIONS": {"at_least": 6}},
    {"NAME": "site_config.desk.passwords.WithoutTheName"},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
]

SECOND_FACTOR_ENFORCED = SITE_URL.startswith("https://")
OTP_TOTP_ISSUER = SITE_NAME  # what the phone calls the key
# Tries of codes are slowed down with those of passwords; django-otp's own waits have no end.
OTP_TOTP_THROTTLE_FACTOR = OTP_STATIC_THROTTLE_FACTOR = 0

LANGUAGE_CODE = languages.SOURCE
LANGUAGES = [(language.code, language.name) for language in languages.LANGUAGES]
FORMAT_MODULE_PATH = "site_config.formats"
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
MODELTRANSLATION_DEFAULT_LANGUAGE = languages.SOURCE
MODELTRANSLATION_FALLBACK_LANGUAGES = (languages.SOURCE,)


def MODELTRANSLATION_BUILD_LOCALIZED_VERBOSE_NAME(name: str, language: str) -> str:  # noqa: N802
    """What the admin calls a field in a language; its tabs drop the bracket."""
    return f"{name} [{languages.BY_CODE[language].tab}]"


JQUERY_UI_URL = (
    "vendor/jquery-ui/jquery-ui.min.js"  # our copy; modeltranslation's default is foreign
)

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "site_config.storage.BundledStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_AGE = 30 * 60  # seconds without a page
SESSION_LONGEST = 12 * 60 * 60  # seconds since the sign-in
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SITE_URL.startswith("https://")
KNOWN_DEVICE_COOKIE_NAME = "knowndevice"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "site_config.desk.refused.other_login"
if SITE_URL.startswith("https://"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31536000
    # The browser takes these names from this very host alone, over TLS.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    KNOWN_DEVICE_COOKIE_NAME = "__Host-knowndevice"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "site_config.log_lines.JsonLines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # A mistyped address is the reader's, not ours: only failures of the server are logged.
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
