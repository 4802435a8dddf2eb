ALTER TABLE "purchase_invoice_line" ADD COLUMN "typed_fields" text[];--> statement-breakpoint
ALTER TABLE "sales_invoice_line" ADD COLUMN "typed_fields" text[];