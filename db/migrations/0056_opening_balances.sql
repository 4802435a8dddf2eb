CREATE TABLE "opened_vendor_entry" (
	"company_id" integer NOT NULL,
	"transaction_no" bigint NOT NULL,
	"opening_no" integer NOT NULL,
	"vendor_no" text NOT NULL,
	"document_type" text NOT NULL,
	"vendor_invoice_no" text NOT NULL,
	"vendor_invoice_key" text NOT NULL,
	CONSTRAINT "opened_vendor_entry_company_id_transaction_no_pk" PRIMARY KEY("company_id","transaction_no")
);
--> statement-breakpoint
CREATE TABLE "opening_account_line" (
	"company_id" integer NOT NULL,
	"no" integer GENERATED ALWAYS AS IDENTITY (sequence name "opening_account_line_no_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"gl_account_no" text NOT NULL,
	"bank_account_no" text DEFAULT '' NOT NULL,
	"amount" numeric NOT NULL,
	"bank_amount" numeric,
	CONSTRAINT "opening_account_line_company_id_no_pk" PRIMARY KEY("company_id","no")
);
--> statement-breakpoint
CREATE TABLE "opening_balance" (
	"company_id" integer NOT NULL,
	"no" integer NOT NULL,
	"start_date" date NOT NULL,
	"clearing_account_no" text NOT NULL,
	"first_transaction_no" bigint NOT NULL,
	"last_transaction_no" bigint NOT NULL,
	"replaces_no" integer,
	"costed_item_nos" text[] NOT NULL,
	"posted_by" integer NOT NULL,
	"posted_by_name" text NOT NULL,
	"posted_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "opening_balance_company_id_no_pk" PRIMARY KEY("company_id","no")
);
--> statement-breakpoint
CREATE TABLE "opening_preparation" (
	"company_id" integer PRIMARY KEY NOT NULL,
	"start_date" date,
	"clearing_account_no" text,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "opening_stock_line" (
	"company_id" integer NOT NULL,
	"no" integer GENERATED ALWAYS AS IDENTITY (sequence name "opening_stock_line_no_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"item_no" text NOT NULL,
	"quantity" numeric NOT NULL,
	"cost_amount" numeric NOT NULL,
	CONSTRAINT "opening_stock_line_company_id_no_pk" PRIMARY KEY("company_id","no")
);
--> statement-breakpoint
CREATE TABLE "opening_vendor_line" (
	"company_id" integer NOT NULL,
	"no" integer GENERATED ALWAYS AS IDENTITY (sequence name "opening_vendor_line_no_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"vendor_no" text NOT NULL,
	"document_type" text NOT NULL,
	"vendor_invoice_no" text NOT NULL,
	"vendor_invoice_key" text NOT NULL,
	"document_date" date NOT NULL,
	"due_date" date NOT NULL,
	"payment_discount_date" date,
	"payment_discount_percent" numeric DEFAULT '0' NOT NULL,
	"currency_code" text NOT NULL,
	"amount" numeric NOT NULL,
	"amount_lcy" numeric NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	CONSTRAINT "opening_vendor_line_company_id_no_pk" PRIMARY KEY("company_id","no")
);
--> statement-breakpoint
ALTER TABLE "ledger_transaction" ADD COLUMN "opening_no" integer;--> statement-breakpoint
ALTER TABLE "vendor_ledger_entry" ADD COLUMN "opening_no" integer;--> statement-breakpoint
ALTER TABLE "opened_vendor_entry" ADD CONSTRAINT "opened_vendor_entry_entry" FOREIGN KEY ("company_id","transaction_no") REFERENCES "public"."vendor_ledger_entry"("company_id","transaction_no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opened_vendor_entry" ADD CONSTRAINT "opened_vendor_entry_opening" FOREIGN KEY ("company_id","opening_no") REFERENCES "public"."opening_balance"("company_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opening_balance" ADD CONSTRAINT "opening_balance_replaces" FOREIGN KEY ("company_id","replaces_no") REFERENCES "public"."opening_balance"("company_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "opened_vendor_entry_key" ON "opened_vendor_entry" USING btree ("company_id","vendor_no","vendor_invoice_key");--> statement-breakpoint
CREATE UNIQUE INDEX "opening_account_line_once" ON "opening_account_line" USING btree ("company_id","gl_account_no","bank_account_no");--> statement-breakpoint
CREATE UNIQUE INDEX "opening_stock_line_once" ON "opening_stock_line" USING btree ("company_id","item_no");--> statement-breakpoint
CREATE UNIQUE INDEX "opening_vendor_line_once" ON "opening_vendor_line" USING btree ("company_id","vendor_no","document_type","vendor_invoice_key");--> statement-breakpoint
CREATE INDEX "ledger_transaction_opening_no" ON "ledger_transaction" USING btree ("company_id","opening_no") WHERE opening_no is not null;--> statement-breakpoint
ALTER TABLE "ledger_transaction" ADD CONSTRAINT "ledger_transaction_opening" CHECK ((document_type = 'opening') = (opening_no is not null));--> statement-breakpoint
-- Runs as inkoop_owner.
DO $$
DECLARE fenced regclass;
BEGIN
  FOREACH fenced IN ARRAY ARRAY['opening_preparation', 'opening_vendor_line', 'opening_account_line', 'opening_stock_line',
    'opening_balance', 'opened_vendor_entry']::regclass[]
  LOOP
    CALL fence_company_table(fenced);
    EXECUTE format('ALTER TABLE %s ADD FOREIGN KEY (company_id) REFERENCES company (id)', fenced);
  END LOOP;
END $$;
--> statement-breakpoint
CALL make_append_only('opening_balance');
--> statement-breakpoint
CALL make_append_only('opened_vendor_entry');
