CREATE TABLE "form_sending" (
	"company_id" integer NOT NULL,
	"user_id" integer NOT NULL,
	"sending" text NOT NULL,
	"no" text DEFAULT '' NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "form_sending_company_id_user_id_sending_pk" PRIMARY KEY("company_id","user_id","sending")
);
--> statement-breakpoint
DROP INDEX "batch_posting_form";--> statement-breakpoint
CREATE UNIQUE INDEX "batch_posting_form" ON "batch_posting" USING btree ("company_id","requested_by","form_id");
--> statement-breakpoint
CALL fence_company_table('form_sending');
--> statement-breakpoint
ALTER TABLE form_sending ADD FOREIGN KEY (company_id) REFERENCES company (id);
--> statement-breakpoint

-- Forms sent before: their events say so. Company by company, as FORCE holds the owner to row-level security.
DO $$
DECLARE c integer; made integer; wanted integer;
BEGIN
  FOR c IN SELECT id FROM company LOOP
    PERFORM set_config('app.company_id', c::text, true);
    SELECT count(DISTINCT (actor_id, data ->> 'sending')) INTO wanted FROM event
      WHERE company_id = c AND data ? 'sending' AND actor_id IS NOT NULL;
    INSERT INTO form_sending (company_id, user_id, sending, no, at)
      SELECT DISTINCT ON (actor_id, data ->> 'sending') c, actor_id, data ->> 'sending', subject_no, at FROM event
        WHERE company_id = c AND data ? 'sending' AND actor_id IS NOT NULL
        ORDER BY actor_id, data ->> 'sending', id;
    GET DIAGNOSTICS made = ROW_COUNT;
    IF made <> wanted THEN RAISE EXCEPTION 'company %: % of % forms', c, made, wanted; END IF;
  END LOOP;
  PERFORM set_config('app.company_id', '', true);
END $$;
