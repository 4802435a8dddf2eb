DROP INDEX "purchase_invoice_pay_to_vendor";--> statement-breakpoint
DROP INDEX "purchase_invoice_review";--> statement-breakpoint
DROP INDEX "purchase_invoice_without_number";--> statement-breakpoint
DROP INDEX "vendor_ledger_entry_payment_vendor";--> statement-breakpoint
DROP INDEX "purchase_invoice_due_date";--> statement-breakpoint
DROP INDEX "purchase_invoice_document_date";--> statement-breakpoint
DROP INDEX "purchase_invoice_vendor_name";--> statement-breakpoint
DROP INDEX "purchase_invoice_amount";--> statement-breakpoint
DROP INDEX "purchase_invoice_requested_by";--> statement-breakpoint
DROP INDEX "purchase_invoice_vendor";--> statement-breakpoint
DROP INDEX "sales_invoice_customer";--> statement-breakpoint
DROP INDEX "sales_invoice_document_date";--> statement-breakpoint
ALTER TABLE "open_vendor_ledger_entry" ADD COLUMN "document_type" text;--> statement-breakpoint
ALTER TABLE "open_vendor_ledger_entry" ADD COLUMN "document_no" text;--> statement-breakpoint
ALTER TABLE "open_vendor_ledger_entry" ADD COLUMN "posting_date" date;--> statement-breakpoint
ALTER TABLE "purchase_invoice" ADD COLUMN "vendor_invoice_digits" text GENERATED ALWAYS AS (regexp_replace(normalize(vendor_invoice_no, nfkc), '[^1-9]', '', 'g')) STORED NOT NULL;--> statement-breakpoint
SET LOCAL ROLE inkoop_definer;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION keep_open_vendor_ledger_entries() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  WITH remaining AS (
      SELECT e.company_id, e.no, v.vendor_no, v.due_date, v.document_type, v.document_no, v.posting_date, r.amount, r.amount_lcy
        FROM (SELECT DISTINCT company_id, vendor_ledger_entry_no AS no FROM added) AS e
        JOIN vendor_ledger_entry v ON v.company_id = e.company_id AND v.transaction_no = e.no
        CROSS JOIN LATERAL (SELECT sum(d.amount) AS amount, sum(d.amount_lcy) AS amount_lcy FROM detailed_vendor_ledger_entry d
          WHERE d.company_id = e.company_id AND d.vendor_ledger_entry_no = e.no) AS r),
    closed AS (
      DELETE FROM open_vendor_ledger_entry o USING remaining r
        WHERE r.amount = 0 AND o.company_id = r.company_id AND o.transaction_no = r.no)
  INSERT INTO open_vendor_ledger_entry (company_id, transaction_no, vendor_no, due_date, amount_lcy, document_type, document_no,
      posting_date)
    SELECT company_id, no, vendor_no, due_date, amount_lcy, document_type, document_no, posting_date FROM remaining WHERE amount <> 0
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
    SELECT count(*) INTO wanted FROM open_vendor_ledger_entry;
    UPDATE open_vendor_ledger_entry o SET document_type = e.document_type, document_no = e.document_no, posting_date = e.posting_date
      FROM vendor_ledger_entry e WHERE e.company_id = o.company_id AND e.transaction_no = o.transaction_no;
    GET DIAGNOSTICS made = ROW_COUNT;
    IF made <> wanted THEN RAISE EXCEPTION 'company %: % of % open entries', c, made, wanted; END IF;
  END LOOP;
  PERFORM set_config('app.company_id', '', true);
END $$;
--> statement-breakpoint
ALTER TABLE "open_vendor_ledger_entry" ALTER COLUMN "document_type" SET NOT NULL, ALTER COLUMN "document_no" SET NOT NULL,
  ALTER COLUMN "posting_date" SET NOT NULL;
--> statement-breakpoint
CREATE INDEX "open_vendor_ledger_entry_posting_date" ON "open_vendor_ledger_entry" USING btree ("company_id","posting_date","transaction_no");--> statement-breakpoint
CREATE INDEX "open_vendor_ledger_entry_due_date" ON "open_vendor_ledger_entry" USING btree ("company_id","due_date","transaction_no");--> statement-breakpoint
CREATE INDEX "open_vendor_ledger_entry_vendor" ON "open_vendor_ledger_entry" USING btree ("company_id","vendor_no","due_date");--> statement-breakpoint
CREATE INDEX "open_vendor_ledger_entry_not_invoices" ON "open_vendor_ledger_entry" USING btree ("company_id","posting_date","transaction_no") WHERE document_type <> 'invoice';--> statement-breakpoint
CREATE INDEX "purchase_invoice_review" ON "purchase_invoice" USING btree ("company_id","review_state","review_state_at","no","document_type");--> statement-breakpoint
CREATE INDEX "purchase_invoice_without_number" ON "purchase_invoice" USING btree ("company_id","document_type","document_date","no") WHERE vendor_invoice_no = '';--> statement-breakpoint
CREATE INDEX "purchase_invoice_vendor_digits" ON "purchase_invoice" USING btree ("company_id","pay_to_vendor_no","vendor_invoice_digits");--> statement-breakpoint
CREATE INDEX "vendor_ledger_entry_payment_vendor" ON "vendor_ledger_entry" USING btree ("company_id","vendor_no","posting_date","document_no") WHERE document_type in ('payment', 'refund');--> statement-breakpoint
CREATE INDEX "purchase_invoice_due_date" ON "purchase_invoice" USING btree ("company_id","document_type","due_date","no");--> statement-breakpoint
CREATE INDEX "purchase_invoice_document_date" ON "purchase_invoice" USING btree ("company_id","document_type","document_date","no","due_date");--> statement-breakpoint
CREATE INDEX "purchase_invoice_vendor_name" ON "purchase_invoice" USING btree ("company_id","document_type",buy_from_vendor_name collate "und-x-icu","no");--> statement-breakpoint
CREATE INDEX "purchase_invoice_amount" ON "purchase_invoice" USING btree ("company_id","document_type","amount","no");--> statement-breakpoint
CREATE INDEX "purchase_invoice_requested_by" ON "purchase_invoice" USING btree ("company_id","requested_by","document_type","document_date","no");--> statement-breakpoint
CREATE INDEX "purchase_invoice_vendor" ON "purchase_invoice" USING btree ("company_id","buy_from_vendor_no","document_type","document_date","no");--> statement-breakpoint
CREATE INDEX "sales_invoice_document_date" ON "sales_invoice" USING btree ("company_id","document_date","no","due_date");--> statement-breakpoint
CREATE INDEX "sales_invoice_customer" ON "sales_invoice" USING btree ("company_id","customer_no","document_date","no");
