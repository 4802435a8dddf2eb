CREATE TABLE "gl_account_day" (
	"company_id" integer NOT NULL,
	"gl_account_no" text NOT NULL,
	"posting_date" date NOT NULL,
	"amount" numeric NOT NULL,
	CONSTRAINT "gl_account_day_company_id_gl_account_no_posting_date_pk" PRIMARY KEY("company_id","gl_account_no","posting_date")
);
--> statement-breakpoint
CREATE TABLE "vat_group_day" (
	"company_id" integer NOT NULL,
	"posting_date" date NOT NULL,
	"vat_bus_posting_group" text NOT NULL,
	"vat_prod_posting_group" text NOT NULL,
	"vat_calculation_type" text NOT NULL,
	"vat_percent" numeric NOT NULL,
	"base" numeric NOT NULL,
	"amount" numeric NOT NULL,
	CONSTRAINT "vat_group_day_pk" PRIMARY KEY("company_id","posting_date","vat_bus_posting_group","vat_prod_posting_group","vat_calculation_type","vat_percent")
);
--> statement-breakpoint
ALTER TABLE "open_vendor_ledger_entry" ADD COLUMN "vendor_no" text;--> statement-breakpoint
ALTER TABLE "open_vendor_ledger_entry" ADD COLUMN "due_date" date;--> statement-breakpoint
ALTER TABLE "open_vendor_ledger_entry" ADD COLUMN "amount_lcy" numeric;--> statement-breakpoint
CREATE INDEX "detailed_vendor_ledger_entry_posting_date" ON "detailed_vendor_ledger_entry" USING btree ("company_id","posting_date");
--> statement-breakpoint
-- The triggers below alone write them: they are made of the entries, which stay as they are. Run as inkoop_owner.
CALL fence_company_table('gl_account_day');
--> statement-breakpoint
CALL fence_company_table('vat_group_day');
--> statement-breakpoint
ALTER TABLE gl_account_day ADD FOREIGN KEY (company_id) REFERENCES company (id);
--> statement-breakpoint
ALTER TABLE vat_group_day ADD FOREIGN KEY (company_id) REFERENCES company (id);
--> statement-breakpoint
REVOKE INSERT, UPDATE, DELETE ON gl_account_day, vat_group_day FROM inkoop_app;
--> statement-breakpoint
GRANT INSERT, UPDATE ON gl_account_day, vat_group_day TO inkoop_definer;
--> statement-breakpoint
GRANT UPDATE ON open_vendor_ledger_entry TO inkoop_definer;
--> statement-breakpoint
-- In the order of the key, so that two transactions never wait for each other.
CREATE FUNCTION keep_gl_account_days() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO gl_account_day AS d (company_id, gl_account_no, posting_date, amount)
    SELECT company_id, gl_account_no, posting_date, sum(amount) FROM added GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    ON CONFLICT (company_id, gl_account_no, posting_date) DO UPDATE SET amount = d.amount + excluded.amount;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER keep_days AFTER INSERT ON gl_entry REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION keep_gl_account_days();
--> statement-breakpoint
CREATE FUNCTION keep_vat_group_days() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO vat_group_day AS d (company_id, posting_date, vat_bus_posting_group, vat_prod_posting_group, vat_calculation_type,
      vat_percent, base, amount)
    SELECT company_id, posting_date, vat_bus_posting_group, vat_prod_posting_group, vat_calculation_type, vat_percent,
        sum(base), sum(amount)
      FROM added GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6
    ON CONFLICT (company_id, posting_date, vat_bus_posting_group, vat_prod_posting_group, vat_calculation_type, vat_percent)
      DO UPDATE SET base = d.base + excluded.base, amount = d.amount + excluded.amount;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER keep_days AFTER INSERT ON vat_entry REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION keep_vat_group_days();
--> statement-breakpoint
SET LOCAL ROLE inkoop_definer;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION keep_open_vendor_ledger_entries() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  WITH remaining AS (
      SELECT e.company_id, e.no, v.vendor_no, v.due_date, r.amount, r.amount_lcy
        FROM (SELECT DISTINCT company_id, vendor_ledger_entry_no AS no FROM added) AS e
        JOIN vendor_ledger_entry v ON v.company_id = e.company_id AND v.transaction_no = e.no
        CROSS JOIN LATERAL (SELECT sum(d.amount) AS amount, sum(d.amount_lcy) AS amount_lcy FROM detailed_vendor_ledger_entry d
          WHERE d.company_id = e.company_id AND d.vendor_ledger_entry_no = e.no) AS r),
    closed AS (
      DELETE FROM open_vendor_ledger_entry o USING remaining r
        WHERE r.amount = 0 AND o.company_id = r.company_id AND o.transaction_no = r.no)
  INSERT INTO open_vendor_ledger_entry (company_id, transaction_no, vendor_no, due_date, amount_lcy)
    SELECT company_id, no, vendor_no, due_date, amount_lcy FROM remaining WHERE amount <> 0
    ON CONFLICT (company_id, transaction_no) DO UPDATE SET amount_lcy = excluded.amount_lcy;
  RETURN NULL;
END $$;
--> statement-breakpoint
RESET ROLE;
--> statement-breakpoint

-- Companies that posted before: one at a time, as FORCE holds the owner to row-level security.
DO $$
DECLARE c integer; made integer; wanted integer;
BEGIN
  FOR c IN SELECT id FROM company LOOP
    PERFORM set_config('app.company_id', c::text, true);
    INSERT INTO gl_account_day
      SELECT c, gl_account_no, posting_date, sum(amount) FROM gl_entry GROUP BY 2, 3;
    INSERT INTO vat_group_day
      SELECT c, posting_date, vat_bus_posting_group, vat_prod_posting_group, vat_calculation_type, vat_percent,
          sum(base), sum(amount)
        FROM vat_entry GROUP BY 2, 3, 4, 5, 6;
    SELECT count(*) INTO wanted FROM open_vendor_ledger_entry;
    UPDATE open_vendor_ledger_entry o SET vendor_no = e.vendor_no, due_date = e.due_date,
        amount_lcy = (SELECT sum(d.amount_lcy) FROM detailed_vendor_ledger_entry d WHERE d.vendor_ledger_entry_no = o.transaction_no)
      FROM vendor_ledger_entry e WHERE e.transaction_no = o.transaction_no;
    GET DIAGNOSTICS made = ROW_COUNT;
    IF made <> wanted THEN RAISE EXCEPTION 'company %: % of % open entries', c, made, wanted; END IF;
  END LOOP;
  PERFORM set_config('app.company_id', '', true);
END $$;
--> statement-breakpoint
ALTER TABLE "open_vendor_ledger_entry" ALTER COLUMN "vendor_no" SET NOT NULL, ALTER COLUMN "due_date" SET NOT NULL,
  ALTER COLUMN "amount_lcy" SET NOT NULL;
--> statement-breakpoint
REVOKE ALL ON FUNCTION keep_gl_account_days(), keep_vat_group_days() FROM PUBLIC;
--> statement-breakpoint
ALTER FUNCTION keep_gl_account_days() OWNER TO inkoop_definer;
--> statement-breakpoint
ALTER FUNCTION keep_vat_group_days() OWNER TO inkoop_definer;
