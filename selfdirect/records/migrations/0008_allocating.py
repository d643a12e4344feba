"""What an allocation is worked out from, who confirmed it, what replaced it; and personal budgets offered."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0007_lines_change_state_in_place"),
    ]

    operations = [
        migrations.CreateModel(
            name="AllocationBasis",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("changed_at", models.DateTimeField(editable=False, null=True)),
                ("answers", models.JSONField(blank=True, default=dict)),
                ("units", models.JSONField(blank=True, default=dict)),
                ("services", models.JSONField(blank=True, default=dict)),
                ("carer_hundredths_of_hours_weekly", models.PositiveIntegerField(blank=True, null=True)),
                ("present_package_pence_weekly", models.BigIntegerField(blank=True, null=True)),
                ("ceiling_exception_reason", models.TextField(blank=True)),
                ("matches_assessment", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="BudgetOffer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("accepted", "Offered, and they want one"),
                            ("thinking", "Offered, and they are thinking about it"),
                            ("declined", "Offered, and they do not want one"),
                            ("deferred", "Not offered yet, because they are in crisis"),
                            ("not_offered", "Not offered, for another reason"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("ask_again_on", models.DateField(blank=True, null=True)),
                ("on", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="IndicativeConfirmation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                (
                    "outcome",
                    models.CharField(choices=[("confirmed", "Confirmed"), ("returned", "Sent back")], max_length=20),
                ),
                ("reasons", models.TextField()),
                ("on", models.DateField()),
            ],
        ),
        migrations.AddField(
            model_name="indicativebudget",
            name="confirmed_by_role",
            field=models.CharField(blank=True, max_length=30),
        ),
        migrations.AddField(
            model_name="indicativebudget",
            name="passes_ceiling",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="indicativebudget",
            name="reason",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="indicativebudget",
            name="replaces",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced_by",
                to="records.indicativebudget",
            ),
        ),
        migrations.AlterField(
            model_name="indicativebudget",
            name="assessment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="indicative_budgets", to="records.assessment"
            ),
        ),
        migrations.AddConstraint(
            model_name="indicativebudget",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaces", None)), fields=("assessment",), name="one_first_indicative_budget"
            ),
        ),
        migrations.AddField(
            model_name="allocationbasis",
            name="assessment",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="allocation_basis", to="records.assessment"
            ),
        ),
        migrations.AddField(
            model_name="allocationbasis",
            name="changed_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="allocationbasis",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="allocation_bases", to="records.person"
            ),
        ),
        migrations.AddField(
            model_name="budgetoffer",
            name="assessment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="budget_offers", to="records.assessment"
            ),
        ),
        migrations.AddField(
            model_name="budgetoffer",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="budgetoffer",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="budget_offers", to="records.person"
            ),
        ),
        migrations.AddField(
            model_name="indicativeconfirmation",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="indicativeconfirmation",
            name="indicative_budget",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="confirmation", to="records.indicativebudget"
            ),
        ),
        migrations.AddField(
            model_name="indicativeconfirmation",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="indicative_confirmations",
                to="records.person",
            ),
        ),
        migrations.AddField(
            model_name="indicativeconfirmation",
            name="worked_out_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="allocationbasis",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("present_package_pence_weekly", None), ("present_package_pence_weekly__gte", 0), _connector="OR"
                ),
                name="present_package_not_negative",
            ),
        ),
        migrations.AddIndex(
            model_name="budgetoffer",
            index=models.Index(fields=["person", "-on"], name="offers_by_person"),
        ),
        migrations.AddConstraint(
            model_name="budgetoffer",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["accepted", "thinking", "declined", "deferred", "not_offered"])),
                name="offer_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="budgetoffer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outcome__in", ["accepted", "thinking"]), models.Q(("reason", ""), _negated=True), _connector="OR"
                ),
                name="no_offer_or_refusal_without_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="budgetoffer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "deferred"), _negated=True), ("ask_again_on__isnull", False), _connector="OR"
                ),
                name="a_deferred_offer_is_asked_again",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicativeconfirmation",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["confirmed", "returned"])), name="confirmation_outcome"
            ),
        ),
        migrations.AddConstraint(
            model_name="indicativeconfirmation",
            constraint=models.CheckConstraint(
                condition=models.Q(("reasons", ""), _negated=True), name="confirmation_has_reasons"
            ),
        ),
        migrations.AddConstraint(
            model_name="indicativeconfirmation",
            constraint=models.CheckConstraint(
                condition=models.Q(("by", models.F("worked_out_by")), _negated=True),
                name="nobody_confirms_their_own_allocation",
            ),
        ),
        migrations.RunSQL(
            "create trigger never_changed before update or delete on records_indicativeconfirmation "
            "for each row execute function records_refuse_change();"
            "create trigger never_changed before update or delete on records_budgetoffer "
            "for each row execute function records_refuse_change();",
            "drop trigger never_changed on records_indicativeconfirmation;"
            "drop trigger never_changed on records_budgetoffer;",
        ),
    ]
