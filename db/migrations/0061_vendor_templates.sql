CREATE TABLE "vendor_registration" (
	"company_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "vendor_registration_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"document_type" text NOT NULL,
	"document_no" text NOT NULL,
	"asked_by" integer NOT NULL,
	"asked_by_name" text NOT NULL,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"answered_by" integer,
	"answered_by_name" text,
	"answered_at" timestamp with time zone,
	"vendor_no" text,
	"reason" text DEFAULT '' NOT NULL,
	CONSTRAINT "vendor_registration_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "vendor_template" (
	"company_id" integer NOT NULL,
	"code" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"proposed_for" text DEFAULT '' NOT NULL,
	"country_region_code" text DEFAULT '' NOT NULL,
	"currency_code" text,
	"language_code" text DEFAULT '' NOT NULL,
	"payment_terms_code" text,
	"payment_method_code" text,
	"purchaser_code" text,
	"vendor_posting_group" text,
	"gen_bus_posting_group" text,
	"vat_bus_posting_group" text,
	"prices_including_vat" boolean DEFAULT false NOT NULL,
	"invoice_discount_code" text DEFAULT '' NOT NULL,
	"lead_time_calculation" text DEFAULT '' NOT NULL,
	CONSTRAINT "vendor_template_company_id_code_pk" PRIMARY KEY("company_id","code")
);
--> statement-breakpoint
ALTER TABLE "no_series" ADD COLUMN "manual_nos" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "purchases_setup" ADD COLUMN "unproven_vendors" text DEFAULT 'payment' NOT NULL;--> statement-breakpoint
ALTER TABLE "vendor" ADD COLUMN "unproven" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "vendor" ADD COLUMN "registered_by" integer;--> statement-breakpoint
ALTER TABLE "vendor_template" ADD CONSTRAINT "vendor_template_company_id_currency_code_currency_company_id_code_fk" FOREIGN KEY ("company_id","currency_code") REFERENCES "public"."currency"("company_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vendor_template" ADD CONSTRAINT "vendor_template_company_id_payment_terms_code_payment_terms_company_id_code_fk" FOREIGN KEY ("company_id","payment_terms_code") REFERENCES "public"."payment_terms"("company_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vendor_template" ADD CONSTRAINT "vendor_template_company_id_payment_method_code_payment_method_company_id_code_fk" FOREIGN KEY ("company_id","payment_method_code") REFERENCES "public"."payment_method"("company_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vendor_template" ADD CONSTRAINT "vendor_template_company_id_purchaser_code_purchaser_company_id_code_fk" FOREIGN KEY ("company_id","purchaser_code") REFERENCES "public"."purchaser"("company_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vendor_template" ADD CONSTRAINT "vendor_template_company_id_vendor_posting_group_vendor_posting_group_company_id_code_fk" FOREIGN KEY ("company_id","vendor_posting_group") REFERENCES "public"."vendor_posting_group"("company_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vendor_template" ADD CONSTRAINT "vendor_template_company_id_gen_bus_posting_group_gen_bus_posting_group_company_id_code_fk" FOREIGN KEY ("company_id","gen_bus_posting_group") REFERENCES "public"."gen_bus_posting_group"("company_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vendor_template" ADD CONSTRAINT "vendor_template_company_id_vat_bus_posting_group_vat_bus_posting_group_company_id_code_fk" FOREIGN KEY ("company_id","vat_bus_posting_group") REFERENCES "public"."vat_bus_posting_group"("company_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "vendor_registration_waiting" ON "vendor_registration" USING btree ("company_id","asked_by",lower(name),"document_type","document_no") WHERE answered_at is null;
--> statement-breakpoint
CALL fence_company_table('vendor_template');
--> statement-breakpoint
ALTER TABLE vendor_template ADD FOREIGN KEY (company_id) REFERENCES company (id);
--> statement-breakpoint
CALL fence_company_table('vendor_registration');
--> statement-breakpoint
ALTER TABLE vendor_registration ADD FOREIGN KEY (company_id) REFERENCES company (id);
