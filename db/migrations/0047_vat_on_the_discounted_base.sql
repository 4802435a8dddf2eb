ALTER TABLE "posted_purchase_document" ADD COLUMN "vat_base_discount_percent" numeric DEFAULT '0' NOT NULL;--> statement-breakpoint
ALTER TABLE "purchase_invoice" ADD COLUMN "vat_base_discount_percent" numeric DEFAULT '0' NOT NULL;--> statement-breakpoint
ALTER TABLE "purchases_setup" ADD COLUMN "vat_tolerance_percent" numeric DEFAULT '0' NOT NULL;