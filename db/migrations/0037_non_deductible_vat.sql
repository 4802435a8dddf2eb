ALTER TABLE "gl_account" ADD COLUMN "non_deductible_vat_percent" numeric;--> statement-breakpoint
ALTER TABLE "vat_entry" ADD COLUMN "non_deductible_percent" numeric DEFAULT '0' NOT NULL;--> statement-breakpoint
ALTER TABLE "vat_entry" ADD COLUMN "non_deductible_base" numeric DEFAULT '0' NOT NULL;--> statement-breakpoint
ALTER TABLE "vat_entry" ADD COLUMN "non_deductible_amount" numeric DEFAULT '0' NOT NULL;--> statement-breakpoint
ALTER TABLE "posted_purchase_line" ADD COLUMN "non_deductible_vat_percent" numeric DEFAULT '0' NOT NULL;--> statement-breakpoint
ALTER TABLE "posted_purchase_line" ADD COLUMN "non_deductible_vat_amount" numeric DEFAULT '0' NOT NULL;--> statement-breakpoint
ALTER TABLE "vat_posting_setup" ADD COLUMN "non_deductible_vat_percent" numeric DEFAULT '0' NOT NULL;--> statement-breakpoint
ALTER TABLE "vat_posting_setup" ADD COLUMN "non_ded_vat_account_no" text;--> statement-breakpoint
ALTER TABLE "gl_account" ADD CONSTRAINT "gl_account_non_deductible_vat" CHECK ("gl_account"."non_deductible_vat_percent" between 0 and 100);--> statement-breakpoint
ALTER TABLE "vat_posting_setup" ADD CONSTRAINT "non_deductible_vat_range" CHECK ("vat_posting_setup"."non_deductible_vat_percent" between 0 and 100);
--> statement-breakpoint
-- What an account says of its lines' VAT is kept in force; the rest of the account is not what books rest on.
SET LOCAL ROLE inkoop_definer;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION keep_setup_in_force() TO inkoop_owner;
--> statement-breakpoint
RESET ROLE;
--> statement-breakpoint
CREATE TRIGGER keep_inserted_in_force AFTER INSERT ON gl_account FOR EACH ROW
  WHEN (NEW.non_deductible_vat_percent IS NOT NULL) EXECUTE FUNCTION keep_setup_in_force('no');
--> statement-breakpoint
CREATE TRIGGER keep_in_force AFTER UPDATE OF non_deductible_vat_percent ON gl_account FOR EACH ROW
  WHEN (OLD.non_deductible_vat_percent IS DISTINCT FROM NEW.non_deductible_vat_percent)
  EXECUTE FUNCTION keep_setup_in_force('no');
--> statement-breakpoint
SET LOCAL ROLE inkoop_definer;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION keep_setup_in_force() FROM inkoop_owner;
--> statement-breakpoint
RESET ROLE;
