"""GOV.UK Notify: sends emails, texts and letters ready to print, through its own official client.

Councils may use Notify at cost, and it prints and posts. The words of a notice are ours, stored with the
decision they belong to, so the templates on Notify hold only ((subject)) and ((body)), and the address of the
council's own pages. Notify is asked to take links and formatting out of the two in an email, since parts of
them were typed by people.

Notify would gladly send the same reference twice. So before a notice is sent we ask whether its key is there
already, which also covers an answer that was lost on the way. Notify remembers for seven days by default.

Nothing about a person is logged or put in a failure: Notify's own words about a failure are matched against
the few we know, never passed on, and the client's own warnings are turned off.

Next: selfdirect/outside/notices/common.py
Tests: tests/outside/notices/test_notify.py
"""

import logging
from io import BytesIO
from typing import Any

from notifications_python_client.errors import HTTPError, InvalidResponse
from notifications_python_client.notifications import NotificationsAPIClient

from selfdirect.outside.notices.common import Notice, NoticeFailed, Sent, check

LENGTH_OF_KEY = 36 + 1 + 36
"""The service's id, a hyphen and the secret. A name may stand before them."""

KNOWN_REFUSALS = (
    ("email_address", "The email address is not one that can be written to."),
    ("phone_number", "The phone number is not one that can be texted."),
    ("trial mode", "The Notify service is in trial mode and writes only to its own team."),
    ("team-only", "The Notify key writes only to the service's own team."),
    ("character count", "The text message is too long."),
    ("postage", "Notify does not know this kind of postage."),
    ("letter", "Notify could not print this letter."),
    ("personalisation", "The Notify template asks for more than a subject and a body."),
    ("template", "Notify does not have this template, or not for this kind of message."),
)
"""What Notify says about a request it will not take, and how we say it. The first match counts."""


class Notify:
    """One Notify service. Make one for each thread: the client underneath is not made to be shared."""

    def __init__(
        self,
        base_url: str,
        api_key: str,
        email_template: str,
        text_template: str,
        *,
        letter_postage: str = "second",
        timeout_seconds: int = 30,
    ) -> None:
        if len(api_key.strip()) < LENGTH_OF_KEY:
            raise ValueError("The Notify API key is not whole: copy all of it, with the name at its start.")
        logging.getLogger("notifications_python_client").setLevel(logging.CRITICAL)
        self._client = NotificationsAPIClient(api_key.strip(), base_url=base_url, timeout=timeout_seconds)
        self._email_template = email_template
        self._text_template = text_template
        self._letter_postage = letter_postage

    def send(self, notice: Notice) -> Sent:
        """The reference is Notify's id of the message."""
        check(notice)
        try:
            answer = self._already_sent(notice.key) or self._hand_over(notice)
            return Sent(reference=str(answer["id"]))
        except HTTPError as error:
            raise _failure(error) from None
        except (InvalidResponse, KeyError, TypeError, AttributeError):
            raise NoticeFailed("Notify gave an answer that makes no sense.", retry=True) from None

    def _already_sent(self, key: str) -> dict[str, Any] | None:
        found: list[dict[str, Any]] = self._client.get_all_notifications(reference=key)["notifications"]
        return found[0] if found else None

    def _hand_over(self, notice: Notice) -> dict[str, Any]:
        answer: dict[str, Any]
        if notice.channel == "email":
            answer = self._client.send_email_notification(
                notice.to,
                self._email_template,
                personalisation={"subject": notice.subject, "body": notice.body},
                reference=notice.key,
                sanitise_content_for=["subject", "body"],
            )
        elif notice.channel == "text":
            answer = self._client.send_sms_notification(
                notice.to, self._text_template, personalisation={"body": notice.body}, reference=notice.key
            )
        else:
            answer = self._client.send_precompiled_letter_notification(
                notice.key, BytesIO(notice.pdf or b""), postage=self._letter_postage
            )
        return answer


def _failure(error: HTTPError) -> NoticeFailed:
    """The same failure in plain words, and whether trying again later could help."""
    if error.response is None:
        return NoticeFailed("Notify could not be reached, or took too long to answer.", retry=True)
    status = error.status_code
    if status == 400:
        return NoticeFailed(_why_refused(str(error.message)), retry=False)
    if status in (401, 403):
        return NoticeFailed("Notify does not accept our key, or this machine's clock is wrong.", retry=False)
    if status == 429:
        return NoticeFailed("Notify has had too many messages from us for now.", retry=True)
    if status >= 500:
        return NoticeFailed("Notify is not working at the moment.", retry=True)
    return NoticeFailed(f"Notify would not take the message (its answer was {status}).", retry=False)


def _why_refused(words: str) -> str:
    for sign, plain in KNOWN_REFUSALS:
        if sign in words.lower():
            return plain
    return "Notify would not take the message as it is."
