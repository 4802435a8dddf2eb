ALTER TABLE "purchases_setup" ADD COLUMN "bank_account_approval" boolean DEFAULT false NOT NULL;
--> statement-breakpoint
-- Whoever writes it: where accounts are approved by rules, or an approval of this one is pending or given, it is confirmed by a whole approval of
-- it, by whoever answered last and never by who proposed it. An account that is withdrawn asks nobody any more.
CREATE FUNCTION guard_approved_bank_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL THEN
    PERFORM end_bank_account_approval(NEW.company_id, NEW.id);
  END IF;
  IF OLD.confirmed_at IS NOT NULL OR NEW.confirmed_at IS NULL THEN
    RETURN NEW;
  END IF;
  IF NOT EXISTS (SELECT FROM purchases_setup s WHERE s.company_id = NEW.company_id AND s.bank_account_approval)
    AND NOT EXISTS (SELECT FROM approval a WHERE a.company_id = NEW.company_id AND a.subject_type = 'vendor_bank_account'
      AND a.subject_no = NEW.id::text AND a.state IN ('pending', 'approved')) THEN
    RETURN NEW;
  END IF;
  IF NEW.confirmed_by = NEW.proposed_by OR NOT EXISTS (
    SELECT FROM approval a WHERE a.company_id = NEW.company_id AND a.subject_type = 'vendor_bank_account'
      AND a.subject_no = NEW.id::text AND a.state = 'approved'
      AND EXISTS (SELECT FROM approval_step s WHERE s.company_id = a.company_id AND s.approval_id = a.id)
      AND NOT EXISTS (SELECT FROM approval_step s WHERE s.company_id = a.company_id AND s.approval_id = a.id
        AND s.needed > (SELECT count(*) FROM approval_entry e WHERE e.company_id = a.company_id AND e.approval_id = a.id
          AND e.step = s.step AND e.state = 'approved' AND e.digest = a.digest AND e.approver_id <> NEW.proposed_by))
      AND EXISTS (SELECT FROM approval_entry e WHERE e.company_id = a.company_id AND e.approval_id = a.id
        AND e.state = 'approved' AND e.approver_id = NEW.confirmed_by)) THEN
    RAISE EXCEPTION 'bank account % of a vendor is confirmed by its approval', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE FUNCTION end_bank_account_approval(of_company integer, account bigint) RETURNS void LANGUAGE sql AS $$
  WITH ended AS (
    UPDATE approval a SET state = 'cancelled', ended_at = now()
    WHERE a.company_id = of_company AND a.subject_type = 'vendor_bank_account' AND a.subject_no = account::text AND a.state = 'pending'
    RETURNING a.id
  )
  UPDATE approval_entry e SET state = 'void' FROM ended
    WHERE e.company_id = of_company AND e.approval_id = ended.id AND e.state IN ('waiting', 'open', 'approved')
$$;
--> statement-breakpoint
CREATE TRIGGER guarded_by_rules BEFORE UPDATE ON vendor_bank_account
  FOR EACH ROW EXECUTE FUNCTION guard_approved_bank_account();
--> statement-breakpoint
CREATE OR REPLACE FUNCTION keep_vendor_bank_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Deeper than one is the foreign key: the vendor goes, and nobody is asked about it any more.
  IF pg_trigger_depth() > 1 THEN
    PERFORM end_bank_account_approval(OLD.company_id, OLD.id);
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'a bank account of a vendor is withdrawn, not deleted' USING ERRCODE = 'check_violation';
END $$;
