CREATE INDEX "event_of_approvals" ON "event" USING btree ("company_id","id") WHERE (starts_with(kind, 'approval.') or kind in ('purchase_invoice.reviewed', 'purchase_credit_memo.reviewed', 'purchase_invoice.sent_back', 'purchase_credit_memo.sent_back'));--> statement-breakpoint
CREATE INDEX "event_of_comments" ON "event" USING btree ("company_id","id") WHERE starts_with(kind, 'comment.');--> statement-breakpoint
CREATE INDEX "posted_purchase_document_one_order" ON "posted_purchase_document" USING btree ("company_id","pay_to_vendor_no","requested_by","document_type","posted_at");--> statement-breakpoint
CREATE INDEX "purchase_invoice_one_order" ON "purchase_invoice" USING btree ("company_id","pay_to_vendor_no","requested_by","document_type","created_at");
--> statement-breakpoint
-- A file stays where what it hangs on was posted under another number too: turned into the other type of document, or in a part that was
-- split off. Each draft says itself what goes on from it (domain/purchase-documents/turned-drafts.ts).
CREATE OR REPLACE FUNCTION guard_attachment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.hash IS NULL OR current_user = 'inkoop_definer' THEN RETURN coalesce(NEW, OLD); END IF;
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.file_name, NEW.type, NEW.size, NEW.hash) IS DISTINCT FROM (OLD.file_name, OLD.type, OLD.size, OLD.hash) OR OLD.withdrawn_at IS NOT NULL THEN
      RAISE EXCEPTION 'attachment % is complete', OLD.id USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.subject_type = 'posted_purchase_document' OR EXISTS (
    WITH RECURSIVE descended (no) AS (
      SELECT CASE OLD.subject_type WHEN 'purchase_invoice' THEN OLD.subject_no
        ELSE (SELECT r.purchase_invoice_no FROM purchase_request r WHERE r.company_id = OLD.company_id AND r.no = OLD.subject_no) END
      UNION
      SELECT e.data ->> 'toNo' FROM descended JOIN event e ON e.company_id = OLD.company_id
        AND e.subject_type = 'purchase_invoice' AND e.subject_no = descended.no AND e.data ? 'toNo')
    SELECT FROM descended JOIN posted_purchase_document p ON p.company_id = OLD.company_id AND p.pre_assigned_no = descended.no)
  THEN
    RAISE EXCEPTION 'attachment % belongs to what is posted', OLD.id USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN OLD;
END $$;
--> statement-breakpoint
-- What an amount is worth in the company's currency is not known without an exchange rate: of its day it stands first, so that nobody
-- overlooks it, and not among those of nothing.
CREATE OR REPLACE FUNCTION queue_key(of_company integer, since timestamptz, amount numeric, currency text, rated_on date) RETURNS bigint
LANGUAGE plpgsql STABLE AS $$
DECLARE worth numeric := amount;
BEGIN
  IF currency <> (SELECT currency_code FROM company WHERE id = of_company) THEN
    SELECT amount * relational_exchange_rate_amount / exchange_rate_amount INTO worth FROM currency_exchange_rate r
      WHERE r.company_id = of_company AND r.currency_code = currency AND r.starting_date <= rated_on
      ORDER BY r.starting_date DESC LIMIT 1;
  END IF;
  RETURN ((since AT TIME ZONE 'UTC')::date - DATE '1970-01-01') * 100000000000::bigint
    - round(least(greatest(coalesce(worth, 40000000000), -40000000000), 40000000000))::bigint;
END $$;
--> statement-breakpoint
-- What waits already without a rate. Company by company, as FORCE holds the owner to row-level security.
DO $$
DECLARE c integer; touched integer; wanted integer;
BEGIN
  FOR c IN SELECT id FROM company LOOP
    PERFORM set_config('app.company_id', c::text, true);
    SELECT count(*) INTO wanted FROM purchase_invoice i WHERE i.company_id = c
      AND i.queue_key <> queue_key(c, i.review_state_at, i.amount_including_vat, i.currency_code, i.posting_date);
    UPDATE purchase_invoice i SET review_state_at = i.review_state_at WHERE i.company_id = c
      AND i.queue_key <> queue_key(c, i.review_state_at, i.amount_including_vat, i.currency_code, i.posting_date);
    GET DIAGNOSTICS touched = ROW_COUNT;
    IF touched <> wanted THEN RAISE EXCEPTION 'company %: % of % drafts', c, touched, wanted; END IF;
    SELECT count(*) INTO wanted FROM purchase_request q WHERE q.company_id = c AND q.state = 'failed'
      AND q.queue_key <> queue_key(c, q.finished_at, q.amount, q.currency_code, q.work_date);
    UPDATE purchase_request q SET state = q.state WHERE q.company_id = c AND q.state = 'failed'
      AND q.queue_key <> queue_key(c, q.finished_at, q.amount, q.currency_code, q.work_date);
    GET DIAGNOSTICS touched = ROW_COUNT;
    IF touched <> wanted THEN RAISE EXCEPTION 'company %: % of % failed requests', c, touched, wanted; END IF;
  END LOOP;
  PERFORM set_config('app.company_id', '', true);
END $$;
