ALTER TABLE "posted_purchase_document" ADD COLUMN "credits_no" text;--> statement-breakpoint
ALTER TABLE "posted_purchase_line" ADD COLUMN "credits_line_no" integer;--> statement-breakpoint
ALTER TABLE "purchase_invoice" ADD COLUMN "credits_no" text;--> statement-breakpoint
ALTER TABLE "purchase_invoice_line" ADD COLUMN "credits_line_no" integer;--> statement-breakpoint
ALTER TABLE "posted_purchase_document" ADD CONSTRAINT "posted_purchase_document_credits" FOREIGN KEY ("company_id","credits_no") REFERENCES "public"."posted_purchase_document"("company_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_invoice" ADD CONSTRAINT "purchase_invoice_credits" FOREIGN KEY ("company_id","credits_no") REFERENCES "public"."posted_purchase_document"("company_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "posted_purchase_document_credited" ON "posted_purchase_document" USING btree ("company_id","credits_no") WHERE credits_no is not null;--> statement-breakpoint
CREATE INDEX "purchase_invoice_crediting" ON "purchase_invoice" USING btree ("company_id","credits_no") WHERE credits_no is not null;