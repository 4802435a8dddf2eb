ALTER TABLE "vat_entry" ADD COLUMN "purchase_vat_account_no" text;--> statement-breakpoint
ALTER TABLE "vat_entry" ADD COLUMN "reverse_charge_vat_account_no" text;--> statement-breakpoint
ALTER TABLE "vat_entry" ADD COLUMN "non_ded_vat_account_no" text;--> statement-breakpoint
ALTER TABLE "posted_purchase_line" ADD COLUMN "non_ded_vat_account_no" text;