ALTER TABLE "posted_purchase_line" ADD COLUMN "typed_amount" text;--> statement-breakpoint
ALTER TABLE "purchase_invoice_line" ADD COLUMN "typed_amount" text;--> statement-breakpoint
ALTER TABLE "sales_invoice_line" ADD COLUMN "typed_amount" text;