ALTER TABLE "customer" ADD COLUMN "privacy_blocked" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "vendor_unproven" ON "vendor" USING btree ("company_id",name collate "und-x-icu","no") WHERE unproven;--> statement-breakpoint
CREATE INDEX "vendor_registration_unanswered" ON "vendor_registration" USING btree ("company_id","id") WHERE answered_at is null;--> statement-breakpoint
CREATE INDEX "vendor_bank_account_proposed" ON "vendor_bank_account" USING btree ("company_id","vendor_no") WHERE confirmed_at is null and rejected_at is null and withdrawn_at is null;--> statement-breakpoint
-- Who was blocked for privacy alone is blocked for all, as it always worked; its last day goes, since this has none. Company by company, as
-- FORCE holds the owner to row-level security.
DO $$
DECLARE c integer; changed integer; wanted integer;
BEGIN
  FOR c IN SELECT id FROM company LOOP
    PERFORM set_config('app.company_id', c::text, true);
    SELECT count(*) INTO wanted FROM vendor WHERE company_id = c AND privacy_blocked AND (blocked <> 'all' OR blocked_until IS NOT NULL);
    UPDATE vendor SET blocked = 'all', blocked_until = NULL
      WHERE company_id = c AND privacy_blocked AND (blocked <> 'all' OR blocked_until IS NOT NULL);
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> wanted THEN RAISE EXCEPTION 'company %: % of % vendors', c, changed, wanted; END IF;
  END LOOP;
  PERFORM set_config('app.company_id', '', true);
END $$;
--> statement-breakpoint
ALTER TABLE "customer" ADD CONSTRAINT "customer_privacy_blocked" CHECK (not "customer"."privacy_blocked" or "customer"."blocked" = 'all');--> statement-breakpoint
ALTER TABLE "vendor" ADD CONSTRAINT "vendor_privacy_blocked" CHECK (not "vendor"."privacy_blocked" or "vendor"."blocked" = 'all');
