CREATE TABLE "batch_posting" (
	"company_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "batch_posting_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"form_id" text NOT NULL,
	"requested_by" integer NOT NULL,
	"requested_by_name" text NOT NULL,
	"requested_at" timestamp with time zone DEFAULT now() NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"queued_at" timestamp with time zone DEFAULT now() NOT NULL,
	"generation" integer DEFAULT 1 NOT NULL,
	"document_count" integer NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "batch_posting_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "batch_posting_document" (
	"company_id" integer NOT NULL,
	"batch_id" bigint NOT NULL,
	"line_no" integer NOT NULL,
	"document_no" text NOT NULL,
	"vendor_name" text NOT NULL,
	"currency_code" text NOT NULL,
	"amount_including_vat" numeric NOT NULL,
	"outcome" text DEFAULT 'pending' NOT NULL,
	"posted_no" text,
	"problems" jsonb,
	"at" timestamp with time zone,
	CONSTRAINT "batch_posting_document_company_id_batch_id_line_no_pk" PRIMARY KEY("company_id","batch_id","line_no")
);
--> statement-breakpoint
CREATE TABLE "bank_account_ledger_entry" (
	"company_id" integer NOT NULL,
	"transaction_no" bigint NOT NULL,
	"bank_account_no" text NOT NULL,
	"posting_date" date NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"currency_code" text NOT NULL,
	"amount" numeric NOT NULL,
	"amount_lcy" numeric NOT NULL,
	CONSTRAINT "bank_account_ledger_entry_company_id_transaction_no_pk" PRIMARY KEY("company_id","transaction_no")
);
--> statement-breakpoint
CREATE TABLE "detailed_vendor_ledger_entry" (
	"company_id" integer NOT NULL,
	"transaction_no" bigint NOT NULL,
	"line_no" integer NOT NULL,
	"vendor_ledger_entry_no" bigint NOT NULL,
	"applied_entry_no" bigint,
	"entry_type" text NOT NULL,
	"vendor_no" text NOT NULL,
	"posting_date" date NOT NULL,
	"currency_code" text NOT NULL,
	"amount" numeric NOT NULL,
	"amount_lcy" numeric NOT NULL,
	CONSTRAINT "detailed_vendor_ledger_entry_company_id_transaction_no_line_no_pk" PRIMARY KEY("company_id","transaction_no","line_no")
);
--> statement-breakpoint
CREATE TABLE "gl_entry" (
	"company_id" integer NOT NULL,
	"transaction_no" bigint NOT NULL,
	"line_no" integer NOT NULL,
	"gl_account_no" text NOT NULL,
	"posting_date" date NOT NULL,
	"amount" numeric NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"gen_prod_posting_group" text,
	"vat_prod_posting_group" text,
	CONSTRAINT "gl_entry_company_id_transaction_no_line_no_pk" PRIMARY KEY("company_id","transaction_no","line_no")
);
--> statement-breakpoint
CREATE TABLE "item_ledger_entry" (
	"company_id" integer NOT NULL,
	"transaction_no" bigint NOT NULL,
	"line_no" integer NOT NULL,
	"item_no" text NOT NULL,
	"posting_date" date NOT NULL,
	"vendor_no" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"quantity" numeric NOT NULL,
	"unit_of_measure_code" text NOT NULL,
	"qty_per_unit_of_measure" numeric NOT NULL,
	CONSTRAINT "item_ledger_entry_company_id_transaction_no_line_no_pk" PRIMARY KEY("company_id","transaction_no","line_no")
);
--> statement-breakpoint
CREATE TABLE "ledger_counter" (
	"company_id" integer PRIMARY KEY NOT NULL,
	"last_transaction_no" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ledger_transaction" (
	"company_id" integer NOT NULL,
	"no" bigint NOT NULL,
	"database_transaction" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"posting_date" date NOT NULL,
	"document_date" date NOT NULL,
	"document_type" text NOT NULL,
	"document_no" text NOT NULL,
	"external_document_no" text DEFAULT '' NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"vendor_no" text,
	"reverses_no" bigint,
	"posted_by" integer NOT NULL,
	"posted_by_name" text NOT NULL,
	"posted_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ledger_transaction_company_id_no_pk" PRIMARY KEY("company_id","no")
);
--> statement-breakpoint
CREATE TABLE "value_entry" (
	"company_id" integer NOT NULL,
	"transaction_no" bigint NOT NULL,
	"line_no" integer NOT NULL,
	"item_no" text NOT NULL,
	"posting_date" date NOT NULL,
	"inventory_posting_group" text NOT NULL,
	"inventory_account_no" text NOT NULL,
	"cost_amount" numeric NOT NULL,
	"cost_per_unit" numeric NOT NULL,
	CONSTRAINT "value_entry_company_id_transaction_no_line_no_pk" PRIMARY KEY("company_id","transaction_no","line_no")
);
--> statement-breakpoint
CREATE TABLE "vat_entry" (
	"company_id" integer NOT NULL,
	"transaction_no" bigint NOT NULL,
	"line_no" integer NOT NULL,
	"posting_date" date NOT NULL,
	"vendor_no" text NOT NULL,
	"country_region_code" text NOT NULL,
	"vat_registration_no" text NOT NULL,
	"vat_bus_posting_group" text NOT NULL,
	"vat_prod_posting_group" text NOT NULL,
	"vat_identifier" text NOT NULL,
	"vat_calculation_type" text NOT NULL,
	"vat_percent" numeric NOT NULL,
	"base" numeric NOT NULL,
	"amount" numeric NOT NULL,
	CONSTRAINT "vat_entry_company_id_transaction_no_line_no_pk" PRIMARY KEY("company_id","transaction_no","line_no")
);
--> statement-breakpoint
CREATE TABLE "vendor_ledger_entry" (
	"company_id" integer NOT NULL,
	"transaction_no" bigint NOT NULL,
	"vendor_no" text NOT NULL,
	"vendor_posting_group" text NOT NULL,
	"document_type" text NOT NULL,
	"document_no" text NOT NULL,
	"external_document_no" text DEFAULT '' NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"posting_date" date NOT NULL,
	"document_date" date NOT NULL,
	"due_date" date NOT NULL,
	"payment_discount_date" date,
	"payment_discount_percent" numeric DEFAULT '0' NOT NULL,
	"currency_code" text NOT NULL,
	"amount" numeric NOT NULL,
	"amount_lcy" numeric NOT NULL,
	CONSTRAINT "vendor_ledger_entry_company_id_transaction_no_pk" PRIMARY KEY("company_id","transaction_no")
);
--> statement-breakpoint
CREATE TABLE "posted_purchase_document" (
	"company_id" integer NOT NULL,
	"no" text NOT NULL,
	"document_type" text NOT NULL,
	"pre_assigned_no" text NOT NULL,
	"corrects_no" text,
	"transaction_no" bigint NOT NULL,
	"buy_from_vendor_no" text NOT NULL,
	"pay_to_vendor_no" text NOT NULL,
	"buy_from_vendor_name" text NOT NULL,
	"buy_from_address" text NOT NULL,
	"buy_from_address_2" text NOT NULL,
	"buy_from_post_code" text NOT NULL,
	"buy_from_city" text NOT NULL,
	"buy_from_country_region_code" text NOT NULL,
	"buy_from_contact" text NOT NULL,
	"order_address_code" text,
	"pay_to_vendor_name" text NOT NULL,
	"vat_registration_no" text NOT NULL,
	"vat_country_region_code" text NOT NULL,
	"gen_bus_posting_group" text NOT NULL,
	"vat_bus_posting_group" text NOT NULL,
	"vendor_posting_group" text NOT NULL,
	"payment_terms_code" text,
	"payment_method_code" text,
	"purchaser_code" text,
	"language_code" text NOT NULL,
	"invoice_discount_code" text NOT NULL,
	"currency_code" text NOT NULL,
	"exchange_rate_amount" numeric NOT NULL,
	"relational_exchange_rate_amount" numeric NOT NULL,
	"prices_including_vat" boolean NOT NULL,
	"posting_date" date NOT NULL,
	"document_date" date NOT NULL,
	"order_date" date NOT NULL,
	"due_date" date NOT NULL,
	"payment_discount_date" date NOT NULL,
	"payment_discount_percent" numeric NOT NULL,
	"posting_description" text NOT NULL,
	"vendor_invoice_no" text NOT NULL,
	"vendor_invoice_key" text NOT NULL,
	"duplicate_reason" text DEFAULT '' NOT NULL,
	"requested_by" integer NOT NULL,
	"reviewed_by" integer,
	"line_count" integer NOT NULL,
	"invoice_discount_amount" numeric NOT NULL,
	"amount" numeric NOT NULL,
	"amount_including_vat" numeric NOT NULL,
	"posted_by" integer NOT NULL,
	"posted_by_name" text NOT NULL,
	"posted_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "posted_purchase_document_company_id_no_pk" PRIMARY KEY("company_id","no")
);
--> statement-breakpoint
CREATE TABLE "posted_purchase_line" (
	"company_id" integer NOT NULL,
	"document_no" text NOT NULL,
	"line_id" integer NOT NULL,
	"line_no" integer NOT NULL,
	"type" text NOT NULL,
	"no" text,
	"description" text DEFAULT '' NOT NULL,
	"quantity" numeric DEFAULT '0' NOT NULL,
	"unit_of_measure_code" text DEFAULT '' NOT NULL,
	"qty_per_unit_of_measure" numeric DEFAULT '1' NOT NULL,
	"line_discount_percent" numeric DEFAULT '0' NOT NULL,
	"line_discount_amount" numeric DEFAULT '0' NOT NULL,
	"line_amount" numeric DEFAULT '0' NOT NULL,
	"vat_prod_posting_group" text,
	"gen_prod_posting_group" text,
	"vat_identifier" text DEFAULT '' NOT NULL,
	"vat_percent" numeric DEFAULT '0' NOT NULL,
	"vat_calculation_type" text DEFAULT 'normal' NOT NULL,
	"allow_invoice_discount" boolean DEFAULT true NOT NULL,
	"amount" numeric DEFAULT '0' NOT NULL,
	"amount_including_vat" numeric DEFAULT '0' NOT NULL,
	"direct_unit_cost" numeric NOT NULL,
	"cost_source" jsonb,
	"vendor_item_no" text NOT NULL,
	"invoice_discount_amount" numeric NOT NULL,
	CONSTRAINT "posted_purchase_line_company_id_document_no_line_no_pk" PRIMARY KEY("company_id","document_no","line_no")
);
--> statement-breakpoint
CREATE TABLE "vendor_invoice_claim" (
	"company_id" integer NOT NULL,
	"vendor_no" text NOT NULL,
	"vendor_invoice_key" text NOT NULL,
	CONSTRAINT "vendor_invoice_claim_company_id_vendor_no_vendor_invoice_key_pk" PRIMARY KEY("company_id","vendor_no","vendor_invoice_key")
);
--> statement-breakpoint
CREATE TABLE "bank_account" (
	"company_id" integer NOT NULL,
	"no" text NOT NULL,
	"name" text NOT NULL,
	"iban" text DEFAULT '' NOT NULL,
	"bic" text DEFAULT '' NOT NULL,
	"currency_code" text NOT NULL,
	"gl_account_no" text NOT NULL,
	"blocked" boolean DEFAULT false NOT NULL,
	CONSTRAINT "bank_account_company_id_no_pk" PRIMARY KEY("company_id","no")
);
--> statement-breakpoint
CREATE TABLE "user_posting_range" (
	"company_id" integer NOT NULL,
	"user_id" integer NOT NULL,
	"allow_posting_from" date,
	"allow_posting_to" date,
	CONSTRAINT "user_posting_range_company_id_user_id_pk" PRIMARY KEY("company_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "vendor_invoice_discount" (
	"company_id" integer NOT NULL,
	"code" text NOT NULL,
	"currency_code" text NOT NULL,
	"minimum_amount" numeric DEFAULT '0' NOT NULL,
	"discount_percent" numeric DEFAULT '0' NOT NULL,
	"service_charge" numeric DEFAULT '0' NOT NULL,
	CONSTRAINT "vendor_invoice_discount_company_id_code_currency_code_minimum_amount_pk" PRIMARY KEY("company_id","code","currency_code","minimum_amount"),
	CONSTRAINT "vendor_invoice_discount_percent" CHECK ("vendor_invoice_discount"."discount_percent" between 0 and 100 and "vendor_invoice_discount"."service_charge" >= 0)
);
--> statement-breakpoint
ALTER TABLE "purchase_invoice" ADD COLUMN "document_type" text DEFAULT 'invoice' NOT NULL;--> statement-breakpoint
ALTER TABLE "purchase_invoice" ADD COLUMN "invoice_discount_calculation" text DEFAULT 'none' NOT NULL;--> statement-breakpoint
ALTER TABLE "purchase_invoice" ADD COLUMN "invoice_discount_value" numeric DEFAULT '0' NOT NULL;--> statement-breakpoint
ALTER TABLE "purchase_invoice" ADD COLUMN "invoice_discount_amount" numeric DEFAULT '0' NOT NULL;--> statement-breakpoint
ALTER TABLE "purchase_invoice" ADD COLUMN "control_amount_including_vat" numeric;--> statement-breakpoint
ALTER TABLE "purchase_invoice" ADD COLUMN "control_vat_amount" numeric;--> statement-breakpoint
ALTER TABLE "purchase_invoice" ADD COLUMN "duplicate_reason" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "purchase_invoice" ADD COLUMN "duplicate_allowed_by" integer;--> statement-breakpoint
ALTER TABLE "purchase_invoice_line" ADD COLUMN "invoice_discount_amount" numeric DEFAULT '0' NOT NULL;--> statement-breakpoint
ALTER TABLE "currency" ADD COLUMN "invoice_rounding_precision" numeric DEFAULT '0' NOT NULL;--> statement-breakpoint
ALTER TABLE "purchases_setup" ADD COLUMN "purchase_credit_memo_nos" text NOT NULL DEFAULT 'IC';--> statement-breakpoint
ALTER TABLE "purchases_setup" ALTER COLUMN "purchase_credit_memo_nos" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "purchases_setup" ADD COLUMN "posted_purchase_credit_memo_nos" text NOT NULL DEFAULT 'GIC';--> statement-breakpoint
ALTER TABLE "purchases_setup" ALTER COLUMN "posted_purchase_credit_memo_nos" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "purchases_setup" ADD COLUMN "payment_nos" text NOT NULL DEFAULT 'BET';--> statement-breakpoint
ALTER TABLE "purchases_setup" ALTER COLUMN "payment_nos" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "purchases_setup" ADD COLUMN "allow_posting_from" date;--> statement-breakpoint
ALTER TABLE "purchases_setup" ADD COLUMN "allow_posting_to" date;--> statement-breakpoint
ALTER TABLE "purchases_setup" ADD COLUMN "unreviewed_posting" text DEFAULT 'ask' NOT NULL;--> statement-breakpoint
ALTER TABLE "batch_posting_document" ADD CONSTRAINT "batch_posting_document_company_id_batch_id_batch_posting_company_id_id_fk" FOREIGN KEY ("company_id","batch_id") REFERENCES "public"."batch_posting"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_account_ledger_entry" ADD CONSTRAINT "bank_account_ledger_entry_company_id_transaction_no_ledger_transaction_company_id_no_fk" FOREIGN KEY ("company_id","transaction_no") REFERENCES "public"."ledger_transaction"("company_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_account_ledger_entry" ADD CONSTRAINT "bank_account_ledger_entry_company_id_bank_account_no_bank_account_company_id_no_fk" FOREIGN KEY ("company_id","bank_account_no") REFERENCES "public"."bank_account"("company_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "detailed_vendor_ledger_entry" ADD CONSTRAINT "detailed_vendor_ledger_entry_company_id_transaction_no_ledger_transaction_company_id_no_fk" FOREIGN KEY ("company_id","transaction_no") REFERENCES "public"."ledger_transaction"("company_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "detailed_vendor_ledger_entry" ADD CONSTRAINT "detailed_vendor_ledger_entry_of" FOREIGN KEY ("company_id","vendor_ledger_entry_no") REFERENCES "public"."vendor_ledger_entry"("company_id","transaction_no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gl_entry" ADD CONSTRAINT "gl_entry_company_id_transaction_no_ledger_transaction_company_id_no_fk" FOREIGN KEY ("company_id","transaction_no") REFERENCES "public"."ledger_transaction"("company_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gl_entry" ADD CONSTRAINT "gl_entry_company_id_gl_account_no_gl_account_company_id_no_fk" FOREIGN KEY ("company_id","gl_account_no") REFERENCES "public"."gl_account"("company_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_ledger_entry" ADD CONSTRAINT "item_ledger_entry_company_id_transaction_no_ledger_transaction_company_id_no_fk" FOREIGN KEY ("company_id","transaction_no") REFERENCES "public"."ledger_transaction"("company_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_ledger_entry" ADD CONSTRAINT "item_ledger_entry_company_id_item_no_item_company_id_no_fk" FOREIGN KEY ("company_id","item_no") REFERENCES "public"."item"("company_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_transaction" ADD CONSTRAINT "ledger_transaction_reverses" FOREIGN KEY ("company_id","reverses_no") REFERENCES "public"."ledger_transaction"("company_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "value_entry" ADD CONSTRAINT "value_entry_company_id_transaction_no_line_no_item_ledger_entry_company_id_transaction_no_line_no_fk" FOREIGN KEY ("company_id","transaction_no","line_no") REFERENCES "public"."item_ledger_entry"("company_id","transaction_no","line_no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vat_entry" ADD CONSTRAINT "vat_entry_company_id_transaction_no_ledger_transaction_company_id_no_fk" FOREIGN KEY ("company_id","transaction_no") REFERENCES "public"."ledger_transaction"("company_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vendor_ledger_entry" ADD CONSTRAINT "vendor_ledger_entry_company_id_transaction_no_ledger_transaction_company_id_no_fk" FOREIGN KEY ("company_id","transaction_no") REFERENCES "public"."ledger_transaction"("company_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vendor_ledger_entry" ADD CONSTRAINT "vendor_ledger_entry_company_id_vendor_no_vendor_company_id_no_fk" FOREIGN KEY ("company_id","vendor_no") REFERENCES "public"."vendor"("company_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posted_purchase_document" ADD CONSTRAINT "posted_purchase_document_pay_to" FOREIGN KEY ("company_id","pay_to_vendor_no") REFERENCES "public"."vendor"("company_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posted_purchase_document" ADD CONSTRAINT "posted_purchase_document_buy_from" FOREIGN KEY ("company_id","buy_from_vendor_no") REFERENCES "public"."vendor"("company_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posted_purchase_document" ADD CONSTRAINT "posted_purchase_document_company_id_currency_code_currency_company_id_code_fk" FOREIGN KEY ("company_id","currency_code") REFERENCES "public"."currency"("company_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posted_purchase_document" ADD CONSTRAINT "posted_purchase_document_corrects" FOREIGN KEY ("company_id","corrects_no") REFERENCES "public"."posted_purchase_document"("company_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posted_purchase_line" ADD CONSTRAINT "posted_purchase_line_company_id_document_no_posted_purchase_document_company_id_no_fk" FOREIGN KEY ("company_id","document_no") REFERENCES "public"."posted_purchase_document"("company_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_account" ADD CONSTRAINT "bank_account_company_id_currency_code_currency_company_id_code_fk" FOREIGN KEY ("company_id","currency_code") REFERENCES "public"."currency"("company_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_account" ADD CONSTRAINT "bank_account_company_id_gl_account_no_gl_account_company_id_no_fk" FOREIGN KEY ("company_id","gl_account_no") REFERENCES "public"."gl_account"("company_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vendor_invoice_discount" ADD CONSTRAINT "vendor_invoice_discount_company_id_currency_code_currency_company_id_code_fk" FOREIGN KEY ("company_id","currency_code") REFERENCES "public"."currency"("company_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "batch_posting_form" ON "batch_posting" USING btree ("company_id","requested_by","form_id");--> statement-breakpoint
CREATE INDEX "batch_posting_document_no" ON "batch_posting_document" USING btree ("company_id","document_no");--> statement-breakpoint
CREATE INDEX "bank_account_ledger_entry_account" ON "bank_account_ledger_entry" USING btree ("company_id","bank_account_no","posting_date","transaction_no");--> statement-breakpoint
CREATE INDEX "detailed_vendor_ledger_entry_entry" ON "detailed_vendor_ledger_entry" USING btree ("company_id","vendor_ledger_entry_no");--> statement-breakpoint
CREATE INDEX "detailed_vendor_ledger_entry_vendor" ON "detailed_vendor_ledger_entry" USING btree ("company_id","vendor_no","posting_date");--> statement-breakpoint
CREATE INDEX "gl_entry_account" ON "gl_entry" USING btree ("company_id","gl_account_no","posting_date","transaction_no","line_no");--> statement-breakpoint
CREATE INDEX "gl_entry_posting_date" ON "gl_entry" USING btree ("company_id","posting_date","transaction_no","line_no");--> statement-breakpoint
CREATE INDEX "item_ledger_entry_item" ON "item_ledger_entry" USING btree ("company_id","item_no","posting_date","transaction_no","line_no");--> statement-breakpoint
CREATE INDEX "item_ledger_entry_posting_date" ON "item_ledger_entry" USING btree ("company_id","posting_date","transaction_no","line_no");--> statement-breakpoint
CREATE UNIQUE INDEX "ledger_transaction_reversed_once" ON "ledger_transaction" USING btree ("company_id","reverses_no") WHERE reverses_no is not null;--> statement-breakpoint
CREATE INDEX "ledger_transaction_document" ON "ledger_transaction" USING btree ("company_id","document_no");--> statement-breakpoint
CREATE INDEX "ledger_transaction_posting_date" ON "ledger_transaction" USING btree ("company_id","posting_date","no");--> statement-breakpoint
CREATE INDEX "value_entry_item" ON "value_entry" USING btree ("company_id","item_no","posting_date");--> statement-breakpoint
CREATE INDEX "vat_entry_posting_date" ON "vat_entry" USING btree ("company_id","posting_date","transaction_no","line_no");--> statement-breakpoint
CREATE INDEX "vendor_ledger_entry_vendor" ON "vendor_ledger_entry" USING btree ("company_id","vendor_no","posting_date","transaction_no");--> statement-breakpoint
CREATE INDEX "vendor_ledger_entry_due_date" ON "vendor_ledger_entry" USING btree ("company_id","due_date","transaction_no");--> statement-breakpoint
CREATE INDEX "vendor_ledger_entry_document" ON "vendor_ledger_entry" USING btree ("company_id","document_no");--> statement-breakpoint
CREATE INDEX "vendor_ledger_entry_posting_date" ON "vendor_ledger_entry" USING btree ("company_id","posting_date","transaction_no");--> statement-breakpoint
CREATE UNIQUE INDEX "posted_purchase_document_corrected_once" ON "posted_purchase_document" USING btree ("company_id","corrects_no") WHERE corrects_no is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "posted_purchase_document_transaction" ON "posted_purchase_document" USING btree ("company_id","transaction_no");--> statement-breakpoint
CREATE INDEX "posted_purchase_document_draft" ON "posted_purchase_document" USING btree ("company_id","pre_assigned_no");--> statement-breakpoint
CREATE INDEX "posted_purchase_document_vendor_key" ON "posted_purchase_document" USING btree ("company_id","pay_to_vendor_no","vendor_invoice_key");--> statement-breakpoint
CREATE INDEX "posted_purchase_document_posting_date" ON "posted_purchase_document" USING btree ("company_id","document_type","posting_date","no");--> statement-breakpoint
CREATE INDEX "posted_purchase_document_due_date" ON "posted_purchase_document" USING btree ("company_id","document_type","due_date","no");--> statement-breakpoint
CREATE INDEX "posted_purchase_document_vendor_name" ON "posted_purchase_document" USING btree ("company_id","document_type",buy_from_vendor_name collate "und-x-icu","no");--> statement-breakpoint
CREATE INDEX "posted_purchase_document_amount" ON "posted_purchase_document" USING btree ("company_id","document_type","amount_including_vat","no");--> statement-breakpoint
CREATE INDEX "purchase_invoice_pay_to_vendor" ON "purchase_invoice" USING btree ("company_id","pay_to_vendor_no","no");--> statement-breakpoint
ALTER TABLE "currency" ADD CONSTRAINT "currency_invoice_rounding" CHECK ("currency"."invoice_rounding_precision" >= 0);