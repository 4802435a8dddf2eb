ALTER TABLE "currency" ADD COLUMN "max_vat_difference_allowed" numeric DEFAULT '0' NOT NULL;--> statement-breakpoint
ALTER TABLE "vat_entry" ADD COLUMN "vat_difference" numeric DEFAULT '0' NOT NULL;--> statement-breakpoint
ALTER TABLE "posted_purchase_line" ADD COLUMN "vat_difference" numeric DEFAULT '0' NOT NULL;--> statement-breakpoint
ALTER TABLE "purchase_invoice_line" ADD COLUMN "vat_difference" numeric DEFAULT '0' NOT NULL;--> statement-breakpoint
ALTER TABLE "currency" ADD CONSTRAINT "currency_max_vat_difference" CHECK ("currency"."max_vat_difference_allowed" >= 0);