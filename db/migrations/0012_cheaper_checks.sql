-- The checks of the books, as strict as they were and cheaper: those who post at once wait for them one after the other.
-- Runs as inkoop_owner.

-- For a statement that compares what it stands on with what was read before: the whole transaction is to run again.
CREATE FUNCTION refuse_overtaken(unchanged boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF unchanged IS NOT TRUE THEN
    RAISE EXCEPTION 'what this stands on has changed since it was read' USING ERRCODE = 'serialization_failure';
  END IF;
END $$;
--> statement-breakpoint

SET LOCAL ROLE inkoop_definer;
--> statement-breakpoint
-- Nearly always a statement adds to one transaction, which is looked up by its key. Joined, its plan was made while the
-- tables were small, and then read all of them for each statement.
CREATE OR REPLACE FUNCTION refuse_late_entries() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE first record; late bigint;
BEGIN
  SELECT min(company_id) AS company, max(company_id) AS last_company, min(transaction_no) AS no, max(transaction_no) AS last_no
    INTO first FROM added;
  IF first.no IS NULL THEN RETURN NULL; END IF;
  IF first.company = first.last_company AND first.no = first.last_no THEN
    PERFORM FROM ledger_transaction
      WHERE company_id = first.company AND no = first.no AND database_transaction = pg_current_xact_id();
    IF FOUND THEN RETURN NULL; END IF;
  END IF;
  SELECT entry.transaction_no INTO late
    FROM (SELECT DISTINCT company_id, transaction_no FROM added) AS entry
    LEFT JOIN ledger_transaction t ON t.company_id = entry.company_id AND t.no = entry.transaction_no
    WHERE t.database_transaction IS DISTINCT FROM pg_current_xact_id() LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'ledger transaction % was not made by this database transaction', late
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION refuse_late_lines() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE first record; transaction bigint; late text;
BEGIN
  SELECT min(company_id) AS company, max(company_id) AS last_company, min(document_no) AS no, max(document_no) AS last_no
    INTO first FROM added;
  IF first.no IS NULL THEN RETURN NULL; END IF;
  IF first.company = first.last_company AND first.no = first.last_no THEN
    SELECT transaction_no INTO transaction FROM posted_purchase_document
      WHERE company_id = first.company AND no = first.no;
    PERFORM FROM ledger_transaction
      WHERE company_id = first.company AND no = transaction AND database_transaction = pg_current_xact_id();
    IF FOUND THEN RETURN NULL; END IF;
  END IF;
  SELECT line.document_no INTO late
    FROM (SELECT DISTINCT company_id, document_no FROM added) AS line
    LEFT JOIN posted_purchase_document d ON d.company_id = line.company_id AND d.no = line.document_no
    LEFT JOIN ledger_transaction t ON t.company_id = d.company_id AND t.no = d.transaction_no
    WHERE t.database_transaction IS DISTINCT FROM pg_current_xact_id() LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'posted document % was not made by this database transaction', late
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Planned once a connection, not once a COMMIT.
ALTER FUNCTION refuse_unbalanced_transaction() SET plan_cache_mode = force_generic_plan;
--> statement-breakpoint
RESET ROLE;
