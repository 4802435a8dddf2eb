CREATE TABLE "company_user" (
	"company_id" integer NOT NULL,
	"user_id" integer NOT NULL,
	"disabled_at" timestamp with time zone,
	"kept_roles" text[] DEFAULT '{}' NOT NULL,
	"sessions_ended_at" timestamp with time zone,
	"last_seen_at" timestamp with time zone,
	CONSTRAINT "company_user_company_id_user_id_pk" PRIMARY KEY("company_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "membership" DROP CONSTRAINT "membership_company_id_company_id_fk";
--> statement-breakpoint
ALTER TABLE "membership" DROP CONSTRAINT "membership_user_id_users_id_fk";
--> statement-breakpoint
ALTER TABLE "invitation" ADD COLUMN "purpose" text DEFAULT 'join' NOT NULL;--> statement-breakpoint
ALTER TABLE "invitation" ADD COLUMN "declined_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "invitation" ADD COLUMN "event_id" bigint;--> statement-breakpoint
ALTER TABLE "invitation" ADD COLUMN "mail_due_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "invitation" ADD COLUMN "mail_attempts" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "verified_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "company_user" ADD CONSTRAINT "company_user_company_id_company_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."company"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "company_user" ADD CONSTRAINT "company_user_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "company_user_user" ON "company_user" USING btree ("user_id");--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON company_user TO inkoop_app;
--> statement-breakpoint
-- Who is there stays there. A session was seen in some company: whose it was is known where there is only one.
INSERT INTO company_user (company_id, user_id, disabled_at, kept_roles, sessions_ended_at, last_seen_at)
SELECT m.company_id, m.user_id, u.disabled_at,
  CASE WHEN u.disabled_at IS NULL THEN '{}' ELSE array_agg(m.role) END,
  u.disabled_at,
  CASE WHEN (SELECT count(DISTINCT o.company_id) FROM membership o WHERE o.user_id = m.user_id) = 1
    THEN (SELECT max(s.last_seen_at) FROM session s WHERE s.user_id = m.user_id) END
FROM membership m JOIN users u ON u.id = m.user_id
GROUP BY m.company_id, m.user_id, u.disabled_at;
--> statement-breakpoint
DELETE FROM membership m USING users u WHERE u.id = m.user_id AND u.disabled_at IS NOT NULL;
--> statement-breakpoint
-- Administrators have seen the links that are open, so that whoever comes by one proves nothing.
UPDATE invitation SET withdrawn_at = now() WHERE accepted_at IS NULL AND withdrawn_at IS NULL;
--> statement-breakpoint
-- Nor do earlier acceptances. The demo's users, whose password everybody knows, have no mailbox to prove.
UPDATE users SET verified_at = created_at WHERE EXISTS (SELECT FROM installation WHERE demo);
--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_company_user" FOREIGN KEY ("company_id","user_id") REFERENCES "public"."company_user"("company_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "event_of_users" ON "event" USING btree ("company_id","id") WHERE subject_type = 'user';--> statement-breakpoint
CREATE INDEX "invitation_mail_due" ON "invitation" USING btree ("mail_due_at") WHERE mail_due_at is not null;--> statement-breakpoint
CREATE INDEX "invitation_email" ON "invitation" USING btree ("email");