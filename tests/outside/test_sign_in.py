"""Sign-in with the council's own accounts: how it is set up from the environment."""

import pytest

from selfdirect.outside.sign_in import SignInRefused, openid_connect_from_environment

GIVEN = {
    "OIDC_ISSUER": "https://login.example.gov.uk/tenant/",
    "OIDC_CLIENT_ID": "selfdirect",
    "OIDC_CLIENT_SECRET": "a secret",
}


def test_nothing_set_is_no_provider() -> None:
    assert openid_connect_from_environment({}) == {}
    assert openid_connect_from_environment({**dict.fromkeys(GIVEN, " "), "PATH": "/bin"}) == {}


def test_the_provider_is_as_the_environment_says() -> None:
    found = openid_connect_from_environment({**GIVEN, "OIDC_NAME": "Example Council", "OIDC_ID": "council"})
    assert found["openid_connect"]["OAUTH_PKCE_ENABLED"] is True
    assert found["openid_connect"]["APPS"] == [
        {
            "provider_id": "council",
            "name": "Example Council",
            "client_id": "selfdirect",
            "secret": "a secret",
            "settings": {"server_url": "https://login.example.gov.uk/tenant"},
        }
    ]


@pytest.mark.parametrize("missing", GIVEN)
def test_half_set_is_refused_with_the_name_of_what_is_missing(missing: str) -> None:
    with pytest.raises(SignInRefused, match=f"half set: {missing} missing"):
        openid_connect_from_environment({**GIVEN, missing: ""})


def test_a_name_alone_is_half_set_and_the_secret_is_never_told() -> None:
    with pytest.raises(SignInRefused, match="OIDC_ISSUER and OIDC_CLIENT_ID and OIDC_CLIENT_SECRET missing"):
        openid_connect_from_environment({"OIDC_NAME": "Example Council"})
    with pytest.raises(SignInRefused) as refused:
        openid_connect_from_environment({"OIDC_CLIENT_SECRET": "a secret"})
    assert "a secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("issuer", "fine"),
    [
        ("https://login.example.gov.uk", True),
        ("http://127.0.0.1:9400", True),
        ("http://localhost:9400", True),
        ("http://login.example.gov.uk", False),
        ("login.example.gov.uk", False),
        ("https://", False),
        ("ftp://login.example.gov.uk", False),
    ],
)
def test_only_a_provider_on_this_machine_may_do_without_https(issuer: str, fine: bool) -> None:
    given = {**GIVEN, "OIDC_ISSUER": issuer}
    if fine:
        assert openid_connect_from_environment(given)
    else:
        with pytest.raises(SignInRefused, match="must be an https address"):
            openid_connect_from_environment(given)


@pytest.mark.parametrize("identity", ["Work Account", "../x", "é", "a" * 31])
def test_the_part_of_the_return_address_is_plain(identity: str) -> None:
    with pytest.raises(SignInRefused, match="part of an address"):
        openid_connect_from_environment({**GIVEN, "OIDC_ID": identity})
