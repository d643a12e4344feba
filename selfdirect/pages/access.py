"""How people sign in: nobody opens an account for themselves; the council's provider vouches only for people we know.

Next:   selfdirect/pages/second_factor.py
Tests:  tests/pages/test_access.py
"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest

from selfdirect.clock import now
from selfdirect.records.access import User

_SIGN_INS = "account_authentication_methods"
JUST_NOW_SECONDS = 5 * 60


class AccountAdapter(DefaultAccountAdapter):
    """Signing in with a password."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by an administrator."""
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to one's own page."""
        return "/account/?changed=password"

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Nobody is asked for the password they entered a few minutes ago."""
        signed_in = [one["at"] for one in self.request.session.get(_SIGN_INS, []) if one.get("method") == "password"]
        return now().timestamp() - max(signed_in, default=0) > JUST_NOW_SECONDS

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Pages say what happened themselves."""


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Signing in through the council's own identity provider."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Somebody we do not know gets no account by knocking."""
        return False

    def authenticate_by_email(self, sociallogin: Any) -> tuple[Any, str] | None:
        """The user with the email address the provider says it has checked.

        A provider that says nothing of checking is believed only when OIDC_TRUST_EMAIL says so.
        """
        said = sociallogin.account.extra_data or {}
        claims = {**said, **said.get("userinfo", {}), **said.get("id_token", {})}
        email = str(claims.get("email") or "")
        checked = claims.get("email_verified", settings.OIDC_TRUST_EMAIL)
        if not email or checked is not True:
            return None
        user = User.objects.filter(email__iexact=email, is_active=True, is_timer=False).first()
        return (user, user.email) if user else None
