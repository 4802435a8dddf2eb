CREATE TABLE "notification_setting" (
	"company_id" integer NOT NULL,
	"user_id" integer NOT NULL,
	"ways" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"digest_hour" integer DEFAULT 8 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "notification_setting_company_id_user_id_pk" PRIMARY KEY("company_id","user_id"),
	CONSTRAINT "notification_setting_ways" CHECK (jsonb_typeof("notification_setting"."ways") = 'object'),
	CONSTRAINT "notification_setting_hour" CHECK ("notification_setting"."digest_hour" between 0 and 23)
);
--> statement-breakpoint
ALTER TABLE "notification" ADD COLUMN "digest_event_id" bigint;--> statement-breakpoint
ALTER TABLE "notification_setting" ADD CONSTRAINT "notification_setting_company_user" FOREIGN KEY ("company_id","user_id") REFERENCES "public"."company_user"("company_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notification_for_digest" ON "notification" USING btree ("company_id","created_at") WHERE mail_state = 'digest';--> statement-breakpoint
CREATE INDEX "notification_in_digest" ON "notification" USING btree ("company_id","user_id","digest_event_id") WHERE digest_event_id is not null;
--> statement-breakpoint
CALL fence_company_table('notification_setting');
--> statement-breakpoint
ALTER TABLE notification_setting ADD FOREIGN KEY (company_id) REFERENCES company (id);
