CREATE TABLE "approval" (
	"company_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "approval_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"subject_type" text NOT NULL,
	"subject_no" text NOT NULL,
	"round" integer NOT NULL,
	"way" text NOT NULL,
	"rule_no" integer,
	"amount" numeric NOT NULL,
	"routed_amount" numeric NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"sent_by" integer NOT NULL,
	"sent_by_name" text NOT NULL,
	"sent_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	"digest" text NOT NULL,
	"signed" jsonb NOT NULL,
	"facts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"voided_by_field" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "approval_company_id_id_pk" PRIMARY KEY("company_id","id"),
	CONSTRAINT "approval_ended" CHECK (("approval"."state" = 'pending') = ("approval"."ended_at" is null)),
	CONSTRAINT "approval_digest" CHECK ("approval"."digest" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "approval_entry" (
	"company_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "approval_entry_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"approval_id" bigint NOT NULL,
	"step" integer NOT NULL,
	"approver_id" integer NOT NULL,
	"for_user_id" integer,
	"delegated_from" integer,
	"state" text DEFAULT 'waiting' NOT NULL,
	"due_date" date,
	"asked_at" timestamp with time zone,
	"decided_at" timestamp with time zone,
	"decision" text,
	"digest" text,
	"reason" text DEFAULT '' NOT NULL,
	"comment" text DEFAULT '' NOT NULL,
	CONSTRAINT "approval_entry_company_id_id_pk" PRIMARY KEY("company_id","id"),
	CONSTRAINT "approval_entry_decided" CHECK (("approval_entry"."decision" is null) = ("approval_entry"."decided_at" is null)),
	CONSTRAINT "approval_entry_signed" CHECK ("approval_entry"."state" <> 'approved' or ("approval_entry"."decision" = 'approved' and "approval_entry"."digest" is not null))
);
--> statement-breakpoint
CREATE TABLE "approval_group" (
	"company_id" integer NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "approval_group_company_id_code_pk" PRIMARY KEY("company_id","code")
);
--> statement-breakpoint
CREATE TABLE "approval_group_member" (
	"company_id" integer NOT NULL,
	"group_code" text NOT NULL,
	"step" integer NOT NULL,
	"user_id" integer NOT NULL,
	CONSTRAINT "approval_group_member_company_id_group_code_step_user_id_pk" PRIMARY KEY("company_id","group_code","step","user_id")
);
--> statement-breakpoint
CREATE TABLE "approval_group_step" (
	"company_id" integer NOT NULL,
	"group_code" text NOT NULL,
	"step" integer NOT NULL,
	"needed" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "approval_group_step_company_id_group_code_step_pk" PRIMARY KEY("company_id","group_code","step"),
	CONSTRAINT "approval_group_step_from_one" CHECK ("approval_group_step"."step" >= 1 and "approval_group_step"."needed" >= 1)
);
--> statement-breakpoint
CREATE TABLE "approval_rule" (
	"company_id" integer NOT NULL,
	"no" integer NOT NULL,
	"name" text NOT NULL,
	"subject" text DEFAULT 'purchase_document' NOT NULL,
	"minimum_amount" numeric,
	"vendor_no" text,
	"account_no" text,
	"requester_id" integer,
	"difference_percent" numeric,
	"way" text DEFAULT 'superior' NOT NULL,
	"group_code" text,
	"user_id" integer,
	CONSTRAINT "approval_rule_company_id_no_pk" PRIMARY KEY("company_id","no"),
	CONSTRAINT "approval_rule_way" CHECK (("approval_rule"."way" = 'group') = ("approval_rule"."group_code" is not null) and ("approval_rule"."way" = 'person') = ("approval_rule"."user_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "approval_step" (
	"company_id" integer NOT NULL,
	"approval_id" bigint NOT NULL,
	"step" integer NOT NULL,
	"needed" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "approval_step_company_id_approval_id_step_pk" PRIMARY KEY("company_id","approval_id","step"),
	CONSTRAINT "approval_step_from_one" CHECK ("approval_step"."step" >= 1 and "approval_step"."needed" >= 1)
);
--> statement-breakpoint
CREATE TABLE "approval_substitute" (
	"company_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "approval_substitute_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"user_id" integer NOT NULL,
	"substitute_id" integer NOT NULL,
	"starting_date" date NOT NULL,
	"ending_date" date NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"cap" numeric,
	"sequence" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "approval_substitute_company_id_id_pk" PRIMARY KEY("company_id","id"),
	CONSTRAINT "approval_substitute_of_another" CHECK ("approval_substitute"."user_id" <> "approval_substitute"."substitute_id"),
	CONSTRAINT "approval_substitute_dates" CHECK ("approval_substitute"."starting_date" <= "approval_substitute"."ending_date")
);
--> statement-breakpoint
CREATE TABLE "approval_user" (
	"company_id" integer NOT NULL,
	"user_id" integer NOT NULL,
	"superior_id" integer,
	"approval_limit" numeric,
	"unlimited" boolean DEFAULT false NOT NULL,
	"deadline_days" integer,
	CONSTRAINT "approval_user_company_id_user_id_pk" PRIMARY KEY("company_id","user_id"),
	CONSTRAINT "approval_user_not_own_superior" CHECK ("approval_user"."superior_id" <> "approval_user"."user_id"),
	CONSTRAINT "approval_user_one_limit" CHECK ("approval_user"."approval_limit" is null or (not "approval_user"."unlimited" and "approval_user"."approval_limit" >= 0)),
	CONSTRAINT "approval_user_deadline" CHECK ("approval_user"."deadline_days" >= 0)
);
--> statement-breakpoint
ALTER TABLE "purchases_setup" ADD COLUMN "approval" text DEFAULT 'review' NOT NULL;--> statement-breakpoint
ALTER TABLE "purchases_setup" ADD COLUMN "approval_deadline_days" integer DEFAULT 2 NOT NULL;--> statement-breakpoint
ALTER TABLE "purchases_setup" ADD COLUMN "escalate_after_days" integer;--> statement-breakpoint
ALTER TABLE "purchases_setup" ADD COLUMN "keep_on_decrease_percent" numeric DEFAULT '0' NOT NULL;--> statement-breakpoint
ALTER TABLE "purchases_setup" ADD COLUMN "keep_on_decrease_amount" numeric DEFAULT '0' NOT NULL;--> statement-breakpoint
ALTER TABLE "purchases_setup" ADD COLUMN "split_guard_days" integer DEFAULT 7 NOT NULL;--> statement-breakpoint
ALTER TABLE "purchases_setup" ADD COLUMN "own_approval_below" numeric;--> statement-breakpoint
ALTER TABLE "purchases_setup" ADD COLUMN "own_approval_list_to" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "approval_entry" ADD CONSTRAINT "approval_entry_step" FOREIGN KEY ("company_id","approval_id","step") REFERENCES "public"."approval_step"("company_id","approval_id","step") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval_group_member" ADD CONSTRAINT "approval_group_member_step" FOREIGN KEY ("company_id","group_code","step") REFERENCES "public"."approval_group_step"("company_id","group_code","step") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval_group_step" ADD CONSTRAINT "approval_group_step_group" FOREIGN KEY ("company_id","group_code") REFERENCES "public"."approval_group"("company_id","code") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval_rule" ADD CONSTRAINT "approval_rule_vendor" FOREIGN KEY ("company_id","vendor_no") REFERENCES "public"."vendor"("company_id","no") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval_rule" ADD CONSTRAINT "approval_rule_group" FOREIGN KEY ("company_id","group_code") REFERENCES "public"."approval_group"("company_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval_step" ADD CONSTRAINT "approval_step_approval" FOREIGN KEY ("company_id","approval_id") REFERENCES "public"."approval"("company_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "approval_subject" ON "approval" USING btree ("company_id","subject_type","subject_no","round");--> statement-breakpoint
CREATE UNIQUE INDEX "approval_in_force" ON "approval" USING btree ("company_id","subject_type","subject_no") WHERE state in ('pending', 'approved');--> statement-breakpoint
CREATE INDEX "approval_entry_approval" ON "approval_entry" USING btree ("company_id","approval_id","step","id");--> statement-breakpoint
CREATE INDEX "approval_entry_open" ON "approval_entry" USING btree ("company_id","approver_id","due_date") WHERE state = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "approval_entry_once" ON "approval_entry" USING btree ("company_id","approval_id","step","approver_id") WHERE state in ('waiting', 'open', 'approved');--> statement-breakpoint
CREATE INDEX "approval_group_member_user" ON "approval_group_member" USING btree ("company_id","user_id");--> statement-breakpoint
CREATE INDEX "approval_rule_of_vendor" ON "approval_rule" USING btree ("company_id","vendor_no");--> statement-breakpoint
CREATE INDEX "approval_substitute_user" ON "approval_substitute" USING btree ("company_id","user_id","ending_date");--> statement-breakpoint
CREATE INDEX "approval_user_superior" ON "approval_user" USING btree ("company_id","superior_id");
--> statement-breakpoint
DO $$
DECLARE fenced text;
BEGIN
  FOREACH fenced IN ARRAY ARRAY['approval', 'approval_entry', 'approval_group', 'approval_group_member', 'approval_group_step',
    'approval_rule', 'approval_step', 'approval_substitute', 'approval_user'] LOOP
    CALL fence_company_table(fenced);
    EXECUTE format('ALTER TABLE %I ADD FOREIGN KEY (company_id) REFERENCES company (id)', fenced);
  END LOOP;
END $$;
--> statement-breakpoint
-- What was asked and answered is history.
REVOKE DELETE ON approval, approval_step, approval_entry FROM inkoop_app;
--> statement-breakpoint
-- What was signed stays as it was signed, and what has ended begins no more: another round does.
CREATE FUNCTION guard_approval() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (to_jsonb(OLD) - '{state,ended_at,voided_by_field}'::text[]) IS DISTINCT FROM (to_jsonb(NEW) - '{state,ended_at,voided_by_field}'::text[])
    OR NOT (NEW.state = OLD.state OR OLD.state = 'pending' OR (OLD.state = 'approved' AND NEW.state IN ('cancelled', 'voided'))) THEN
    RAISE EXCEPTION 'approval % stays as it is', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER guarded BEFORE UPDATE ON approval
  FOR EACH ROW WHEN (current_user <> 'inkoop_definer') EXECUTE FUNCTION guard_approval();
--> statement-breakpoint
-- An answer is given once, by whoever was asked.
CREATE FUNCTION guard_approval_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.company_id, OLD.id, OLD.approval_id, OLD.step, OLD.approver_id, OLD.for_user_id, OLD.delegated_from)
      IS DISTINCT FROM (NEW.company_id, NEW.id, NEW.approval_id, NEW.step, NEW.approver_id, NEW.for_user_id, NEW.delegated_from)
    OR (OLD.decision IS NOT NULL AND (OLD.decision, OLD.decided_at, OLD.digest, OLD.reason, OLD.comment)
      IS DISTINCT FROM (NEW.decision, NEW.decided_at, NEW.digest, NEW.reason, NEW.comment))
    OR (OLD.state IN ('void', 'rejected') AND NEW.state <> OLD.state AND NEW.state <> 'void')
    OR (OLD.state = 'approved' AND NEW.state NOT IN ('approved', 'void')) THEN
    RAISE EXCEPTION 'what was asked in approval % stays as it is', OLD.approval_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER guarded BEFORE UPDATE ON approval_entry FOR EACH ROW EXECUTE FUNCTION guard_approval_entry();
