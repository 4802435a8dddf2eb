-- A vendor's number for an item as it is compared: without case, blanks and leading noughts.
CREATE FUNCTION plain_item_no(typed text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  SET search_path = pg_catalog, pg_temp AS $$ SELECT ltrim(upper(regexp_replace(typed, '\s', '', 'g')), '0') $$;
--> statement-breakpoint
CREATE TABLE "sales_price" (
	"company_id" integer NOT NULL,
	"customer_no" text NOT NULL,
	"item_no" text NOT NULL,
	"unit_of_measure_code" text DEFAULT '' NOT NULL,
	"minimum_quantity" numeric DEFAULT '0' NOT NULL,
	"currency_code" text NOT NULL,
	"starting_date" date DEFAULT '0001-01-01' NOT NULL,
	"ending_date" date,
	"unit_price" numeric NOT NULL,
	CONSTRAINT "sales_price_pk" PRIMARY KEY("company_id","customer_no","item_no","currency_code","unit_of_measure_code","minimum_quantity","starting_date")
);
--> statement-breakpoint
CREATE TABLE "item_vendor" (
	"company_id" integer NOT NULL,
	"vendor_no" text NOT NULL,
	"item_no" text NOT NULL,
	"vendor_item_no" text DEFAULT '' NOT NULL,
	"lead_time_calculation" text DEFAULT '' NOT NULL,
	CONSTRAINT "item_vendor_company_id_vendor_no_item_no_pk" PRIMARY KEY("company_id","vendor_no","item_no")
);
--> statement-breakpoint
ALTER TABLE "customer" ADD COLUMN "address_2" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "customer" ADD COLUMN "phone" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "customer" ADD COLUMN "email" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "customer" ADD COLUMN "registration_number" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "customer" ADD COLUMN "peppol_id" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "customer" ADD COLUMN "language_code" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "customer" ADD COLUMN "payment_method_code" text;--> statement-breakpoint
ALTER TABLE "customer" ADD COLUMN "bill_to_customer_no" text;--> statement-breakpoint
ALTER TABLE "customer" ADD COLUMN "credit_limit" numeric DEFAULT '0' NOT NULL;--> statement-breakpoint
ALTER TABLE "customer" ADD COLUMN "blocked_reason" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "item" ADD COLUMN "sales_blocked" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "item" ADD COLUMN "blocked_reason" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "purchase_price" ADD COLUMN "import_no" text;--> statement-breakpoint
ALTER TABLE "purchase_price" ADD COLUMN "import_row_no" integer;--> statement-breakpoint
ALTER TABLE "sales_price" ADD CONSTRAINT "sales_price_company_id_customer_no_customer_company_id_no_fk" FOREIGN KEY ("company_id","customer_no") REFERENCES "public"."customer"("company_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales_price" ADD CONSTRAINT "sales_price_company_id_item_no_item_company_id_no_fk" FOREIGN KEY ("company_id","item_no") REFERENCES "public"."item"("company_id","no") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales_price" ADD CONSTRAINT "sales_price_currency" FOREIGN KEY ("company_id","currency_code") REFERENCES "public"."currency"("company_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_vendor" ADD CONSTRAINT "item_vendor_company_id_vendor_no_vendor_company_id_no_fk" FOREIGN KEY ("company_id","vendor_no") REFERENCES "public"."vendor"("company_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_vendor" ADD CONSTRAINT "item_vendor_company_id_item_no_item_company_id_no_fk" FOREIGN KEY ("company_id","item_no") REFERENCES "public"."item"("company_id","no") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sales_price_item" ON "sales_price" USING btree ("company_id","item_no");--> statement-breakpoint
CREATE INDEX "item_vendor_item" ON "item_vendor" USING btree ("company_id","item_no");--> statement-breakpoint
CREATE UNIQUE INDEX "item_vendor_number" ON "item_vendor" USING btree ("company_id","vendor_no",plain_item_no(vendor_item_no)) WHERE vendor_item_no <> '';--> statement-breakpoint
ALTER TABLE "customer" ADD CONSTRAINT "customer_payment_method" FOREIGN KEY ("company_id","payment_method_code") REFERENCES "public"."payment_method"("company_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer" ADD CONSTRAINT "customer_bill_to" FOREIGN KEY ("company_id","bill_to_customer_no") REFERENCES "public"."customer"("company_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "purchase_line_discount_item" ON "purchase_line_discount" USING btree ("company_id","item_no");--> statement-breakpoint
CREATE INDEX "purchase_price_item" ON "purchase_price" USING btree ("company_id","item_no");
--> statement-breakpoint
CALL fence_company_table('sales_price');
--> statement-breakpoint
ALTER TABLE sales_price ADD FOREIGN KEY (company_id) REFERENCES company (id);
--> statement-breakpoint
CALL fence_company_table('item_vendor');
--> statement-breakpoint
ALTER TABLE item_vendor ADD FOREIGN KEY (company_id) REFERENCES company (id);
--> statement-breakpoint

-- What the default vendor calls an item stood on the item alone. Of two items that a vendor calls the same the first has it.
DO $$
DECLARE c integer; made integer; wanted integer;
BEGIN
  FOR c IN SELECT id FROM company LOOP
    PERFORM set_config('app.company_id', c::text, true);
    SELECT count(DISTINCT (i.vendor_no, plain_item_no(i.vendor_item_no))) INTO wanted FROM item i
      JOIN vendor v ON v.company_id = c AND v.no = i.vendor_no WHERE i.company_id = c AND i.vendor_item_no <> '';
    INSERT INTO item_vendor (company_id, vendor_no, item_no, vendor_item_no)
      SELECT DISTINCT ON (i.vendor_no, plain_item_no(i.vendor_item_no)) c, i.vendor_no, i.no, i.vendor_item_no FROM item i
        JOIN vendor v ON v.company_id = c AND v.no = i.vendor_no WHERE i.company_id = c AND i.vendor_item_no <> ''
        ORDER BY i.vendor_no, plain_item_no(i.vendor_item_no), i.no;
    GET DIAGNOSTICS made = ROW_COUNT;
    IF made <> wanted THEN RAISE EXCEPTION 'company %: % of % item numbers of vendors', c, made, wanted; END IF;
  END LOOP;
  PERFORM set_config('app.company_id', '', true);
END $$;
