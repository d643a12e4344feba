"""A folder in place of a postal service: each notice becomes a file that a person can open and read.

The program must run with no supplier and no network, for a demonstration and for a council that prints
its own letters. What is in the folder is what would have been sent.

A file appears whole or not at all, and the file of a key is never written a second time. The PDF of a letter
is put beside it first, so a notice that can be read always has its letter.

Next: selfdirect/outside/notices/common.py
Tests: tests/outside/notices/test_local_outbox.py
"""

import hashlib
import re
from pathlib import Path

from selfdirect.outside.notices.common import Notice, NoticeFailed, Sent, check
from selfdirect.outside.whole_files import put_once


class LocalOutbox:
    """Writes notices in one folder, which it makes, for its owner's eyes only."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path(folder)

    def send(self, notice: Notice) -> Sent:
        """The reference is the name of the file."""
        check(notice)
        name = _file_name(notice.key)
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            readable = self.folder / f"{name}.txt"
            if not readable.exists():
                if notice.pdf is not None:
                    put_once(readable.with_suffix(".pdf"), notice.pdf)
                put_once(readable, _readable(notice, name).encode("utf-8", "replace"))
        except OSError as error:
            why = (error.strerror or "the disk did not say why").lower()
            raise NoticeFailed(f"The outbox folder could not be written: {why}.", retry=True) from None
        return Sent(reference=readable.name)


def _file_name(key: str) -> str:
    """The key as far as a file name can hold it, and a mark that is different for every key."""
    mark = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{re.sub(r'[^A-Za-z0-9]+', '-', key).strip('-')[:60]}-{mark}".lstrip("-")


def _readable(notice: Notice, name: str) -> str:
    facts = {"To": notice.to, "By": notice.channel, "Subject": notice.subject, "Key": notice.key}
    if notice.pdf is not None:
        facts["Letter"] = f"{name}.pdf"
    return "\n".join([*(f"{label}: {_one_line(fact)}" for label, fact in facts.items()), "", notice.body, ""])


def _one_line(text: str) -> str:
    """An address on several lines reads as one, so that nothing in it can pass for another fact."""
    return ", ".join(part.strip() for part in text.splitlines() if part.strip())
