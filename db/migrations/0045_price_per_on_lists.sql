ALTER TABLE "purchase_request_line" ADD COLUMN "price_per" numeric DEFAULT '1' NOT NULL;--> statement-breakpoint
ALTER TABLE "purchase_price" ADD COLUMN "price_per" numeric DEFAULT '1' NOT NULL;--> statement-breakpoint
ALTER TABLE "purchase_request_line" ADD CONSTRAINT "purchase_request_line_price_per" CHECK ("purchase_request_line"."price_per" in (1, 100, 1000));--> statement-breakpoint
ALTER TABLE "purchase_price" ADD CONSTRAINT "purchase_price_price_per" CHECK ("purchase_price"."price_per" in (1, 100, 1000));
--> statement-breakpoint
-- Up to now a price per came from nobody but who typed it. Company by company, as FORCE holds the owner to row-level security.
DO $$
DECLARE c integer; made integer; wanted integer;
BEGIN
  FOR c IN SELECT id FROM company LOOP
    PERFORM set_config('app.company_id', c::text, true);
    SELECT count(*) INTO wanted FROM purchase_invoice_line
      WHERE company_id = c AND price_per <> 1 AND NOT 'pricePer' = ANY (typed_fields);
    UPDATE purchase_invoice_line SET typed_fields = array_append(typed_fields, 'pricePer')
      WHERE company_id = c AND price_per <> 1 AND NOT 'pricePer' = ANY (typed_fields);
    GET DIAGNOSTICS made = ROW_COUNT;
    IF made <> wanted THEN RAISE EXCEPTION 'company %: % of % lines', c, made, wanted; END IF;
  END LOOP;
  PERFORM set_config('app.company_id', '', true);
END $$;
