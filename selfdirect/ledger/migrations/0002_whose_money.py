"""Accounts for money of other funders, for an employer's reserve, and for what comes back.

The employer's reserve is guarded here, by the database: it leaves to a payee, or back to the same budget's free money.
"""

from django.db import migrations

ACCOUNTS = """
ALTER TABLE ledger_account DROP CONSTRAINT ledger_account_in_the_chart;
ALTER TABLE ledger_account ADD CONSTRAINT ledger_account_in_the_chart CHECK (
    (kind IN ('council:funding', 'council:bank', 'nhs:funding')
        AND code = kind AND normal = 'debit' AND may_go_below_zero)
    OR (kind = 'person:contribution'
        AND code ~ '^person:[A-Za-z0-9][A-Za-z0-9_.-]{0,59}:contribution$'
        AND normal = 'debit' AND may_go_below_zero)
    OR (kind IN ('budget:free', 'budget:committed', 'budget:reserved', 'budget:employer', 'budget:paid',
                 'budget:recovered')
        AND code ~ '^budget:[A-Za-z0-9][A-Za-z0-9_.-]{0,59}:[a-z]+$'
        AND kind = 'budget:' || split_part(code, ':', 3)
        AND normal = 'credit' AND NOT may_go_below_zero)
    OR (kind = 'payee:owed'
        AND code ~ '^payee:[A-Za-z0-9][A-Za-z0-9_.-]{0,59}:owed$'
        AND normal = 'credit' AND NOT may_go_below_zero)
    OR (kind = 'payee:due_back'
        AND code ~ '^payee:[A-Za-z0-9][A-Za-z0-9_.-]{0,59}:due_back$'
        AND normal = 'debit' AND NOT may_go_below_zero)
);
"""

EMPLOYER = """
-- Few accounts are reserves: each movement looks for its own in a small index of them.
CREATE INDEX ledger_account_reserves ON ledger_account (id) WHERE kind = 'budget:employer';

CREATE FUNCTION ledger_keep_reserves() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp SET jit = off AS $$
DECLARE
    reserve text;
BEGIN
    SELECT d.code INTO reserve
    FROM added m
    JOIN ledger_account d ON d.id = m.debit_id AND d.kind = 'budget:employer'
    LEFT JOIN ledger_account c ON c.id = m.credit_id
    WHERE m.corrects_id IS NULL AND c.kind IS DISTINCT FROM 'payee:owed'
        AND c.code IS DISTINCT FROM 'budget:' || split_part(d.code, ':', 2) || ':free'
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'Money in % may only go to a payee, or back to the free money of the same budget.', reserve
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_movement_reserve_kept';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER ledger_movement_keeps_reserves AFTER INSERT ON ledger_movement
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger_keep_reserves();
"""

UNDO = """
DROP TRIGGER ledger_movement_keeps_reserves ON ledger_movement;
DROP FUNCTION ledger_keep_reserves();
DROP INDEX ledger_account_reserves;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_the_book")]
    operations = [
        # Going back keeps the wider list: an account that was opened can never be deleted.
        migrations.RunSQL(ACCOUNTS, migrations.RunSQL.noop),
        migrations.RunSQL(EMPLOYER, UNDO),
    ]
