"""The database itself refuses to change or delete what was written down for good.

Never add a TRUNCATE trigger here: transactional tests empty the tables that way; the web role simply lacks the privilege.
"""

from django.db import migrations

APPEND_ONLY = (
    "records_auditentry",
    "records_agreement",
    "records_chargenotice",
    "records_indicativebudget",
    "records_holdingchoice",
    "records_holdingconversation",
    "records_suitabilityrecord",
    "records_payee",
    "records_paymentfile",
    "records_asked",
    "records_note",
)

FINISHED_FOR_GOOD = ("records_assessment", "records_financialassessment")

FUNCTIONS = """
create function records_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'A row of % is never changed or deleted. Write a new row instead.', tg_table_name
    using errcode = 'restrict_violation';
end $$;
create function records_refuse_change_when_finished() returns trigger language plpgsql as $$
begin
  if old.finished_on is not null then
    raise exception 'A finished row of % is never changed or deleted. Start a new one instead.', tg_table_name
      using errcode = 'restrict_violation';
  end if;
  if tg_op = 'DELETE' then return old; end if;
  return new;
end $$;
create function records_refuse_rewriting_a_letter() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or (old.html <> '' and new.html <> old.html) or (old.pdf is not null and new.pdf is distinct from old.pdf)
     or new.facts <> old.facts or new.person_id <> old.person_id then
    raise exception 'A letter is kept as it was sent. Write a new letter instead.' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
"""


def _triggers() -> str:
    rows = [
        f"create trigger never_changed before update or delete on {table} for each row execute function records_refuse_change();"
        for table in APPEND_ONLY
    ]
    rows += [
        f"create trigger finished_for_good before update or delete on {table} "
        "for each row execute function records_refuse_change_when_finished();"
        for table in FINISHED_FOR_GOOD
    ]
    rows.append(
        "create trigger kept_as_sent before update or delete on records_letter "
        "for each row execute function records_refuse_rewriting_a_letter();"
    )
    return "\n".join(rows)


class Migration(migrations.Migration):
    """Triggers that refuse."""

    dependencies = [("records", "0001_initial")]

    operations = [
        migrations.RunSQL(
            FUNCTIONS + _triggers(),
            "drop function records_refuse_change() cascade; drop function records_refuse_change_when_finished() cascade; "
            "drop function records_refuse_rewriting_a_letter() cascade;",
        )
    ]
