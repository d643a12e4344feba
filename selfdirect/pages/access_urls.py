"""Addresses of signing in and out, the second step and one's own account. Only what we use of allauth has an address.

Next:   selfdirect/pages/access.py
Tests:  tests/pages/test_access_urls.py
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as social
from django.urls import include, path

from selfdirect.pages.account import closed, council_sign_in_failed, no_email, own_account, sign_in

urlpatterns = [
    path("sign-in/", sign_in, name="account_login"),
    path("sign-in/closed/", closed, name="account_signup"),
    path("sign-in/forgotten/", closed, name="account_reset_password"),
    path("sign-in/inactive/", closed, name="account_inactive"),
    path(
        "sign-in/second-step/", mfa.AuthenticateView.as_view(template_name="access/code.html"), name="mfa_authenticate"
    ),
    path("sign-out/", account.LogoutView.as_view(template_name="access/sign_out.html"), name="account_logout"),
    path("account/", own_account, name="mfa_index"),
    path("account/no-email/", no_email, name="account_email"),
    path(
        "account/password/",
        account.PasswordChangeView.as_view(template_name="access/password.html"),
        name="account_change_password",
    ),
    path("account/password/none/", closed, name="account_set_password"),
    path(
        "account/again/",
        account.ReauthenticateView.as_view(template_name="access/password_again.html"),
        name="account_reauthenticate",
    ),
    path(
        "account/second-step/again/",
        mfa.ReauthenticateView.as_view(template_name="access/code_again.html"),
        name="mfa_reauthenticate",
    ),
    path(
        "account/second-step/set-up/",
        totp.ActivateTOTPView.as_view(template_name="access/set_up.html"),
        name="mfa_activate_totp",
    ),
    path("account/second-step/", own_account, name="mfa_deactivate_totp"),
    path(
        "account/recovery-codes/",
        recovery.ViewRecoveryCodesView.as_view(template_name="access/recovery_codes.html"),
        name="mfa_view_recovery_codes",
    ),
    path(
        "account/recovery-codes/new/",
        recovery.GenerateRecoveryCodesView.as_view(template_name="access/new_recovery_codes.html"),
        name="mfa_generate_recovery_codes",
    ),
    path("accounts/", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("accounts/cancelled/", council_sign_in_failed, name="socialaccount_login_cancelled"),
    path("accounts/error/", council_sign_in_failed, name="socialaccount_login_error"),
    path(
        "accounts/unknown/", social.SignupView.as_view(template_name="access/closed.html"), name="socialaccount_signup"
    ),
    path("accounts/connections/", own_account, name="socialaccount_connections"),
]
