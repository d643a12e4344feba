"""People who need support, and what is known of them: dated details that are superseded, never overwritten.

Next:   selfdirect/actions/people.py
Tests:  tests/records/test_people.py
"""

from datetime import date

from django.db import models

from selfdirect.records.base import Referenced, Written


class PeopleQuerySet(models.QuerySet["Person"]):
    """Questions asked of people."""

    def with_details(self) -> "PeopleQuerySet":
        """People with their present details, in one more query however many there are."""
        now = PersonDetails.objects.filter(superseded_at=None)
        return self.prefetch_related(models.Prefetch("all_details", queryset=now, to_attr="present_details"))

    def matching(self, words: str) -> "PeopleQuerySet":
        """People whose present name, reference or postcode holds every one of these words."""
        found = self
        for word in words.split():
            digits = "".join(letter for letter in word if letter.isdigit())
            same = models.Q(all_details__first_name__icontains=word) | models.Q(all_details__last_name__icontains=word)
            same |= models.Q(all_details__postcode__icontains=word)
            if digits and word.upper().lstrip("P-0123456789") == "":
                same |= models.Q(pk=int(digits[:12]))
            found = found.filter(same, all_details__superseded_at=None)
        return found.distinct()


class Person(Referenced):
    """Somebody who has, or may need, care and support. Only an identity; the facts are in PersonDetails."""

    PREFIX = "P"

    is_fictional = models.BooleanField(default=False)
    objects = PeopleQuerySet.as_manager()

    @property
    def details(self) -> "PersonDetails":
        """What is known of the person now. Uses what with_details() fetched, else one query."""
        fetched = getattr(self, "present_details", None)
        if fetched:
            return fetched[0]  # type: ignore[no-any-return]
        if "_details" not in self.__dict__:
            self.__dict__["_details"] = self.all_details.get(superseded_at=None)
        return self.__dict__["_details"]  # type: ignore[no-any-return]

    @property
    def name(self) -> str:
        """The name the person likes to be called by, with the last name."""
        return self.details.name

    def age_on(self, on: date) -> int:
        """Whole years of age on a date."""
        born = self.details.date_of_birth
        return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


class Format(models.TextChoices):
    """How the person wants to be written to (accessible information: identify, record, flag, share, meet, review)."""

    STANDARD = "standard", "Standard print"
    LARGE_PRINT = "large_print", "Large print"
    EASY_READ = "easy_read", "Easy read"
    BRAILLE = "braille", "Braille"
    AUDIO = "audio", "Audio"


class ContactBy(models.TextChoices):
    """How the person likes to hear from us."""

    LETTER = "letter", "Letter"
    EMAIL = "email", "Email"
    TEXT = "text", "Text message"
    PHONE = "phone", "Phone call"


class PersonDetails(Written):
    """The details of one person from one date. A correction is a new row that supersedes this one."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="all_details")
    first_name = models.CharField(max_length=100)
    last_name = models.CharField(max_length=100)
    likes_to_be_called = models.CharField(max_length=100, blank=True)
    date_of_birth = models.DateField()
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    address = models.TextField(blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    client_group = models.CharField(max_length=40)
    format = models.CharField(max_length=20, choices=Format.choices, default=Format.STANDARD)
    contact_by = models.CharField(max_length=20, choices=ContactBy.choices, default=ContactBy.LETTER)
    communication_needs = models.TextField(blank=True)
    language = models.CharField(max_length=60, default="English")
    on = models.DateField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(superseded_at=None), name="one_present_details"
            ),
        ]
        indexes = [models.Index(fields=["last_name", "first_name"], name="details_by_name")]

    @property
    def name(self) -> str:
        """The name to use on pages and letters."""
        return f"{self.likes_to_be_called or self.first_name} {self.last_name}"
