CREATE TABLE "attachment" (
	"company_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "attachment_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"subject_type" text NOT NULL,
	"subject_no" text NOT NULL,
	"file_name" text NOT NULL,
	"type" text,
	"size" bigint DEFAULT 0 NOT NULL,
	"hash" text,
	"attached_by" integer NOT NULL,
	"attached_by_name" text NOT NULL,
	"attached_at" timestamp with time zone DEFAULT now() NOT NULL,
	"withdrawn_by" integer,
	"withdrawn_by_name" text DEFAULT '' NOT NULL,
	"withdrawn_at" timestamp with time zone,
	"withdrawn_reason" text DEFAULT '' NOT NULL,
	CONSTRAINT "attachment_company_id_id_pk" PRIMARY KEY("company_id","id"),
	CONSTRAINT "attachment_whole" CHECK (("attachment"."hash" is null) = ("attachment"."type" is null)),
	CONSTRAINT "attachment_withdrawn" CHECK (("attachment"."withdrawn_at" is null) = ("attachment"."withdrawn_reason" = ''))
);
--> statement-breakpoint
CREATE TABLE "attachment_piece" (
	"company_id" integer NOT NULL,
	"attachment_id" bigint NOT NULL,
	"piece_no" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "attachment_piece_company_id_attachment_id_piece_no_pk" PRIMARY KEY("company_id","attachment_id","piece_no")
);
--> statement-breakpoint
ALTER TABLE "attachment_piece" ADD CONSTRAINT "attachment_piece_company_id_attachment_id_attachment_company_id_id_fk" FOREIGN KEY ("company_id","attachment_id") REFERENCES "public"."attachment"("company_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attachment_subject" ON "attachment" USING btree ("company_id","subject_type","subject_no","id");--> statement-breakpoint
CREATE INDEX "attachment_coming_in" ON "attachment" USING btree ("company_id","attached_at") WHERE hash is null;
--> statement-breakpoint
CALL fence_company_table('attachment');
--> statement-breakpoint
CALL fence_company_table('attachment_piece');
--> statement-breakpoint
ALTER TABLE attachment ADD FOREIGN KEY (company_id) REFERENCES company (id);
--> statement-breakpoint
ALTER TABLE attachment_piece ADD FOREIGN KEY (company_id) REFERENCES company (id);
--> statement-breakpoint
-- What has come in whole stays as it came; all that happens to it is that it is withdrawn, once, or goes while nothing is posted by it.
REVOKE UPDATE ON attachment, attachment_piece FROM inkoop_app;
--> statement-breakpoint
GRANT UPDATE (file_name, type, size, hash, withdrawn_by, withdrawn_by_name, withdrawn_at, withdrawn_reason) ON attachment TO inkoop_app;
--> statement-breakpoint
CREATE FUNCTION guard_attachment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.hash IS NULL OR current_user = 'inkoop_definer' THEN RETURN coalesce(NEW, OLD); END IF;
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.file_name, NEW.type, NEW.size, NEW.hash) IS DISTINCT FROM (OLD.file_name, OLD.type, OLD.size, OLD.hash) OR OLD.withdrawn_at IS NOT NULL THEN
      RAISE EXCEPTION 'attachment % is complete', OLD.id USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.subject_type = 'posted_purchase_document' OR EXISTS (
    SELECT FROM posted_purchase_document p WHERE p.company_id = OLD.company_id AND p.pre_assigned_no = CASE OLD.subject_type
      WHEN 'purchase_invoice' THEN OLD.subject_no
      ELSE (SELECT r.purchase_invoice_no FROM purchase_request r WHERE r.company_id = OLD.company_id AND r.no = OLD.subject_no) END)
  THEN
    RAISE EXCEPTION 'attachment % belongs to what is posted', OLD.id USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN OLD;
END $$;
--> statement-breakpoint
CREATE TRIGGER guarded BEFORE UPDATE OR DELETE ON attachment FOR EACH ROW EXECUTE FUNCTION guard_attachment();
--> statement-breakpoint
-- A piece comes before its attachment is complete, and goes with it alone, which is gone by then.
CREATE FUNCTION guard_attachment_piece() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE piece attachment_piece := coalesce(NEW, OLD);
BEGIN
  IF EXISTS (SELECT FROM attachment WHERE company_id = piece.company_id AND id = piece.attachment_id
    AND (TG_OP = 'DELETE' OR hash IS NOT NULL))
  THEN
    RAISE EXCEPTION 'attachment % is complete', piece.attachment_id USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN piece;
END $$;
--> statement-breakpoint
CREATE TRIGGER guarded BEFORE INSERT OR DELETE ON attachment_piece FOR EACH ROW EXECUTE FUNCTION guard_attachment_piece();
