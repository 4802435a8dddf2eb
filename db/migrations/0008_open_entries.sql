CREATE TABLE "open_vendor_ledger_entry" (
	"company_id" integer NOT NULL,
	"transaction_no" bigint NOT NULL,
	CONSTRAINT "open_vendor_ledger_entry_company_id_transaction_no_pk" PRIMARY KEY("company_id","transaction_no")
);
--> statement-breakpoint
-- The trigger below alone writes it: it is made of the detailed entries, which stay as they are. Runs as inkoop_owner.
CALL fence_company_table('open_vendor_ledger_entry');
--> statement-breakpoint
REVOKE INSERT, UPDATE, DELETE ON open_vendor_ledger_entry FROM inkoop_app;
--> statement-breakpoint
GRANT INSERT, DELETE ON open_vendor_ledger_entry TO inkoop_definer;
--> statement-breakpoint
CREATE FUNCTION keep_open_vendor_ledger_entries() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  WITH remaining AS (
      SELECT e.company_id, e.no, (SELECT sum(d.amount) FROM detailed_vendor_ledger_entry d
          WHERE d.company_id = e.company_id AND d.vendor_ledger_entry_no = e.no) AS amount
        FROM (SELECT DISTINCT company_id, vendor_ledger_entry_no AS no FROM added) AS e),
    closed AS (
      DELETE FROM open_vendor_ledger_entry o USING remaining r
        WHERE r.amount = 0 AND o.company_id = r.company_id AND o.transaction_no = r.no)
  INSERT INTO open_vendor_ledger_entry (company_id, transaction_no)
    SELECT company_id, no FROM remaining WHERE amount <> 0 ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Before the function is given away.
CREATE TRIGGER keep_open AFTER INSERT ON detailed_vendor_ledger_entry REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION keep_open_vendor_ledger_entries();
--> statement-breakpoint
REVOKE ALL ON FUNCTION keep_open_vendor_ledger_entries() FROM PUBLIC;
--> statement-breakpoint
ALTER FUNCTION keep_open_vendor_ledger_entries() OWNER TO inkoop_definer;
--> statement-breakpoint

-- Companies that posted before: one at a time, as FORCE holds the owner to row-level security.
DO $$
DECLARE c integer; made integer; wanted integer;
BEGIN
  FOR c IN SELECT id FROM company LOOP
    PERFORM set_config('app.company_id', c::text, true);
    SELECT count(*) INTO wanted FROM (
      SELECT FROM detailed_vendor_ledger_entry GROUP BY vendor_ledger_entry_no HAVING sum(amount) <> 0) AS entries;
    INSERT INTO open_vendor_ledger_entry (company_id, transaction_no)
      SELECT c, vendor_ledger_entry_no FROM detailed_vendor_ledger_entry
        GROUP BY vendor_ledger_entry_no HAVING sum(amount) <> 0;
    GET DIAGNOSTICS made = ROW_COUNT;
    IF made <> wanted THEN RAISE EXCEPTION 'company %: % of % open entries', c, made, wanted; END IF;
  END LOOP;
  PERFORM set_config('app.company_id', '', true);
END $$;
