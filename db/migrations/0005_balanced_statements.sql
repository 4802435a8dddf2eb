-- Entries are balanced statement by statement as well. The check at COMMIT can be brought forward (SET CONSTRAINTS ALL
-- IMMEDIATE) and does not come again for what is added after it; this one cannot be passed. Runs as inkoop_owner.

CREATE FUNCTION refuse_unbalanced_entries() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE unbalanced record;
BEGIN
  SELECT transaction_no, sum(amount) AS balance INTO unbalanced
    FROM added GROUP BY company_id, transaction_no HAVING sum(amount) <> 0 ORDER BY transaction_no LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'ledger transaction % is out of balance by %', unbalanced.transaction_no, unbalanced.balance
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER balanced AFTER INSERT ON gl_entry REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_unbalanced_entries();
