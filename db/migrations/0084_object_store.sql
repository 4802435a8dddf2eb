CREATE TABLE "object_to_remove" (
	"object_key" text PRIMARY KEY NOT NULL,
	"of_company" integer NOT NULL,
	"not_before" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "attachment" ADD COLUMN "store" text DEFAULT 'postgresql' NOT NULL;--> statement-breakpoint
ALTER TABLE "attachment" ADD COLUMN "object_key" text;--> statement-breakpoint
CREATE UNIQUE INDEX "attachment_object" ON "attachment" USING btree ("company_id","object_key") WHERE object_key is not null;--> statement-breakpoint
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_store" CHECK (("attachment"."store" = 's3') = ("attachment"."object_key" is not null));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON object_to_remove TO inkoop_app;
--> statement-breakpoint
-- In the transaction that deletes the row, so that its object is removed once that has committed, and never where it has not. What was still
-- coming in may be written for as long as an upload may take.
CREATE FUNCTION remove_object_later() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO object_to_remove (object_key, of_company, not_before)
    VALUES (OLD.object_key, OLD.company_id, CASE WHEN OLD.hash IS NULL THEN now() + interval '1 hour' ELSE now() END)
    ON CONFLICT (object_key) DO UPDATE SET not_before = EXCLUDED.not_before;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER object_goes AFTER DELETE ON attachment FOR EACH ROW WHEN (OLD.object_key IS NOT NULL) EXECUTE FUNCTION remove_object_later();
