CREATE TABLE "linked_identity" (
	"company_id" integer NOT NULL,
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"user_id" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "linked_identity_company_id_issuer_subject_pk" PRIMARY KEY("company_id","issuer","subject")
);
--> statement-breakpoint
ALTER TABLE "security_entry" DROP CONSTRAINT "security_entry_user_id_users_id_fk";
--> statement-breakpoint
ALTER TABLE "security_entry" DROP CONSTRAINT "security_entry_subject_id_users_id_fk";
--> statement-breakpoint
ALTER TABLE "company_sign_in" ADD COLUMN "sso_issuer" text;--> statement-breakpoint
ALTER TABLE "company_sign_in" ADD COLUMN "sso_client_id" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "company_sign_in" ADD COLUMN "sso_sealed_secret" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "company_sign_in" ADD COLUMN "sso_mail_domains" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "company_sign_in" ADD COLUMN "sso_group_claim" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "company_sign_in" ADD COLUMN "sso_groups" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "company_sign_in" ADD COLUMN "password_sign_in" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "company_sign_in" ADD COLUMN "emergency_user_id" integer;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "sso_company_id" integer;--> statement-breakpoint
ALTER TABLE "linked_identity" ADD CONSTRAINT "linked_identity_company_id_company_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."company"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "linked_identity" ADD CONSTRAINT "linked_identity_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "company_sign_in" ADD CONSTRAINT "company_sign_in_emergency_user_id_users_id_fk" FOREIGN KEY ("emergency_user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_sso_company_id_company_id_fk" FOREIGN KEY ("sso_company_id") REFERENCES "public"."company"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
GRANT SELECT, INSERT ON linked_identity TO inkoop_app;
