import { lookup } from "@/app/_document-form/lookup"
import { findCandidates } from "@/app/[company]/_find/find-candidates"

/** Proposes records and pages for `?q=` while it is typed. */
export const GET = lookup((actor, text, _, company) => findCandidates(actor, text, company), "company.enter")
