CREATE INDEX "purchase_request_vendor" ON "purchase_request" USING btree ("company_id","vendor_no","requested_at","no");
