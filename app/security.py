"""What holds for every request and every response: hosts, sites, sizes, policies, limits."""

from urllib.parse import urlsplit

from flask import Flask, Request, Response, current_app, request
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.sansio.utils import host_is_trusted

from app.problems import refuse
from app.settings import Settings

LARGEST_BODY = 1024 * 1024  # bytes
COOKIE_DAYS = 400  # browsers keep none for longer

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cache-Control": "private, no-cache",
}

csrf = CSRFProtect()
limiter = Limiter(key_func=get_remote_address, headers_enabled=True)


def add_security(app: Flask, settings: Settings) -> None:
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=LARGEST_BODY,
        SESSION_COOKIE_NAME="__Host-drawn" if settings.https else "drawn",
        SESSION_COOKIE_SECURE=settings.https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=COOKIE_DAYS * 86_400,
        WTF_CSRF_TIME_LIMIT=None,  # the token lives as long as the session: a page may stay open
        WTF_CSRF_SSL_STRICT=False,  # `refuse_other_sites` looks at Origin, on http too
        WTF_CSRF_CHECK_DEFAULT=False,  # checked below, after the host and the site
        RATELIMIT_STORAGE_URI=settings.rate_limit_storage,
        ALLOWED_HOSTS=settings.hosts,
        HTTPS=settings.https,
    )
    if settings.proxies:
        count = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, count, count, count)  # type: ignore[method-assign]
    app.session_interface = OwnSiteSessions()
    app.before_request(refuse_unknown_hosts)
    app.before_request(refuse_other_sites)
    app.before_request(refuse_unmeasured_bodies)
    app.before_request(check_token)
    csrf.init_app(app)
    limiter.init_app(app)
    app.after_request(add_headers)


class OwnSiteSessions(SecureCookieSessionInterface):
    """The session cookie, which a request that another site sent can never change."""

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:
        return super().should_set_cookie(app, session) and not comes_from_another_site(request)


def refuse_unknown_hosts() -> None:
    """A host name that is not ours is an attack on links, caches or the browser's own rules."""
    if not host_is_trusted(request.host, current_app.config["ALLOWED_HOSTS"]):
        refuse(
            400,
            "This server does not answer to the name in the address.",
            "Whoever runs it can add the name to DRAWN_ALLOWED_HOSTS.",
        )


def refuse_other_sites() -> None:
    """A change is only taken from a page of this server."""
    if request.method not in {"GET", "HEAD", "OPTIONS"} and comes_from_another_site(request):
        refuse(
            403,
            "This was sent from a page of another site, and nothing was changed.",
            "Open the page here and do it from there.",
        )


def refuse_unmeasured_bodies() -> None:
    """A body in chunks would be cut at the limit without a word; browsers say how long theirs is."""
    if request.content_length is None and "chunked" in request.headers.get("Transfer-Encoding", ""):
        refuse(
            411,
            "The request does not say how long it is.",
            "Send it with its Content-Length, at most 1 MB.",
        )


def comes_from_another_site(asked: Request) -> bool:
    """What the browser says about the page that sent this; old browsers say nothing."""
    origin = asked.headers.get("Origin")
    if origin is not None:
        try:
            return urlsplit(origin).netloc != asked.host
        except ValueError:
            return True
    return asked.method not in {"GET", "HEAD", "OPTIONS"} and asked.headers.get(
        "Sec-Fetch-Site"
    ) in {"cross-site", "same-site"}


def check_token() -> None:
    """Every request that may change something carries the token of this session."""
    if request.method not in {"GET", "HEAD", "OPTIONS"} and request.endpoint:
        csrf.protect()


def add_headers(response: Response) -> Response:
    """The strict policy and its companions; a page that set its own keeps it."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if current_app.config["HTTPS"]:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    return response
