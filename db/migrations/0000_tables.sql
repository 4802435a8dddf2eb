CREATE TABLE "customer" (
	"company_id" integer NOT NULL,
	"no" text NOT NULL,
	"name" text NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"post_code" text DEFAULT '' NOT NULL,
	"city" text DEFAULT '' NOT NULL,
	"country_region_code" text DEFAULT '' NOT NULL,
	"contact" text DEFAULT '' NOT NULL,
	"vat_registration_no" text DEFAULT '' NOT NULL,
	"currency_code" text,
	"payment_terms_code" text,
	"salesperson_code" text,
	"customer_posting_group" text,
	"gen_bus_posting_group" text,
	"vat_bus_posting_group" text,
	"blocked" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "customer_company_id_no_pk" PRIMARY KEY("company_id","no")
);
--> statement-breakpoint
CREATE TABLE "event" (
	"company_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "event_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor_id" integer,
	"actor_name" text DEFAULT '' NOT NULL,
	"kind" text NOT NULL,
	"subject_type" text NOT NULL,
	"subject_no" text NOT NULL,
	"version" integer,
	"data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "event_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "notification" (
	"company_id" integer NOT NULL,
	"user_id" integer NOT NULL,
	"event_id" bigint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"read_at" timestamp with time zone,
	"mail_state" text DEFAULT 'none' NOT NULL,
	"mail_attempts" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "notification_company_id_user_id_event_id_pk" PRIMARY KEY("company_id","user_id","event_id")
);
--> statement-breakpoint
CREATE TABLE "company" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "company_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"post_code" text DEFAULT '' NOT NULL,
	"city" text DEFAULT '' NOT NULL,
	"country_region_code" text NOT NULL,
	"vat_registration_no" text DEFAULT '' NOT NULL,
	"currency_code" text NOT NULL,
	"time_zone" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "company_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "installation" (
	"key" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"demo" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invitation" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"company_id" integer NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"roles" jsonb NOT NULL,
	"invited_by" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"accepted_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "membership" (
	"company_id" integer NOT NULL,
	"user_id" integer NOT NULL,
	"role" text NOT NULL,
	CONSTRAINT "membership_company_id_user_id_role_pk" PRIMARY KEY("company_id","user_id","role")
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id_hash" text PRIMARY KEY NOT NULL,
	"user_id" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "sign_in_throttle" (
	"key" text PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"window_ends_at" timestamp with time zone NOT NULL,
	"blocked_until" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "users_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text NOT NULL,
	"language" text,
	"theme" text,
	"disabled_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_lower" CHECK ("users"."email" = lower("users"."email"))
);
--> statement-breakpoint
CREATE TABLE "item" (
	"company_id" integer NOT NULL,
	"no" text NOT NULL,
	"description" text NOT NULL,
	"type" text DEFAULT 'inventory' NOT NULL,
	"base_unit_of_measure" text NOT NULL,
	"vendor_no" text,
	"vendor_item_no" text DEFAULT '' NOT NULL,
	"last_direct_cost" numeric DEFAULT '0' NOT NULL,
	"unit_price" numeric DEFAULT '0' NOT NULL,
	"gen_prod_posting_group" text,
	"vat_prod_posting_group" text,
	"inventory_posting_group" text,
	"blocked" boolean DEFAULT false NOT NULL,
	"purchasing_blocked" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "item_company_id_no_pk" PRIMARY KEY("company_id","no")
);
--> statement-breakpoint
CREATE TABLE "item_unit_of_measure" (
	"company_id" integer NOT NULL,
	"item_no" text NOT NULL,
	"code" text NOT NULL,
	"qty_per_unit_of_measure" numeric NOT NULL,
	CONSTRAINT "item_unit_of_measure_company_id_item_no_code_pk" PRIMARY KEY("company_id","item_no","code"),
	CONSTRAINT "item_unit_of_measure_positive" CHECK ("item_unit_of_measure"."qty_per_unit_of_measure" > 0)
);
--> statement-breakpoint
CREATE TABLE "purchase_invoice" (
	"company_id" integer NOT NULL,
	"no" text NOT NULL,
	"buy_from_vendor_no" text NOT NULL,
	"pay_to_vendor_no" text NOT NULL,
	"buy_from_vendor_name" text NOT NULL,
	"buy_from_address" text DEFAULT '' NOT NULL,
	"buy_from_address_2" text DEFAULT '' NOT NULL,
	"buy_from_post_code" text DEFAULT '' NOT NULL,
	"buy_from_city" text DEFAULT '' NOT NULL,
	"buy_from_country_region_code" text DEFAULT '' NOT NULL,
	"buy_from_contact" text DEFAULT '' NOT NULL,
	"order_address_code" text,
	"pay_to_vendor_name" text NOT NULL,
	"vat_registration_no" text DEFAULT '' NOT NULL,
	"vat_country_region_code" text DEFAULT '' NOT NULL,
	"gen_bus_posting_group" text,
	"vat_bus_posting_group" text,
	"vendor_posting_group" text,
	"payment_terms_code" text,
	"payment_method_code" text,
	"purchaser_code" text,
	"language_code" text DEFAULT '' NOT NULL,
	"invoice_discount_code" text DEFAULT '' NOT NULL,
	"currency_code" text NOT NULL,
	"prices_including_vat" boolean DEFAULT false NOT NULL,
	"posting_date" date NOT NULL,
	"document_date" date NOT NULL,
	"order_date" date NOT NULL,
	"due_date" date NOT NULL,
	"payment_discount_date" date NOT NULL,
	"payment_discount_percent" numeric DEFAULT '0' NOT NULL,
	"posting_description" text NOT NULL,
	"vendor_invoice_no" text DEFAULT '' NOT NULL,
	"review_state" text DEFAULT 'ready_for_review' NOT NULL,
	"review_state_at" timestamp with time zone DEFAULT now() NOT NULL,
	"reviewed_by" integer,
	"sent_back_reason" text DEFAULT '' NOT NULL,
	"requested_by" integer NOT NULL,
	"cost_changed" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"last_line_id" integer DEFAULT 0 NOT NULL,
	"line_count" integer DEFAULT 0 NOT NULL,
	"amount" numeric DEFAULT '0' NOT NULL,
	"amount_including_vat" numeric DEFAULT '0' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "purchase_invoice_company_id_no_pk" PRIMARY KEY("company_id","no")
);
--> statement-breakpoint
CREATE TABLE "purchase_invoice_line" (
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
	"direct_unit_cost" numeric DEFAULT '0' NOT NULL,
	"cost_source" jsonb,
	"vendor_item_no" text DEFAULT '' NOT NULL,
	CONSTRAINT "purchase_invoice_line_company_id_document_no_line_id_pk" PRIMARY KEY("company_id","document_no","line_id"),
	CONSTRAINT "purchase_invoice_line_no" UNIQUE("company_id","document_no","line_no")
);
--> statement-breakpoint
CREATE TABLE "job_progress" (
	"company_id" integer NOT NULL,
	"kind" text NOT NULL,
	"subject_no" text NOT NULL,
	"done" bigint NOT NULL,
	"total" bigint NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "job_progress_company_id_kind_subject_no_pk" PRIMARY KEY("company_id","kind","subject_no")
);
--> statement-breakpoint
CREATE TABLE "purchase_request" (
	"company_id" integer NOT NULL,
	"no" text NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"requested_by" integer NOT NULL,
	"requested_by_name" text NOT NULL,
	"requested_at" timestamp with time zone DEFAULT now() NOT NULL,
	"form_id" text NOT NULL,
	"content_hash" text NOT NULL,
	"sales_invoice_no" text NOT NULL,
	"customer_name" text NOT NULL,
	"sales_invoice_line_count" integer NOT NULL,
	"scope" text NOT NULL,
	"vendor_no" text NOT NULL,
	"vendor_name" text NOT NULL,
	"work_date" date NOT NULL,
	"currency_code" text NOT NULL,
	"line_count" integer NOT NULL,
	"amount" numeric NOT NULL,
	"generation" integer DEFAULT 1 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"queued_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"purchase_invoice_no" text,
	"failure" jsonb,
	"cost_changes" jsonb,
	CONSTRAINT "purchase_request_company_id_no_pk" PRIMARY KEY("company_id","no"),
	CONSTRAINT "purchase_request_outcome" CHECK (("purchase_request"."state" = 'ready') = ("purchase_request"."purchase_invoice_no" is not null) and ("purchase_request"."state" = 'queued') = ("purchase_request"."finished_at" is null))
);
--> statement-breakpoint
CREATE TABLE "purchase_request_line" (
	"company_id" integer NOT NULL,
	"request_no" text NOT NULL,
	"line_no" integer NOT NULL,
	"source_line_id" integer NOT NULL,
	"source_line_no" integer NOT NULL,
	"type" text NOT NULL,
	"no" text,
	"description" text NOT NULL,
	"quantity" numeric NOT NULL,
	"unit_of_measure_code" text NOT NULL,
	"shown_unit_cost" numeric,
	"typed_unit_cost" numeric,
	"cost_source" jsonb,
	CONSTRAINT "purchase_request_line_company_id_request_no_line_no_pk" PRIMARY KEY("company_id","request_no","line_no")
);
--> statement-breakpoint
CREATE TABLE "sales_import" (
	"company_id" integer NOT NULL,
	"no" text NOT NULL,
	"state" text NOT NULL,
	"file_name" text NOT NULL,
	"file_size" bigint DEFAULT 0 NOT NULL,
	"currency_code" text NOT NULL,
	"requested_by" integer NOT NULL,
	"requested_by_name" text NOT NULL,
	"requested_at" timestamp with time zone DEFAULT now() NOT NULL,
	"queued_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"generation" integer DEFAULT 1 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"rows_read" integer,
	"rows_taken" integer DEFAULT 0 NOT NULL,
	"rows_refused" integer DEFAULT 0 NOT NULL,
	"invoices_made" integer DEFAULT 0 NOT NULL,
	"customers_made" integer DEFAULT 0 NOT NULL,
	"items_made" integer DEFAULT 0 NOT NULL,
	"failure" jsonb,
	CONSTRAINT "sales_import_company_id_no_pk" PRIMARY KEY("company_id","no")
);
--> statement-breakpoint
CREATE TABLE "sales_import_chunk" (
	"company_id" integer NOT NULL,
	"import_no" text NOT NULL,
	"chunk_no" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "sales_import_chunk_company_id_import_no_chunk_no_pk" PRIMARY KEY("company_id","import_no","chunk_no")
);
--> statement-breakpoint
CREATE TABLE "sales_import_row" (
	"company_id" integer NOT NULL,
	"import_no" text NOT NULL,
	"row_no" integer NOT NULL,
	"invoice_no" text NOT NULL,
	"fields" text[] NOT NULL,
	"outcome" text,
	"reason" text,
	"params" jsonb,
	"sales_invoice_no" text,
	CONSTRAINT "sales_import_row_company_id_import_no_row_no_pk" PRIMARY KEY("company_id","import_no","row_no")
);
--> statement-breakpoint
CREATE TABLE "sales_invoice" (
	"company_id" integer NOT NULL,
	"no" text NOT NULL,
	"customer_no" text NOT NULL,
	"customer_name" text NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"post_code" text DEFAULT '' NOT NULL,
	"city" text DEFAULT '' NOT NULL,
	"country_region_code" text DEFAULT '' NOT NULL,
	"contact" text DEFAULT '' NOT NULL,
	"vat_registration_no" text DEFAULT '' NOT NULL,
	"gen_bus_posting_group" text,
	"vat_bus_posting_group" text,
	"document_date" date NOT NULL,
	"posting_date" date NOT NULL,
	"due_date" date NOT NULL,
	"payment_terms_code" text,
	"salesperson_code" text,
	"currency_code" text NOT NULL,
	"prices_including_vat" boolean DEFAULT false NOT NULL,
	"external_document_no" text DEFAULT '' NOT NULL,
	"imported_no" text,
	"version" integer DEFAULT 1 NOT NULL,
	"last_line_id" integer DEFAULT 0 NOT NULL,
	"line_count" integer DEFAULT 0 NOT NULL,
	"amount" numeric DEFAULT '0' NOT NULL,
	"amount_including_vat" numeric DEFAULT '0' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sales_invoice_company_id_no_pk" PRIMARY KEY("company_id","no")
);
--> statement-breakpoint
CREATE TABLE "sales_invoice_line" (
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
	"unit_price" numeric DEFAULT '0' NOT NULL,
	CONSTRAINT "sales_invoice_line_company_id_document_no_line_id_pk" PRIMARY KEY("company_id","document_no","line_id"),
	CONSTRAINT "sales_invoice_line_no" UNIQUE("company_id","document_no","line_no")
);
--> statement-breakpoint
CREATE TABLE "currency" (
	"company_id" integer NOT NULL,
	"code" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"amount_decimals" integer DEFAULT 2 NOT NULL,
	"unit_amount_decimals" integer DEFAULT 5 NOT NULL,
	"realized_gains_account_no" text,
	"realized_losses_account_no" text,
	"rounding_account_no" text,
	CONSTRAINT "currency_company_id_code_pk" PRIMARY KEY("company_id","code"),
	CONSTRAINT "currency_decimals" CHECK ("currency"."amount_decimals" between 0 and 4 and "currency"."unit_amount_decimals" between 0 and 6)
);
--> statement-breakpoint
CREATE TABLE "currency_exchange_rate" (
	"company_id" integer NOT NULL,
	"currency_code" text NOT NULL,
	"starting_date" date NOT NULL,
	"exchange_rate_amount" numeric NOT NULL,
	"relational_exchange_rate_amount" numeric NOT NULL,
	CONSTRAINT "currency_exchange_rate_company_id_currency_code_starting_date_pk" PRIMARY KEY("company_id","currency_code","starting_date"),
	CONSTRAINT "exchange_rate_positive" CHECK ("currency_exchange_rate"."exchange_rate_amount" > 0 and "currency_exchange_rate"."relational_exchange_rate_amount" > 0)
);
--> statement-breakpoint
CREATE TABLE "customer_posting_group" (
	"company_id" integer NOT NULL,
	"code" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"receivables_account_no" text NOT NULL,
	CONSTRAINT "customer_posting_group_company_id_code_pk" PRIMARY KEY("company_id","code")
);
--> statement-breakpoint
CREATE TABLE "gen_bus_posting_group" (
	"company_id" integer NOT NULL,
	"code" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	CONSTRAINT "gen_bus_posting_group_company_id_code_pk" PRIMARY KEY("company_id","code")
);
--> statement-breakpoint
CREATE TABLE "gen_prod_posting_group" (
	"company_id" integer NOT NULL,
	"code" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	CONSTRAINT "gen_prod_posting_group_company_id_code_pk" PRIMARY KEY("company_id","code")
);
--> statement-breakpoint
CREATE TABLE "general_posting_setup" (
	"company_id" integer NOT NULL,
	"gen_bus_posting_group" text NOT NULL,
	"gen_prod_posting_group" text NOT NULL,
	"sales_account_no" text,
	"sales_credit_memo_account_no" text,
	"purchase_account_no" text,
	"purchase_credit_memo_account_no" text,
	"purchase_line_discount_account_no" text,
	"purchase_invoice_discount_account_no" text,
	"cost_of_goods_sold_account_no" text,
	"inventory_adjustment_account_no" text,
	"direct_cost_applied_account_no" text,
	"blocked" boolean DEFAULT false NOT NULL,
	CONSTRAINT "general_posting_setup_company_id_gen_bus_posting_group_gen_prod_posting_group_pk" PRIMARY KEY("company_id","gen_bus_posting_group","gen_prod_posting_group")
);
--> statement-breakpoint
CREATE TABLE "gl_account" (
	"company_id" integer NOT NULL,
	"no" text NOT NULL,
	"name" text NOT NULL,
	"account_type" text DEFAULT 'posting' NOT NULL,
	"income_balance" text NOT NULL,
	"totaling" text DEFAULT '' NOT NULL,
	"indentation" integer DEFAULT 0 NOT NULL,
	"direct_posting" boolean DEFAULT true NOT NULL,
	"blocked" boolean DEFAULT false NOT NULL,
	"gen_prod_posting_group" text,
	"vat_prod_posting_group" text,
	CONSTRAINT "gl_account_company_id_no_pk" PRIMARY KEY("company_id","no")
);
--> statement-breakpoint
CREATE TABLE "inventory_posting_group" (
	"company_id" integer NOT NULL,
	"code" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"inventory_account_no" text NOT NULL,
	CONSTRAINT "inventory_posting_group_company_id_code_pk" PRIMARY KEY("company_id","code")
);
--> statement-breakpoint
CREATE TABLE "no_series" (
	"company_id" integer NOT NULL,
	"code" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"prefix" text NOT NULL,
	"digits" integer DEFAULT 5 NOT NULL,
	"last_number" bigint DEFAULT 0 NOT NULL,
	"allow_gaps" boolean NOT NULL,
	CONSTRAINT "no_series_company_id_code_pk" PRIMARY KEY("company_id","code")
);
--> statement-breakpoint
CREATE TABLE "payment_method" (
	"company_id" integer NOT NULL,
	"code" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	CONSTRAINT "payment_method_company_id_code_pk" PRIMARY KEY("company_id","code")
);
--> statement-breakpoint
CREATE TABLE "payment_terms" (
	"company_id" integer NOT NULL,
	"code" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"due_date_calculation" text DEFAULT '' NOT NULL,
	"discount_date_calculation" text DEFAULT '' NOT NULL,
	"discount_percent" numeric DEFAULT '0' NOT NULL,
	CONSTRAINT "payment_terms_company_id_code_pk" PRIMARY KEY("company_id","code")
);
--> statement-breakpoint
CREATE TABLE "purchaser" (
	"company_id" integer NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"email" text DEFAULT '' NOT NULL,
	CONSTRAINT "purchaser_company_id_code_pk" PRIMARY KEY("company_id","code")
);
--> statement-breakpoint
CREATE TABLE "purchases_setup" (
	"company_id" integer PRIMARY KEY NOT NULL,
	"vendor_nos" text NOT NULL,
	"customer_nos" text NOT NULL,
	"sales_invoice_nos" text NOT NULL,
	"purchase_invoice_nos" text NOT NULL,
	"posted_purchase_invoice_nos" text NOT NULL,
	"purchase_request_nos" text NOT NULL,
	"ext_doc_no_mandatory" boolean DEFAULT true NOT NULL,
	"default_vendor_posting_group" text NOT NULL,
	"default_customer_posting_group" text NOT NULL,
	"default_inventory_posting_group" text NOT NULL,
	"default_gen_prod_posting_group" text NOT NULL,
	"default_vat_prod_posting_group" text NOT NULL,
	"default_payment_terms_code" text NOT NULL,
	"default_base_unit_of_measure" text NOT NULL,
	"domestic_gen_bus_posting_group" text NOT NULL,
	"domestic_vat_bus_posting_group" text NOT NULL,
	"eu_gen_bus_posting_group" text NOT NULL,
	"eu_vat_bus_posting_group" text NOT NULL,
	"foreign_gen_bus_posting_group" text NOT NULL,
	"foreign_vat_bus_posting_group" text NOT NULL,
	"charges_account_no" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "unit_of_measure" (
	"company_id" integer NOT NULL,
	"code" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"international_standard_code" text DEFAULT '' NOT NULL,
	CONSTRAINT "unit_of_measure_company_id_code_pk" PRIMARY KEY("company_id","code")
);
--> statement-breakpoint
CREATE TABLE "vat_bus_posting_group" (
	"company_id" integer NOT NULL,
	"code" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	CONSTRAINT "vat_bus_posting_group_company_id_code_pk" PRIMARY KEY("company_id","code")
);
--> statement-breakpoint
CREATE TABLE "vat_posting_setup" (
	"company_id" integer NOT NULL,
	"vat_bus_posting_group" text NOT NULL,
	"vat_prod_posting_group" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"vat_identifier" text NOT NULL,
	"vat_percent" numeric NOT NULL,
	"vat_calculation_type" text NOT NULL,
	"purchase_vat_account_no" text,
	"sales_vat_account_no" text,
	"reverse_charge_vat_account_no" text,
	"blocked" boolean DEFAULT false NOT NULL,
	CONSTRAINT "vat_posting_setup_company_id_vat_bus_posting_group_vat_prod_posting_group_pk" PRIMARY KEY("company_id","vat_bus_posting_group","vat_prod_posting_group"),
	CONSTRAINT "vat_percent_range" CHECK ("vat_posting_setup"."vat_percent" between 0 and 100)
);
--> statement-breakpoint
CREATE TABLE "vat_prod_posting_group" (
	"company_id" integer NOT NULL,
	"code" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	CONSTRAINT "vat_prod_posting_group_company_id_code_pk" PRIMARY KEY("company_id","code")
);
--> statement-breakpoint
CREATE TABLE "vendor_posting_group" (
	"company_id" integer NOT NULL,
	"code" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"payables_account_no" text NOT NULL,
	"invoice_rounding_account_no" text,
	"payment_discount_account_no" text,
	CONSTRAINT "vendor_posting_group_company_id_code_pk" PRIMARY KEY("company_id","code")
);
--> statement-breakpoint
CREATE TABLE "order_address" (
	"company_id" integer NOT NULL,
	"vendor_no" text NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"address_2" text DEFAULT '' NOT NULL,
	"post_code" text DEFAULT '' NOT NULL,
	"city" text DEFAULT '' NOT NULL,
	"country_region_code" text DEFAULT '' NOT NULL,
	"contact" text DEFAULT '' NOT NULL,
	CONSTRAINT "order_address_company_id_vendor_no_code_pk" PRIMARY KEY("company_id","vendor_no","code")
);
--> statement-breakpoint
CREATE TABLE "purchase_line_discount" (
	"company_id" integer NOT NULL,
	"vendor_no" text NOT NULL,
	"item_no" text NOT NULL,
	"unit_of_measure_code" text DEFAULT '' NOT NULL,
	"minimum_quantity" numeric DEFAULT '0' NOT NULL,
	"currency_code" text NOT NULL,
	"starting_date" date DEFAULT '0001-01-01' NOT NULL,
	"ending_date" date,
	"line_discount_percent" numeric NOT NULL,
	CONSTRAINT "purchase_line_discount_company_id_vendor_no_item_no_currency_code_unit_of_measure_code_minimum_quantity_starting_date_pk" PRIMARY KEY("company_id","vendor_no","item_no","currency_code","unit_of_measure_code","minimum_quantity","starting_date")
);
--> statement-breakpoint
CREATE TABLE "purchase_price" (
	"company_id" integer NOT NULL,
	"vendor_no" text NOT NULL,
	"item_no" text NOT NULL,
	"unit_of_measure_code" text DEFAULT '' NOT NULL,
	"minimum_quantity" numeric DEFAULT '0' NOT NULL,
	"currency_code" text NOT NULL,
	"starting_date" date DEFAULT '0001-01-01' NOT NULL,
	"ending_date" date,
	"direct_unit_cost" numeric NOT NULL,
	CONSTRAINT "purchase_price_company_id_vendor_no_item_no_currency_code_unit_of_measure_code_minimum_quantity_starting_date_pk" PRIMARY KEY("company_id","vendor_no","item_no","currency_code","unit_of_measure_code","minimum_quantity","starting_date")
);
--> statement-breakpoint
CREATE TABLE "vendor" (
	"company_id" integer NOT NULL,
	"no" text NOT NULL,
	"name" text NOT NULL,
	"search_name" text DEFAULT '' NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"address_2" text DEFAULT '' NOT NULL,
	"post_code" text DEFAULT '' NOT NULL,
	"city" text DEFAULT '' NOT NULL,
	"country_region_code" text DEFAULT '' NOT NULL,
	"contact" text DEFAULT '' NOT NULL,
	"phone" text DEFAULT '' NOT NULL,
	"email" text DEFAULT '' NOT NULL,
	"vat_registration_no" text DEFAULT '' NOT NULL,
	"blocked" text DEFAULT '' NOT NULL,
	"privacy_blocked" boolean DEFAULT false NOT NULL,
	"blocked_by" text,
	"blocked_at" timestamp with time zone,
	"currency_code" text,
	"language_code" text DEFAULT '' NOT NULL,
	"payment_terms_code" text,
	"payment_method_code" text,
	"purchaser_code" text,
	"vendor_posting_group" text,
	"gen_bus_posting_group" text,
	"vat_bus_posting_group" text,
	"prices_including_vat" boolean DEFAULT false NOT NULL,
	"pay_to_vendor_no" text,
	"invoice_discount_code" text DEFAULT '' NOT NULL,
	"lead_time_calculation" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "vendor_company_id_no_pk" PRIMARY KEY("company_id","no")
);
--> statement-breakpoint
ALTER TABLE "customer" ADD CONSTRAINT "customer_company_id_currency_code_currency_company_id_code_fk" FOREIGN KEY ("company_id","currency_code") REFERENCES "public"."currency"("company_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer" ADD CONSTRAINT "customer_company_id_payment_terms_code_payment_terms_company_id_code_fk" FOREIGN KEY ("company_id","payment_terms_code") REFERENCES "public"."payment_terms"("company_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer" ADD CONSTRAINT "customer_company_id_customer_posting_group_customer_posting_group_company_id_code_fk" FOREIGN KEY ("company_id","customer_posting_group") REFERENCES "public"."customer_posting_group"("company_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer" ADD CONSTRAINT "customer_company_id_gen_bus_posting_group_gen_bus_posting_group_company_id_code_fk" FOREIGN KEY ("company_id","gen_bus_posting_group") REFERENCES "public"."gen_bus_posting_group"("company_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer" ADD CONSTRAINT "customer_company_id_vat_bus_posting_group_vat_bus_posting_group_company_id_code_fk" FOREIGN KEY ("company_id","vat_bus_posting_group") REFERENCES "public"."vat_bus_posting_group"("company_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification" ADD CONSTRAINT "notification_company_id_event_id_event_company_id_id_fk" FOREIGN KEY ("company_id","event_id") REFERENCES "public"."event"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_company_id_company_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."company"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_invited_by_users_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_company_id_company_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."company"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item" ADD CONSTRAINT "item_company_id_base_unit_of_measure_unit_of_measure_company_id_code_fk" FOREIGN KEY ("company_id","base_unit_of_measure") REFERENCES "public"."unit_of_measure"("company_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item" ADD CONSTRAINT "item_company_id_gen_prod_posting_group_gen_prod_posting_group_company_id_code_fk" FOREIGN KEY ("company_id","gen_prod_posting_group") REFERENCES "public"."gen_prod_posting_group"("company_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item" ADD CONSTRAINT "item_company_id_vat_prod_posting_group_vat_prod_posting_group_company_id_code_fk" FOREIGN KEY ("company_id","vat_prod_posting_group") REFERENCES "public"."vat_prod_posting_group"("company_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item" ADD CONSTRAINT "item_company_id_inventory_posting_group_inventory_posting_group_company_id_code_fk" FOREIGN KEY ("company_id","inventory_posting_group") REFERENCES "public"."inventory_posting_group"("company_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_unit_of_measure" ADD CONSTRAINT "item_unit_of_measure_company_id_item_no_item_company_id_no_fk" FOREIGN KEY ("company_id","item_no") REFERENCES "public"."item"("company_id","no") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_unit_of_measure" ADD CONSTRAINT "item_unit_of_measure_company_id_code_unit_of_measure_company_id_code_fk" FOREIGN KEY ("company_id","code") REFERENCES "public"."unit_of_measure"("company_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_invoice" ADD CONSTRAINT "purchase_invoice_buy_from" FOREIGN KEY ("company_id","buy_from_vendor_no") REFERENCES "public"."vendor"("company_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_invoice" ADD CONSTRAINT "purchase_invoice_pay_to" FOREIGN KEY ("company_id","pay_to_vendor_no") REFERENCES "public"."vendor"("company_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_invoice" ADD CONSTRAINT "purchase_invoice_company_id_currency_code_currency_company_id_code_fk" FOREIGN KEY ("company_id","currency_code") REFERENCES "public"."currency"("company_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_invoice_line" ADD CONSTRAINT "purchase_invoice_line_company_id_document_no_purchase_invoice_company_id_no_fk" FOREIGN KEY ("company_id","document_no") REFERENCES "public"."purchase_invoice"("company_id","no") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_request_line" ADD CONSTRAINT "purchase_request_line_company_id_request_no_purchase_request_company_id_no_fk" FOREIGN KEY ("company_id","request_no") REFERENCES "public"."purchase_request"("company_id","no") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales_import_chunk" ADD CONSTRAINT "sales_import_chunk_company_id_import_no_sales_import_company_id_no_fk" FOREIGN KEY ("company_id","import_no") REFERENCES "public"."sales_import"("company_id","no") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales_import_row" ADD CONSTRAINT "sales_import_row_company_id_import_no_sales_import_company_id_no_fk" FOREIGN KEY ("company_id","import_no") REFERENCES "public"."sales_import"("company_id","no") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales_invoice" ADD CONSTRAINT "sales_invoice_company_id_customer_no_customer_company_id_no_fk" FOREIGN KEY ("company_id","customer_no") REFERENCES "public"."customer"("company_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales_invoice" ADD CONSTRAINT "sales_invoice_company_id_currency_code_currency_company_id_code_fk" FOREIGN KEY ("company_id","currency_code") REFERENCES "public"."currency"("company_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales_invoice_line" ADD CONSTRAINT "sales_invoice_line_company_id_document_no_sales_invoice_company_id_no_fk" FOREIGN KEY ("company_id","document_no") REFERENCES "public"."sales_invoice"("company_id","no") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "currency_exchange_rate" ADD CONSTRAINT "currency_exchange_rate_company_id_currency_code_currency_company_id_code_fk" FOREIGN KEY ("company_id","currency_code") REFERENCES "public"."currency"("company_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_posting_group" ADD CONSTRAINT "customer_posting_group_company_id_receivables_account_no_gl_account_company_id_no_fk" FOREIGN KEY ("company_id","receivables_account_no") REFERENCES "public"."gl_account"("company_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "general_posting_setup" ADD CONSTRAINT "general_posting_setup_company_id_gen_bus_posting_group_gen_bus_posting_group_company_id_code_fk" FOREIGN KEY ("company_id","gen_bus_posting_group") REFERENCES "public"."gen_bus_posting_group"("company_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "general_posting_setup" ADD CONSTRAINT "general_posting_setup_company_id_gen_prod_posting_group_gen_prod_posting_group_company_id_code_fk" FOREIGN KEY ("company_id","gen_prod_posting_group") REFERENCES "public"."gen_prod_posting_group"("company_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "general_posting_setup" ADD CONSTRAINT "general_posting_setup_purchase_account" FOREIGN KEY ("company_id","purchase_account_no") REFERENCES "public"."gl_account"("company_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "general_posting_setup" ADD CONSTRAINT "general_posting_setup_sales_account" FOREIGN KEY ("company_id","sales_account_no") REFERENCES "public"."gl_account"("company_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventory_posting_group" ADD CONSTRAINT "inventory_posting_group_company_id_inventory_account_no_gl_account_company_id_no_fk" FOREIGN KEY ("company_id","inventory_account_no") REFERENCES "public"."gl_account"("company_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vat_posting_setup" ADD CONSTRAINT "vat_posting_setup_company_id_vat_bus_posting_group_vat_bus_posting_group_company_id_code_fk" FOREIGN KEY ("company_id","vat_bus_posting_group") REFERENCES "public"."vat_bus_posting_group"("company_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vat_posting_setup" ADD CONSTRAINT "vat_posting_setup_company_id_vat_prod_posting_group_vat_prod_posting_group_company_id_code_fk" FOREIGN KEY ("company_id","vat_prod_posting_group") REFERENCES "public"."vat_prod_posting_group"("company_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vat_posting_setup" ADD CONSTRAINT "vat_posting_setup_purchase_vat_account" FOREIGN KEY ("company_id","purchase_vat_account_no") REFERENCES "public"."gl_account"("company_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vendor_posting_group" ADD CONSTRAINT "vendor_posting_group_company_id_payables_account_no_gl_account_company_id_no_fk" FOREIGN KEY ("company_id","payables_account_no") REFERENCES "public"."gl_account"("company_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_address" ADD CONSTRAINT "order_address_company_id_vendor_no_vendor_company_id_no_fk" FOREIGN KEY ("company_id","vendor_no") REFERENCES "public"."vendor"("company_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_line_discount" ADD CONSTRAINT "purchase_line_discount_company_id_vendor_no_vendor_company_id_no_fk" FOREIGN KEY ("company_id","vendor_no") REFERENCES "public"."vendor"("company_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_line_discount" ADD CONSTRAINT "purchase_line_discount_company_id_item_no_item_company_id_no_fk" FOREIGN KEY ("company_id","item_no") REFERENCES "public"."item"("company_id","no") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_price" ADD CONSTRAINT "purchase_price_company_id_vendor_no_vendor_company_id_no_fk" FOREIGN KEY ("company_id","vendor_no") REFERENCES "public"."vendor"("company_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_price" ADD CONSTRAINT "purchase_price_company_id_item_no_item_company_id_no_fk" FOREIGN KEY ("company_id","item_no") REFERENCES "public"."item"("company_id","no") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_price" ADD CONSTRAINT "purchase_price_company_id_currency_code_currency_company_id_code_fk" FOREIGN KEY ("company_id","currency_code") REFERENCES "public"."currency"("company_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vendor" ADD CONSTRAINT "vendor_pay_to" FOREIGN KEY ("company_id","pay_to_vendor_no") REFERENCES "public"."vendor"("company_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vendor" ADD CONSTRAINT "vendor_company_id_currency_code_currency_company_id_code_fk" FOREIGN KEY ("company_id","currency_code") REFERENCES "public"."currency"("company_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vendor" ADD CONSTRAINT "vendor_company_id_payment_terms_code_payment_terms_company_id_code_fk" FOREIGN KEY ("company_id","payment_terms_code") REFERENCES "public"."payment_terms"("company_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vendor" ADD CONSTRAINT "vendor_company_id_payment_method_code_payment_method_company_id_code_fk" FOREIGN KEY ("company_id","payment_method_code") REFERENCES "public"."payment_method"("company_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vendor" ADD CONSTRAINT "vendor_company_id_purchaser_code_purchaser_company_id_code_fk" FOREIGN KEY ("company_id","purchaser_code") REFERENCES "public"."purchaser"("company_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vendor" ADD CONSTRAINT "vendor_company_id_vendor_posting_group_vendor_posting_group_company_id_code_fk" FOREIGN KEY ("company_id","vendor_posting_group") REFERENCES "public"."vendor_posting_group"("company_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vendor" ADD CONSTRAINT "vendor_company_id_gen_bus_posting_group_gen_bus_posting_group_company_id_code_fk" FOREIGN KEY ("company_id","gen_bus_posting_group") REFERENCES "public"."gen_bus_posting_group"("company_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vendor" ADD CONSTRAINT "vendor_company_id_vat_bus_posting_group_vat_bus_posting_group_company_id_code_fk" FOREIGN KEY ("company_id","vat_bus_posting_group") REFERENCES "public"."vat_bus_posting_group"("company_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "customer_name" ON "customer" USING btree ("company_id",name collate "und-x-icu","no");--> statement-breakpoint
CREATE INDEX "event_subject" ON "event" USING btree ("company_id","subject_type","subject_no","id");--> statement-breakpoint
CREATE INDEX "event_actor" ON "event" USING btree ("company_id","actor_id","id");--> statement-breakpoint
CREATE INDEX "notification_unread" ON "notification" USING btree ("company_id","user_id") WHERE read_at is null;--> statement-breakpoint
CREATE INDEX "notification_mail_pending" ON "notification" USING btree ("created_at") WHERE mail_state = 'pending';--> statement-breakpoint
CREATE INDEX "invitation_company" ON "invitation" USING btree ("company_id","created_at");--> statement-breakpoint
CREATE INDEX "membership_user" ON "membership" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "session_user" ON "session" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email" ON "users" USING btree ("email");--> statement-breakpoint
CREATE INDEX "item_description" ON "item" USING btree ("company_id",description collate "und-x-icu","no");--> statement-breakpoint
CREATE INDEX "item_vendor_item_no" ON "item" USING btree ("company_id","vendor_item_no");--> statement-breakpoint
CREATE INDEX "purchase_invoice_review" ON "purchase_invoice" USING btree ("company_id","review_state","review_state_at","no");--> statement-breakpoint
CREATE INDEX "purchase_invoice_due_date" ON "purchase_invoice" USING btree ("company_id","due_date","no");--> statement-breakpoint
CREATE INDEX "purchase_invoice_document_date" ON "purchase_invoice" USING btree ("company_id","document_date","no");--> statement-breakpoint
CREATE INDEX "purchase_invoice_vendor_name" ON "purchase_invoice" USING btree ("company_id",buy_from_vendor_name collate "und-x-icu","no");--> statement-breakpoint
CREATE INDEX "purchase_invoice_amount" ON "purchase_invoice" USING btree ("company_id","amount","no");--> statement-breakpoint
CREATE INDEX "purchase_invoice_requested_by" ON "purchase_invoice" USING btree ("company_id","requested_by","no");--> statement-breakpoint
CREATE INDEX "purchase_invoice_vendor" ON "purchase_invoice" USING btree ("company_id","buy_from_vendor_no","no");--> statement-breakpoint
CREATE UNIQUE INDEX "purchase_request_form" ON "purchase_request" USING btree ("company_id","requested_by","form_id");--> statement-breakpoint
CREATE INDEX "purchase_request_requested" ON "purchase_request" USING btree ("company_id","requested_at","no");--> statement-breakpoint
CREATE INDEX "purchase_request_state" ON "purchase_request" USING btree ("company_id","state","requested_at","no");--> statement-breakpoint
CREATE INDEX "purchase_request_own" ON "purchase_request" USING btree ("company_id","requested_by","requested_at","no");--> statement-breakpoint
CREATE INDEX "purchase_request_sales_invoice" ON "purchase_request" USING btree ("company_id","sales_invoice_no");--> statement-breakpoint
CREATE INDEX "purchase_request_purchase_invoice" ON "purchase_request" USING btree ("company_id","purchase_invoice_no");--> statement-breakpoint
CREATE INDEX "purchase_request_unfinished" ON "purchase_request" USING btree ("queued_at") WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX "sales_import_requested" ON "sales_import" USING btree ("company_id","requested_at");--> statement-breakpoint
CREATE INDEX "sales_import_unfinished" ON "sales_import" USING btree ("queued_at") WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX "sales_import_row_invoice" ON "sales_import_row" USING btree ("company_id","import_no","invoice_no");--> statement-breakpoint
CREATE INDEX "sales_import_row_outcome" ON "sales_import_row" USING btree ("company_id","import_no","outcome","reason","row_no");--> statement-breakpoint
CREATE UNIQUE INDEX "sales_invoice_imported_no" ON "sales_invoice" USING btree ("company_id","imported_no") WHERE imported_no is not null;--> statement-breakpoint
CREATE INDEX "sales_invoice_due_date" ON "sales_invoice" USING btree ("company_id","due_date","no");--> statement-breakpoint
CREATE INDEX "sales_invoice_document_date" ON "sales_invoice" USING btree ("company_id","document_date","no");--> statement-breakpoint
CREATE INDEX "sales_invoice_customer_name" ON "sales_invoice" USING btree ("company_id",customer_name collate "und-x-icu","no");--> statement-breakpoint
CREATE INDEX "sales_invoice_amount" ON "sales_invoice" USING btree ("company_id","amount","no");--> statement-breakpoint
CREATE INDEX "sales_invoice_customer" ON "sales_invoice" USING btree ("company_id","customer_no","no");--> statement-breakpoint
CREATE INDEX "vendor_name" ON "vendor" USING btree ("company_id",name collate "und-x-icu","no");