DROP INDEX "event_of_users";--> statement-breakpoint
CREATE INDEX "event_subject_type" ON "event" USING btree ("company_id","subject_type","id");--> statement-breakpoint
CREATE INDEX "event_at" ON "event" USING btree ("company_id","at");