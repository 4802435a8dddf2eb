CREATE TABLE "push_subscription" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "push_subscription_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"session_hash" text NOT NULL,
	"mark" text NOT NULL,
	"sealed" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_sent_at" timestamp with time zone,
	"failures" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "push_subscription_session_hash_unique" UNIQUE("session_hash"),
	CONSTRAINT "push_subscription_mark_unique" UNIQUE("mark")
);
--> statement-breakpoint
CREATE TABLE "push_delivery" (
	"company_id" integer NOT NULL,
	"no" bigint GENERATED ALWAYS AS IDENTITY (sequence name "push_delivery_no_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"user_id" integer NOT NULL,
	"event_id" bigint NOT NULL,
	"subscription_id" integer NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"queued_at" timestamp with time zone DEFAULT now() NOT NULL,
	"generation" integer DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "push_delivery_company_id_no_pk" PRIMARY KEY("company_id","no")
);
--> statement-breakpoint
ALTER TABLE "notification_setting" ADD COLUMN "pushes" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "push_subscription" ADD CONSTRAINT "push_subscription_session_hash_session_id_hash_fk" FOREIGN KEY ("session_hash") REFERENCES "public"."session"("id_hash") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "push_delivery" ADD CONSTRAINT "push_delivery_notification" FOREIGN KEY ("company_id","user_id","event_id") REFERENCES "public"."notification"("company_id","user_id","event_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "push_delivery_of" ON "push_delivery" USING btree ("company_id","user_id","event_id");--> statement-breakpoint
CREATE INDEX "push_delivery_queued" ON "push_delivery" USING btree ("queued_at") WHERE state = 'queued';--> statement-breakpoint
ALTER TABLE "notification_setting" ADD CONSTRAINT "notification_setting_pushes" CHECK (jsonb_typeof("notification_setting"."pushes") = 'object');
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON push_subscription TO inkoop_app;
--> statement-breakpoint
CALL fence_company_table('push_delivery');
--> statement-breakpoint
ALTER TABLE push_delivery ADD FOREIGN KEY (company_id) REFERENCES company (id);
--> statement-breakpoint
SET LOCAL ROLE inkoop_definer;
--> statement-breakpoint
-- As before, with what browsers are to be told.
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
  (SELECT p.company_id, 'push_delivery', p.no::text FROM push_delivery p
    WHERE p.state = 'queued' AND p.queued_at < now() - older_than ORDER BY p.queued_at LIMIT at_most)
  UNION ALL
  (SELECT w.company_id, w.kind, w.no::text FROM (
      SELECT b.company_id, b.kind, b.no, b.queued_at, row_number() OVER (PARTITION BY b.kind ORDER BY b.queued_at) AS place
      FROM background_work b WHERE b.state = 'queued' AND b.queued_at < now() - older_than) w
    WHERE w.place <= at_most ORDER BY w.queued_at)
$$;
--> statement-breakpoint
RESET ROLE;
