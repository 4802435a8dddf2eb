CREATE TABLE "document_comment" (
	"company_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "document_comment_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"subject_type" text NOT NULL,
	"subject_no" text NOT NULL,
	"body" text NOT NULL,
	"written_by" integer NOT NULL,
	"written_by_name" text NOT NULL,
	"written_at" timestamp with time zone DEFAULT now() NOT NULL,
	"edited_at" timestamp with time zone,
	"struck_at" timestamp with time zone,
	"assigned_to" integer,
	"done_at" timestamp with time zone,
	"done_by" integer,
	"done_by_name" text DEFAULT '' NOT NULL,
	CONSTRAINT "document_comment_company_id_id_pk" PRIMARY KEY("company_id","id"),
	CONSTRAINT "document_comment_said" CHECK ("document_comment"."body" <> ''),
	CONSTRAINT "document_comment_done" CHECK ("document_comment"."done_at" is null or "document_comment"."assigned_to" is not null)
);
--> statement-breakpoint
CREATE TABLE "document_comment_seen" (
	"company_id" integer NOT NULL,
	"user_id" integer NOT NULL,
	"subject_type" text NOT NULL,
	"subject_no" text NOT NULL,
	"seen_id" bigint NOT NULL,
	CONSTRAINT "document_comment_seen_company_id_user_id_subject_type_subject_no_pk" PRIMARY KEY("company_id","user_id","subject_type","subject_no")
);
--> statement-breakpoint
CREATE INDEX "document_comment_subject" ON "document_comment" USING btree ("company_id","subject_type","subject_no","id");
--> statement-breakpoint
CALL fence_company_table('document_comment');
--> statement-breakpoint
CALL fence_company_table('document_comment_seen');
--> statement-breakpoint
ALTER TABLE document_comment ADD FOREIGN KEY (company_id) REFERENCES company (id);
--> statement-breakpoint
ALTER TABLE document_comment_seen ADD FOREIGN KEY (company_id) REFERENCES company (id);
--> statement-breakpoint
-- What was said stays said: its words change within five minutes and are struck through once; it is never gone.
CREATE FUNCTION guard_document_comment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'comment % stays', OLD.id USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF current_user = 'inkoop_definer' THEN RETURN NEW; END IF;
  IF (NEW.company_id, NEW.id, NEW.subject_type, NEW.subject_no, NEW.written_by, NEW.written_by_name, NEW.written_at, NEW.assigned_to)
      IS DISTINCT FROM (OLD.company_id, OLD.id, OLD.subject_type, OLD.subject_no, OLD.written_by, OLD.written_by_name, OLD.written_at, OLD.assigned_to)
    OR (NEW.body <> OLD.body AND (OLD.struck_at IS NOT NULL OR OLD.written_at < now() - interval '5 minutes'))
    OR (OLD.struck_at IS NOT NULL AND NEW.struck_at IS DISTINCT FROM OLD.struck_at)
  THEN
    RAISE EXCEPTION 'comment % stays as it is', OLD.id USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER guarded BEFORE UPDATE OR DELETE ON document_comment FOR EACH ROW EXECUTE FUNCTION guard_document_comment();
