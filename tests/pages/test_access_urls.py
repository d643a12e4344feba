"""What the sign-in library expects to find has an address, and nothing that would make or mend an account by itself."""

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse


@pytest.mark.parametrize(
    "name",
    ["account_login", "account_logout", "account_change_password", "account_reauthenticate", "mfa_authenticate",
     "mfa_activate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_index",
     "socialaccount_signup"],
)  # fmt: skip
def test_each_page_has_an_address(name: str) -> None:
    assert reverse(name).startswith(("/sign-", "/account"))


@pytest.mark.parametrize(
    "name", ["account_confirm_email", "mfa_download_recovery_codes", "account_reset_password_done"]
)
def test_what_we_do_not_use_has_none(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/accounts/cancelled/", "/accounts/error/"])
def test_a_sign_in_that_the_council_refused_is_a_plain_page(path: str) -> None:
    answer = Client().get(path)
    assert answer.status_code == 403 and "Signing in did not work" in answer.content.decode()
