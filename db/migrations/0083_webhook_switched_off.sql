ALTER TABLE "webhook" ADD COLUMN "failing_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "webhook" ADD COLUMN "switched_off_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "webhook" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;
--> statement-breakpoint
-- As before, but for webhooks that are switched off.
CREATE OR REPLACE FUNCTION deliver_events() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM added JOIN webhook w ON w.company_id = added.company_id AND added.kind = ANY (w.kinds)
      WHERE w.switched_off_at IS NULL) THEN
    INSERT INTO webhook_delivery (company_id, webhook_id, event_id)
      SELECT added.company_id, w.id, added.id FROM added
      JOIN webhook w ON w.company_id = added.company_id AND added.kind = ANY (w.kinds)
      WHERE w.switched_off_at IS NULL ORDER BY added.id;
  END IF;
  RETURN NULL;
END $$;
