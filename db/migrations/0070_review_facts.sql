ALTER TABLE "purchase_invoice" ADD COLUMN "queue_key" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "purchase_request" ADD COLUMN "queue_key" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "purchase_request_line" ADD COLUMN "sales_unit_price" numeric;--> statement-breakpoint
ALTER TABLE "purchases_setup" ADD COLUMN "cost_increase_percent" numeric DEFAULT '5' NOT NULL;--> statement-breakpoint
ALTER TABLE "purchases_setup" ADD COLUMN "low_margin_percent" numeric DEFAULT '10' NOT NULL;--> statement-breakpoint
ALTER TABLE "purchases_setup" ADD COLUMN "unusual_quantity_spread" numeric DEFAULT '3' NOT NULL;--> statement-breakpoint
ALTER TABLE "purchases_setup" ADD COLUMN "new_bank_account_days" integer DEFAULT 30 NOT NULL;--> statement-breakpoint
CREATE INDEX "purchase_invoice_queue" ON "purchase_invoice" USING btree ("company_id","review_state","queue_key","no");--> statement-breakpoint
CREATE INDEX "purchase_request_failed" ON "purchase_request" USING btree ("company_id","queue_key","no") WHERE state = 'failed';
--> statement-breakpoint

-- The oldest day first, and of a day the dearest: days × 10^11, less the amount in whole units of the company's currency.
CREATE FUNCTION queue_key(of_company integer, since timestamptz, amount numeric, currency text, rated_on date) RETURNS bigint
LANGUAGE plpgsql STABLE AS $$
DECLARE worth numeric := amount;
BEGIN
  IF currency <> (SELECT currency_code FROM company WHERE id = of_company) THEN
    SELECT amount * relational_exchange_rate_amount / exchange_rate_amount INTO worth FROM currency_exchange_rate r
      WHERE r.company_id = of_company AND r.currency_code = currency AND r.starting_date <= rated_on
      ORDER BY r.starting_date DESC LIMIT 1;
  END IF;
  RETURN ((since AT TIME ZONE 'UTC')::date - DATE '1970-01-01') * 100000000000::bigint
    - round(least(greatest(coalesce(worth, 0), -40000000000), 40000000000))::bigint;
END $$;
--> statement-breakpoint
CREATE FUNCTION keep_queue_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'purchase_invoice' THEN
    NEW.queue_key := queue_key(NEW.company_id, NEW.review_state_at, NEW.amount_including_vat, NEW.currency_code, NEW.posting_date);
  ELSE
    NEW.queue_key := queue_key(NEW.company_id, NEW.finished_at, NEW.amount, NEW.currency_code, NEW.work_date);
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER keep_queue_key BEFORE INSERT OR UPDATE OF review_state_at, amount_including_vat, currency_code, posting_date
  ON purchase_invoice FOR EACH ROW EXECUTE FUNCTION keep_queue_key();
--> statement-breakpoint
CREATE TRIGGER keep_queue_key BEFORE UPDATE OF state ON purchase_request
  FOR EACH ROW WHEN (NEW.state = 'failed') EXECUTE FUNCTION keep_queue_key();
--> statement-breakpoint

-- What waits already. Company by company, as FORCE holds the owner to row-level security.
DO $$
DECLARE c integer; touched integer; wanted integer;
BEGIN
  FOR c IN SELECT id FROM company LOOP
    PERFORM set_config('app.company_id', c::text, true);
    SELECT count(*) INTO wanted FROM purchase_invoice WHERE company_id = c;
    UPDATE purchase_invoice SET review_state_at = review_state_at WHERE company_id = c;
    GET DIAGNOSTICS touched = ROW_COUNT;
    IF touched <> wanted THEN RAISE EXCEPTION 'company %: % of % drafts', c, touched, wanted; END IF;
    SELECT count(*) INTO wanted FROM purchase_request WHERE company_id = c AND state = 'failed';
    UPDATE purchase_request SET state = state WHERE company_id = c AND state = 'failed';
    GET DIAGNOSTICS touched = ROW_COUNT;
    IF touched <> wanted THEN RAISE EXCEPTION 'company %: % of % failed requests', c, touched, wanted; END IF;
  END LOOP;
  PERFORM set_config('app.company_id', '', true);
END $$;
