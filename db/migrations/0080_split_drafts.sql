ALTER TABLE "posted_purchase_document" ADD COLUMN "split_of_no" text;--> statement-breakpoint
ALTER TABLE "purchase_invoice" ADD COLUMN "split_of_no" text;--> statement-breakpoint
CREATE INDEX "posted_purchase_document_split" ON "posted_purchase_document" USING btree ("company_id","split_of_no") WHERE split_of_no is not null;--> statement-breakpoint
CREATE INDEX "purchase_invoice_split" ON "purchase_invoice" USING btree ("company_id","split_of_no") WHERE split_of_no is not null;