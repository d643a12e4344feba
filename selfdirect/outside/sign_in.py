"""Sign-in with a council's own accounts, by OpenID Connect, set up from the environment.

Staff should use the account they already have, with the checks their council already makes. Any provider
that speaks OpenID Connect will do: nothing here is for one supplier.

| variable | meaning |
| --- | --- |
| OIDC_ISSUER | the provider's address, https, as its own configuration page names it |
| OIDC_CLIENT_ID | the name the provider knows this program by |
| OIDC_CLIENT_SECRET | the secret that goes with it |
| OIDC_NAME | what the sign-in page calls it; "your work account" when not set |
| OIDC_ID | part of the return address, /accounts/oidc/<OIDC_ID>/login/callback/; "work" when not set |

The first three are given together or not at all. Half of them is refused at the start, so that a mistyped
name cannot quietly turn the council's sign-in off.

Tests: tests/outside/test_sign_in.py
"""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

NEEDED_TOGETHER = ("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")
SAFE_WITHOUT_TLS = {"127.0.0.1", "localhost", "::1"}


class SignInRefused(Exception):
    """The environment describes no provider that can be used. The message says what to change."""


def openid_connect_from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    """What allauth needs to know of the provider, for its SOCIALACCOUNT_PROVIDERS. Empty when none is set."""
    given = {name: environment.get(name, "").strip() for name in (*NEEDED_TOGETHER, "OIDC_NAME", "OIDC_ID")}
    if not any(given.values()):
        return {}
    missing = [name for name in NEEDED_TOGETHER if not given[name]]
    if missing:
        raise SignInRefused(
            f"Sign-in with the council's own accounts is half set: {' and '.join(missing)} missing. "
            f"Set {', '.join(NEEDED_TOGETHER)} together, or none of the OIDC settings."
        )
    identity = given["OIDC_ID"] or "work"
    if not re.fullmatch(r"[a-z0-9-]{1,30}", identity):
        raise SignInRefused("OIDC_ID is part of an address: use small letters, figures and hyphens only.")
    return {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": identity,
                    "name": given["OIDC_NAME"] or "your work account",
                    "client_id": given["OIDC_CLIENT_ID"],
                    "secret": given["OIDC_CLIENT_SECRET"],
                    "settings": {"server_url": _checked_issuer(given["OIDC_ISSUER"])},
                }
            ],
        }
    }


def _checked_issuer(issuer: str) -> str:
    """The provider's address without a last slash. Only a provider on this machine may do without https."""
    parts = urlsplit(issuer)
    if parts.scheme == "https" and parts.hostname:
        return issuer.rstrip("/")
    if parts.scheme == "http" and parts.hostname in SAFE_WITHOUT_TLS:
        return issuer.rstrip("/")
    raise SignInRefused("OIDC_ISSUER must be an https address, for example https://login.example.gov.uk/tenant.")
