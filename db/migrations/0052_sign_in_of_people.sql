CREATE TABLE "account_letter" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "account_letter_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"email" text NOT NULL,
	"language" text NOT NULL,
	"token_hash" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"mail_due_at" timestamp with time zone DEFAULT now(),
	"mail_attempts" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "account_letter_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "company_sign_in" (
	"company_id" integer PRIMARY KEY NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"idle_minutes" integer
);
--> statement-breakpoint
CREATE TABLE "security_entry" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "security_entry_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"company_id" integer,
	"user_id" integer,
	"subject_id" integer,
	"kind" text NOT NULL,
	"detail" text DEFAULT '' NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"browser" text DEFAULT '' NOT NULL,
	"system" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "user_agent" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "authenticated_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "longest_pause" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "company_sign_in" ADD CONSTRAINT "company_sign_in_company_id_company_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."company"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "security_entry" ADD CONSTRAINT "security_entry_company_id_company_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."company"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "security_entry" ADD CONSTRAINT "security_entry_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "security_entry" ADD CONSTRAINT "security_entry_subject_id_users_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_letter_due" ON "account_letter" USING btree ("mail_due_at") WHERE mail_due_at is not null;--> statement-breakpoint
CREATE INDEX "account_letter_email" ON "account_letter" USING btree ("email");--> statement-breakpoint
CREATE INDEX "security_entry_company" ON "security_entry" USING btree ("company_id","id");--> statement-breakpoint
CREATE INDEX "security_entry_person" ON "security_entry" USING btree ("company_id","user_id","id");--> statement-breakpoint
CREATE INDEX "security_entry_kind" ON "security_entry" USING btree ("company_id","kind","id");
--> statement-breakpoint
-- Who signed in before is not taken for one who did so just now.
UPDATE session SET authenticated_at = created_at;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON account_letter TO inkoop_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON company_sign_in TO inkoop_app;
--> statement-breakpoint
CALL make_append_only('security_entry');
--> statement-breakpoint
GRANT SELECT, INSERT ON security_entry TO inkoop_app;
--> statement-breakpoint
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO inkoop_app;
