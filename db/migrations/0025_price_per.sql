ALTER TABLE "posted_purchase_line" ADD COLUMN "price_per" numeric DEFAULT '1' NOT NULL;--> statement-breakpoint
ALTER TABLE "purchase_invoice_line" ADD COLUMN "price_per" numeric DEFAULT '1' NOT NULL;--> statement-breakpoint
ALTER TABLE "sales_invoice_line" ADD COLUMN "price_per" numeric DEFAULT '1' NOT NULL;--> statement-breakpoint
ALTER TABLE "posted_purchase_line" ADD CONSTRAINT "posted_purchase_line_price_per" CHECK ("posted_purchase_line"."price_per" in (1, 100, 1000));--> statement-breakpoint
ALTER TABLE "purchase_invoice_line" ADD CONSTRAINT "purchase_invoice_line_price_per" CHECK ("purchase_invoice_line"."price_per" in (1, 100, 1000));--> statement-breakpoint
ALTER TABLE "sales_invoice_line" ADD CONSTRAINT "sales_invoice_line_price_per" CHECK ("sales_invoice_line"."price_per" in (1, 100, 1000));