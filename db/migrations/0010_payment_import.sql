CREATE TABLE "payment_import" (
	"company_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "payment_import_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"file_name" text NOT NULL,
	"requested_by" integer NOT NULL,
	"requested_by_name" text NOT NULL,
	"requested_at" timestamp with time zone DEFAULT now() NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"queued_at" timestamp with time zone DEFAULT now() NOT NULL,
	"generation" integer DEFAULT 1 NOT NULL,
	"row_count" integer NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "payment_import_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "payment_import_row" (
	"company_id" integer NOT NULL,
	"import_id" bigint NOT NULL,
	"row_no" integer NOT NULL,
	"vendor_no" text NOT NULL,
	"amount" text NOT NULL,
	"documents" text NOT NULL,
	"payment" jsonb,
	"row_key" text,
	"outcome" text DEFAULT 'pending' NOT NULL,
	"payment_no" text,
	"problems" jsonb,
	"at" timestamp with time zone,
	CONSTRAINT "payment_import_row_company_id_import_id_row_no_pk" PRIMARY KEY("company_id","import_id","row_no")
);
--> statement-breakpoint
ALTER TABLE "payment_import_row" ADD CONSTRAINT "payment_import_row_company_id_import_id_payment_import_company_id_id_fk" FOREIGN KEY ("company_id","import_id") REFERENCES "public"."payment_import"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "payment_import_row_registered" ON "payment_import_row" USING btree ("company_id","row_key") WHERE outcome = 'registered';--> statement-breakpoint
CREATE INDEX payment_import_unfinished ON payment_import (queued_at) WHERE state = 'queued';
--> statement-breakpoint
CALL fence_company_table('payment_import');
--> statement-breakpoint
CALL fence_company_table('payment_import_row');
--> statement-breakpoint
ALTER TABLE payment_import ADD FOREIGN KEY (company_id) REFERENCES company (id);
--> statement-breakpoint
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO inkoop_app;
--> statement-breakpoint

-- Cross-company reader of the relay: ids alone.
CREATE FUNCTION unfinished_payment_imports(older_than interval, at_most integer)
  RETURNS TABLE (company_id integer, id bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT i.company_id, i.id FROM payment_import i
    WHERE i.state = 'queued' AND i.queued_at < now() - older_than ORDER BY i.queued_at LIMIT at_most
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION unfinished_payment_imports(interval, integer) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION unfinished_payment_imports(interval, integer) TO inkoop_app;
--> statement-breakpoint
ALTER FUNCTION unfinished_payment_imports(interval, integer) OWNER TO inkoop_definer;
