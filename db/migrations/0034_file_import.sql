CREATE TABLE "file_import" (
	"company_id" integer NOT NULL,
	"no" text NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"task" text DEFAULT 'try' NOT NULL,
	"file_name" text NOT NULL,
	"file_size" bigint DEFAULT 0 NOT NULL,
	"options" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"choices" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"reading" jsonb,
	"asks" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"requested_by" integer NOT NULL,
	"requested_by_name" text NOT NULL,
	"requested_at" timestamp with time zone DEFAULT now() NOT NULL,
	"queued_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"generation" integer DEFAULT 1 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"rows_read" integer,
	"rows_new" integer DEFAULT 0 NOT NULL,
	"rows_changed" integer DEFAULT 0 NOT NULL,
	"rows_unchanged" integer DEFAULT 0 NOT NULL,
	"rows_refused" integer DEFAULT 0 NOT NULL,
	"rows_written" integer DEFAULT 0 NOT NULL,
	"made" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"failure" jsonb,
	CONSTRAINT "file_import_company_id_no_pk" PRIMARY KEY("company_id","no")
);
--> statement-breakpoint
CREATE TABLE "file_import_chunk" (
	"company_id" integer NOT NULL,
	"import_no" text NOT NULL,
	"chunk_no" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "file_import_chunk_company_id_import_no_chunk_no_pk" PRIMARY KEY("company_id","import_no","chunk_no")
);
--> statement-breakpoint
CREATE TABLE "file_import_mapping" (
	"company_id" integer NOT NULL,
	"kind" text NOT NULL,
	"header" text NOT NULL,
	"columns" jsonb NOT NULL,
	"changed_by_name" text NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "file_import_mapping_company_id_kind_header_pk" PRIMARY KEY("company_id","kind","header")
);
--> statement-breakpoint
CREATE TABLE "file_import_row" (
	"company_id" integer NOT NULL,
	"import_no" text NOT NULL,
	"row_no" integer NOT NULL,
	"group_key" text DEFAULT '' NOT NULL,
	"fields" text[] NOT NULL,
	"understood" text[] NOT NULL,
	"readable" boolean DEFAULT true NOT NULL,
	"remarks" jsonb,
	"outcome" text,
	"reason" text,
	"params" jsonb,
	"changes" jsonb,
	"result_no" text,
	"written" boolean DEFAULT false NOT NULL,
	CONSTRAINT "file_import_row_company_id_import_no_row_no_pk" PRIMARY KEY("company_id","import_no","row_no")
);
--> statement-breakpoint
ALTER TABLE "file_import_chunk" ADD CONSTRAINT "file_import_chunk_company_id_import_no_file_import_company_id_no_fk" FOREIGN KEY ("company_id","import_no") REFERENCES "public"."file_import"("company_id","no") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_import_row" ADD CONSTRAINT "file_import_row_company_id_import_no_file_import_company_id_no_fk" FOREIGN KEY ("company_id","import_no") REFERENCES "public"."file_import"("company_id","no") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "file_import_requested" ON "file_import" USING btree ("company_id","kind","requested_at");--> statement-breakpoint
CREATE INDEX "file_import_unfinished" ON "file_import" USING btree ("queued_at") WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX "file_import_row_group" ON "file_import_row" USING btree ("company_id","import_no","group_key");--> statement-breakpoint
CREATE INDEX "file_import_row_outcome" ON "file_import_row" USING btree ("company_id","import_no","outcome","reason","row_no");
--> statement-breakpoint
CALL fence_company_table('file_import');
--> statement-breakpoint
CALL fence_company_table('file_import_chunk');
--> statement-breakpoint
CALL fence_company_table('file_import_row');
--> statement-breakpoint
CALL fence_company_table('file_import_mapping');
--> statement-breakpoint
ALTER TABLE file_import ADD FOREIGN KEY (company_id) REFERENCES company (id);
--> statement-breakpoint
ALTER TABLE file_import_mapping ADD FOREIGN KEY (company_id) REFERENCES company (id);
--> statement-breakpoint
SET LOCAL ROLE inkoop_definer;
--> statement-breakpoint
-- Cross-company reader of the relay: ids alone, so many of each kind.
CREATE OR REPLACE FUNCTION unfinished_work(older_than interval, at_most integer)
  RETURNS TABLE (company_id integer, kind text, no text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  (SELECT r.company_id, 'purchase_request', r.no FROM purchase_request r
    WHERE r.state = 'queued' AND r.queued_at < now() - older_than ORDER BY r.queued_at LIMIT at_most)
  UNION ALL
  (SELECT i.company_id, 'sales_import', i.no FROM sales_import i
    WHERE i.state = 'queued' AND i.queued_at < now() - older_than ORDER BY i.queued_at LIMIT at_most)
  UNION ALL
  (SELECT i.company_id, 'file_import', i.no FROM file_import i
    WHERE i.state = 'queued' AND i.queued_at < now() - older_than ORDER BY i.queued_at LIMIT at_most)
  UNION ALL
  (SELECT w.company_id, w.kind, w.no::text FROM (
      SELECT b.company_id, b.kind, b.no, b.queued_at, row_number() OVER (PARTITION BY b.kind ORDER BY b.queued_at) AS place
      FROM background_work b WHERE b.state = 'queued' AND b.queued_at < now() - older_than) w
    WHERE w.place <= at_most ORDER BY w.queued_at)
$$;
--> statement-breakpoint
RESET ROLE;
