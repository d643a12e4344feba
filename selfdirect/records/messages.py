"""What we say to people: letters kept as sent, and the outbox of everything that leaves the council.

Next:   selfdirect/actions/messages.py
Tests:  tests/records/test_messages.py
"""

from django.db import models

from selfdirect.records.base import Referenced, Written, one_of


class Letter(Referenced):
    """A letter made from stored facts: `facts` first, `html` filled once when written, `pdf` once when needed."""

    PREFIX = "L"

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=200)
    on = models.DateField()
    facts = models.JSONField()
    html = models.TextField(blank=True)
    pdf = models.BinaryField(null=True)
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["person", "-on"], name="letters_by_person")]


class MessageState(models.TextChoices):
    """Where a message in the outbox stands."""

    WAITING = "waiting", "Waiting to be sent"
    SENT = "sent", "Sent"
    FAILED = "failed", "Could not be sent"


class Message(Written):
    """One thing to be said outside, once, under a key. A job sends it after the fact that caused it is safe."""

    key = models.CharField(max_length=120, unique=True)
    person = models.ForeignKey("records.Person", models.PROTECT, null=True, related_name="messages")
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, related_name="messages")
    channel = models.CharField(max_length=20)
    to = models.CharField(max_length=300)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    on = models.DateField()
    state = models.CharField(max_length=20, choices=MessageState.choices, default=MessageState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    outside_reference = models.CharField(max_length=120, blank=True)
    failure = models.TextField(blank=True)

    class Meta:
        constraints = [one_of("state", MessageState, "message_state")]
        indexes = [models.Index(fields=["state", "at"], name="messages_by_state")]


class Note(Written):
    """Something a person told us, or that we answered: a thread between the person and their worker (R-DIG-10)."""

    person = models.ForeignKey("records.Person", models.PROTECT, related_name="notes")
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")
    on = models.DateField()
    words = models.TextField()
    is_from_person = models.BooleanField()
