"""Reviews that were held. The database refuses to change or delete one."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0004_payment_calendar"),
    ]

    operations = [
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("code", models.CharField(max_length=40)),
                ("held_on", models.DateField()),
                ("how_it_goes", models.TextField()),
                ("what_changes", models.TextField(blank=True)),
                ("next_on", models.DateField()),
                (
                    "budget",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="records.budget"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="records.person"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person", "-held_on"], name="reviews_by_person")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("code__in", ["first_review", "yearly_review"])), name="review_code"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("how_it_goes", ""), _negated=True), name="review_says_how_it_goes"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("next_on__gt", models.F("held_on"))), name="next_review_is_later"
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            "create trigger never_changed before update or delete on records_review "
            "for each row execute function records_refuse_change();",
            "drop trigger never_changed on records_review;",
        ),
    ]
