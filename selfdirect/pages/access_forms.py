"""The sign-in forms in our words: what to enter, and what is wrong, as on every other page.

Next:   selfdirect/pages/templates/access/sign_in.html
Tests:  tests/pages/test_access_forms.py
"""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeAgainForm
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms

from selfdirect.rules.problems import Problem

_EMPTY = {
    "login": "Enter your email address",
    "password": "Enter your password",
    "oldpassword": "Enter the password you use now",
    "password1": "Enter a new password",
    "password2": "Enter the new password again",
    "code": "Enter the code",
}
_WRONG_PAIR = "The email address and/or password you specified are not correct."
_SAID = {
    _WRONG_PAIR: "Check the email address and the password. One of them is not right",
    "Enter a valid email address.": "Enter an email address in the right form, like name@example.com",
    "Incorrect password.": "Enter the password you use now",
    "Incorrect code.": "Enter the newest code. That one is not right",
    "Please type your current password.": "Enter the password you use now",
    "You must type the same password each time.": "Enter the same new password twice",
}


class _OurWords:
    """Messages that say what to do."""

    fields: dict[str, forms.Field]
    errors: Any
    is_bound: bool

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.error_messages["required"] = _EMPTY.get(name, "Enter an answer")

    def problems(self) -> list[Problem]:
        """What is wrong, in the order of the form."""
        if not self.is_bound:
            return []
        order = [*self.fields, "__all__"]
        found = [(name, str(self.errors[name][0])) for name in order if name in self.errors]
        first = next(iter(self.fields), "")
        return [Problem(f"id_{first if name == '__all__' else name}", _said(message)) for name, message in found]

    def problem_of(self, name: str) -> str:
        """What is wrong with one field."""
        return next((problem.message for problem in self.problems() if problem.field == f"id_{name}"), "")


def _said(message: str) -> str:
    return _SAID.get(message, message.rstrip("."))


class SignInForm(_OurWords, LoginForm):
    """Email address and password."""


class PasswordForm(_OurWords, ChangePasswordForm):
    """The old password and a new one, twice."""


class PasswordAgainForm(_OurWords, ReauthenticateForm):
    """The password once more, before something that matters."""


class CodeForm(_OurWords, AuthenticateForm):
    """The code of the second step, or a recovery code."""


class CodeAgain(_OurWords, CodeAgainForm):
    """The code once more, before something that matters."""


class NewCodesForm(_OurWords, GenerateRecoveryCodesForm):
    """A press of a button, for new recovery codes."""


class SetUpCodeForm(_OurWords, ActivateTOTPForm):
    """The first code, which shows that the app was set up."""
