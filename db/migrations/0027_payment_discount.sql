ALTER TABLE "vat_entry" ADD COLUMN "vendor_ledger_entry_no" bigint;--> statement-breakpoint
ALTER TABLE "vendor_ledger_entry" ADD COLUMN "payment_discount_possible" numeric;--> statement-breakpoint
ALTER TABLE "vat_posting_setup" ADD COLUMN "adjust_for_payment_discount" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "purchases_setup" ADD COLUMN "payment_discount_grace_days" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "purchases_setup" ADD COLUMN "payment_discount_excl_vat" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "vat_entry_discounted" ON "vat_entry" USING btree ("company_id","vendor_ledger_entry_no") WHERE vendor_ledger_entry_no is not null;--> statement-breakpoint

-- The company's one row is kept whole from now on, its version apart: payments rest on more of it than documents did.
DROP TRIGGER count_discount_posting ON purchases_setup;
--> statement-breakpoint
DROP TRIGGER keep_in_force ON purchases_setup;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION count_discount_posting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(NEW) - 'setup_version' IS DISTINCT FROM to_jsonb(OLD) - 'setup_version' THEN
    NEW.setup_version := greatest(NEW.setup_version, OLD.setup_version + 1);
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
ALTER FUNCTION count_discount_posting() RENAME TO count_purchases_setup;
--> statement-breakpoint
SET LOCAL ROLE inkoop_definer;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION keep_discount_posting() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE kept jsonb := to_jsonb(NEW) - ARRAY['company_id', 'setup_version'];
BEGIN
  IF TG_OP = 'UPDATE' AND kept = to_jsonb(OLD) - ARRAY['company_id', 'setup_version'] THEN RETURN NULL; END IF;
  INSERT INTO setup_in_force (company_id, table_name, row_key, setup_version, content)
    VALUES (NEW.company_id, TG_TABLE_NAME, '', NEW.setup_version, kept)
    ON CONFLICT (company_id, table_name, row_key, setup_version) DO UPDATE SET content = excluded.content;
  RETURN NULL;
END $$;
--> statement-breakpoint
ALTER FUNCTION keep_discount_posting() RENAME TO keep_purchases_setup;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION keep_purchases_setup() TO inkoop_owner;
--> statement-breakpoint
RESET ROLE;
--> statement-breakpoint
CREATE TRIGGER count_purchases_setup BEFORE UPDATE ON purchases_setup FOR EACH ROW EXECUTE FUNCTION count_purchases_setup();
--> statement-breakpoint
CREATE TRIGGER keep_in_force AFTER UPDATE ON purchases_setup FOR EACH ROW EXECUTE FUNCTION keep_purchases_setup();
--> statement-breakpoint
SET LOCAL ROLE inkoop_definer;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION keep_purchases_setup() FROM inkoop_owner;
--> statement-breakpoint
RESET ROLE;
