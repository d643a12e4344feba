"""A run's lines change state without touching an index, on the page where they are; half of each page is kept free for it.

Indexes that another index makes needless go too.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0006_who_and_when"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="paymentline",
            name="a_return_is_sent_again_once",
        ),
        migrations.RemoveIndex(
            model_name="paymentline",
            name="payment_lines_by_state",
        ),
        migrations.RemoveIndex(
            model_name="paymentline",
            name="payment_lines_to_look_at",
        ),
        migrations.AddField(
            model_name="paymentline",
            name="is_stopped",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.ExpressionWrapper(
                    models.Q(("state__in", ["held", "returned"])), models.BooleanField()
                ),
                output_field=models.BooleanField(),
            ),
        ),
        migrations.AddField(
            model_name="paymentline",
            name="stands",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.ExpressionWrapper(
                    models.Q(("state__in", ["held", "cancelled"]), _negated=True), models.BooleanField()
                ),
                output_field=models.BooleanField(),
            ),
        ),
        migrations.AlterField(
            model_name="auditentry",
            name="person",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.person",
            ),
        ),
        migrations.AlterField(
            model_name="paymentline",
            name="again_for",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sent_again",
                to="records.paymentline",
            ),
        ),
        migrations.AlterField(
            model_name="paymentline",
            name="held_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="paymentline",
            name="schedule",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lines",
                to="records.paymentschedule",
            ),
        ),
        migrations.AddIndex(
            model_name="paymentline",
            index=models.Index(
                condition=models.Q(("is_stopped", True)), fields=["schedule"], name="payment_lines_to_look_at"
            ),
        ),
        migrations.AddIndex(
            model_name="paymentline",
            index=models.Index(
                condition=models.Q(("again_for__isnull", False)), fields=["again_for"], name="payment_lines_sent_again"
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentline",
            constraint=models.UniqueConstraint(
                condition=models.Q(("again_for__isnull", False), ("stands", True)),
                fields=("again_for",),
                name="a_return_is_sent_again_once",
            ),
        ),
        migrations.RunSQL(
            "alter table records_paymentline set (fillfactor = 50)",
            "alter table records_paymentline reset (fillfactor)",
        ),
    ]
