"""Sessions with an owner and two limits: 30 minutes unused, 12 hours in all. The settings name this as the engine."""

import time
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac
from django.utils.timezone import get_default_timezone, now

from organisation.models.signing_in import Session

OWNER, SINCE, BROWSER, SEEN = "_auth_user_id", "signed_in_at", "browser", "seen_at"
NOTED_EVERY = 60  # seconds: one write a minute for whoever is at work
BROWSERS = {  # the first that the browser names; most of them name the ones below as well
    "coc_coc_browser": "Cốc Cốc",
    "Zalo": "Zalo",
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox/": "Firefox",
    "FxiOS": "Firefox",
    "Chrome/": "Chrome",
    "CriOS": "Chrome",
    "Safari/": "Safari",
}
SYSTEMS = {
    "Windows": "Windows",
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Mac OS": "Mac",
    "Linux": "Linux",
}


class SessionStore(DatabaseStore):
    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def get_session_cookie_age(self) -> int:
        """Seconds until it ends unless it is used again; none of that goes beyond the twelfth hour."""
        left = self.get(SINCE, time.time()) + settings.SESSION_LONGEST - time.time()
        return max(0, min(settings.SESSION_COOKIE_AGE, int(left)))

    def save(self, must_create: bool = False) -> None:
        if OWNER in self:
            self.setdefault(SINCE, time.time())
            self[SEEN] = time.time()
        super().save(must_create=must_create)

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row: Any = super().create_model_instance(data)
        row.user_id = data.get(OWNER)
        row.browser = data.get(BROWSER, "")
        if SINCE in data:
            row.started_at = datetime.fromtimestamp(data[SINCE], get_default_timezone())
        return row


def note_use(session: Any) -> None:
    """Puts off the end of a session that is in use."""
    if OWNER in session and time.time() - session.get(SEEN, 0) > NOTED_EVERY:
        session.modified = True


def begin(request: Any) -> None:
    """Whoever has just given the password: the twelve hours count from now."""
    request.session[SINCE] = time.time()
    request.session[BROWSER] = browser_in_words(request.headers.get("User-Agent", ""))


def browser_in_words(agent: str) -> str:
    """ "Chrome, Windows": what a person recognises; "" for what nobody would."""
    said = (next((name for mark, name in known.items() if mark in agent), "") for known in (BROWSERS, SYSTEMS))
    return ", ".join(filter(None, said))


def others_of(request: Any) -> QuerySet[Session]:
    """The other sessions of whoever asks, over or not."""
    return Session.objects.filter(user=request.user).exclude(session_key=request.session.session_key)


def open_of(user: Any) -> QuerySet[Session]:
    return Session.objects.filter(user=user, expire_date__gt=now()).order_by("-seen_at")


def handle(session: Session) -> str:
    """Names a session in a form; its key would open it."""
    return salted_hmac("organisation.sessions", session.session_key).hexdigest()[:32]
