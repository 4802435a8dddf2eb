-- Vendors are found by their VAT registration number too, however it is written, by contact, phone and post code; customers
-- as well; items by what any vendor calls them, without regard to case, blanks and leading zeros.
CREATE INDEX "item_vendor_called" ON "item_vendor" USING btree ("company_id",plain_item_no(vendor_item_no)) WHERE vendor_item_no <> '';
--> statement-breakpoint
CREATE INDEX "vendor_vat" ON "vendor" USING btree ("company_id",substr(vat_registration_no, 3)) WHERE vat_registration_no <> '';
--> statement-breakpoint
CREATE INDEX "customer_vat" ON "customer" USING btree ("company_id",substr(vat_registration_no, 3)) WHERE vat_registration_no <> '';
--> statement-breakpoint

-- A VAT registration number as it may be typed, without the letters of its country.
CREATE FUNCTION vat_numbers_typed(typed text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN length(bare) >= 8 THEN ARRAY[bare, substr(bare, 3)] ELSE '{}' END
  FROM regexp_replace(upper(typed), '[\s./-]', '', 'g') AS bare $$;
--> statement-breakpoint
CALL search_by('vendor', '{no,name,search_name,city,contact,phone,post_code}',
  whole => $$r.vat_registration_no <> '' AND substr(r.vat_registration_no, 3) = ANY (vat_numbers_typed(typed))$$);
--> statement-breakpoint
CALL search_by('customer', '{no,name,city,contact,phone,post_code}',
  whole => $$r.vat_registration_no <> '' AND substr(r.vat_registration_no, 3) = ANY (vat_numbers_typed(typed))$$);
--> statement-breakpoint
CALL search_by('item', '{no,description,vendor_item_no,gtin}',
  whole => $$r.gtin <> '' AND lpad(r.gtin, 14, '0') = lpad(term, 14, '0') OR r.vendor_item_no <> '' AND search_form(r.vendor_item_no) = term
    OR r.no = ANY (ARRAY(SELECT v.item_no FROM item_vendor v WHERE v.company_id = current_company() AND v.vendor_item_no <> ''
      AND plain_item_no(v.vendor_item_no) = plain_item_no(typed) LIMIT at_most))$$,
  begins => $$r.vendor_item_no <> '' AND search_form(r.vendor_item_no) LIKE like_literal(term) || '%'$$,
  indexed => true);
