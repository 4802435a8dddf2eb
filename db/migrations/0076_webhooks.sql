CREATE TABLE "webhook" (
	"company_id" integer NOT NULL,
	"id" integer GENERATED ALWAYS AS IDENTITY (sequence name "webhook_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"url" text NOT NULL,
	"kinds" text[] NOT NULL,
	"sealed_secret" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"rests_until" timestamp with time zone,
	CONSTRAINT "webhook_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "webhook_delivery" (
	"company_id" integer NOT NULL,
	"no" bigint GENERATED ALWAYS AS IDENTITY (sequence name "webhook_delivery_no_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"webhook_id" integer NOT NULL,
	"event_id" bigint NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"queued_at" timestamp with time zone DEFAULT now() NOT NULL,
	"generation" integer DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"answer" smallint,
	"problem" text DEFAULT '' NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "webhook_delivery_company_id_no_pk" PRIMARY KEY("company_id","no"),
	CONSTRAINT "webhook_delivery_event" UNIQUE("company_id","webhook_id","event_id")
);
--> statement-breakpoint
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_webhook" FOREIGN KEY ("company_id","webhook_id") REFERENCES "public"."webhook"("company_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_of_event" FOREIGN KEY ("company_id","event_id") REFERENCES "public"."event"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "webhook_delivery_log" ON "webhook_delivery" USING btree ("company_id","webhook_id","no");--> statement-breakpoint
CREATE INDEX "webhook_delivery_queued" ON "webhook_delivery" USING btree ("queued_at") WHERE state = 'queued';
--> statement-breakpoint
CALL fence_company_table('webhook');
--> statement-breakpoint
CALL fence_company_table('webhook_delivery');
--> statement-breakpoint
ALTER TABLE webhook ADD FOREIGN KEY (company_id) REFERENCES company (id);
--> statement-breakpoint
ALTER TABLE webhook_delivery ADD FOREIGN KEY (company_id) REFERENCES company (id);
--> statement-breakpoint
-- Whoever writes an event writes what webhooks are told of it, in the same transaction: none can be lost between the two. Where there is no
-- webhook nothing is written, so that those who make a company need no right to.
CREATE FUNCTION deliver_events() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM added JOIN webhook w ON w.company_id = added.company_id AND added.kind = ANY (w.kinds)) THEN
    INSERT INTO webhook_delivery (company_id, webhook_id, event_id)
      SELECT added.company_id, w.id, added.id FROM added
      JOIN webhook w ON w.company_id = added.company_id AND added.kind = ANY (w.kinds) ORDER BY added.id;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER deliver AFTER INSERT ON event REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION deliver_events();
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
  (SELECT i.company_id, 'file_import', i.no FROM file_import i
    WHERE i.state = 'queued' AND i.queued_at < now() - older_than ORDER BY i.queued_at LIMIT at_most)
  UNION ALL
  (SELECT d.company_id, 'webhook_delivery', d.no::text FROM webhook_delivery d
    WHERE d.state = 'queued' AND d.queued_at < now() - older_than ORDER BY d.queued_at LIMIT at_most)
  UNION ALL
  (SELECT w.company_id, w.kind, w.no::text FROM (
      SELECT b.company_id, b.kind, b.no, b.queued_at, row_number() OVER (PARTITION BY b.kind ORDER BY b.queued_at) AS place
      FROM background_work b WHERE b.state = 'queued' AND b.queued_at < now() - older_than) w
    WHERE w.place <= at_most ORDER BY w.queued_at)
$$;
--> statement-breakpoint
RESET ROLE;
