"""Changes of points and prices that are proposed, and who signed them: never changed once written."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0008_allocating"),
    ]

    operations = [
        migrations.CreateModel(
            name="AllocationChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("values", models.JSONField()),
                ("before", models.JSONField()),
                ("model", models.JSONField()),
                ("must_sign", models.JSONField()),
                ("reason", models.TextField()),
                ("starts_on", models.DateField()),
                ("policy_fingerprint", models.CharField(max_length=64)),
                ("on", models.DateField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AllocationSignature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("code", models.CharField(max_length=40)),
                ("on", models.DateField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "change",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="records.allocationchange",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="allocationchange",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="allocation_change_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="allocationchange",
            constraint=models.CheckConstraint(
                condition=models.Q(("starts_on__gt", models.F("on"))), name="allocation_change_starts_later"
            ),
        ),
        migrations.AddConstraint(
            model_name="allocationsignature",
            constraint=models.UniqueConstraint(fields=("change", "code"), name="one_signature_for_each_code"),
        ),
        migrations.AddConstraint(
            model_name="allocationsignature",
            constraint=models.UniqueConstraint(fields=("change", "by"), name="nobody_signs_a_change_twice"),
        ),
        migrations.AddConstraint(
            model_name="allocationsignature",
            constraint=models.CheckConstraint(
                condition=models.Q(("by", models.F("proposed_by")), _negated=True), name="nobody_signs_their_own_change"
            ),
        ),
        migrations.RunSQL(
            "create trigger never_changed before update or delete on records_allocationchange "
            "for each row execute function records_refuse_change();"
            "create trigger never_changed before update or delete on records_allocationsignature "
            "for each row execute function records_refuse_change();",
            "drop trigger never_changed on records_allocationchange;"
            "drop trigger never_changed on records_allocationsignature;",
        ),
    ]
