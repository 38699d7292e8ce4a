"""Mail by SendGrid."""

from __future__ import annotations

from typing import Protocol

from python_http_client.exceptions import HTTPError
from sendgrid import SendGridAPIClient
from sendgrid.helpers.mail import Mail, MailSettings, SandBoxMode

from notifications.messages import Message


class TryAgain(Exception):
    """SendGrid could not take the mail now."""


class Rejected(Exception):
    """SendGrid will never take this mail."""


class Mailer(Protocol):
    def send(self, message: Message) -> None: ...


class SendGridMailer:
    def __init__(self, api_key: str, base_url: str, sender: str, sandbox: bool) -> None:
        self._client = SendGridAPIClient(api_key=api_key, host=base_url)
        self._client.client.timeout = 10
        self._sender = sender
        self._sandbox = sandbox

    def send(self, message: Message) -> None:
        mail = Mail(
            from_email=self._sender,
            to_emails=message.to,
            subject=message.subject,
            plain_text_content=message.text,
        )
        if self._sandbox:
            # SendGrid checks the mail and delivers nothing.
            mail.mail_settings = MailSettings(sandbox_mode=SandBoxMode(enable=True))
        try:
            self._client.send(mail)
        except HTTPError as error:
            # A key that is refused is our fault, not the mail's: keep the mail until the key is right.
            if error.status_code in (401, 403, 429) or error.status_code >= 500:
                raise TryAgain(f"sendgrid answered {error.status_code}") from error
            raise Rejected(f"sendgrid answered {error.status_code}") from error
        except OSError as error:
            raise TryAgain(f"sendgrid unreachable: {type(error).__name__}") from error
