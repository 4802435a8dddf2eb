import type { Right } from "@/domain/access/rights"

/** How somebody is told: not at all, by the bell alone, by a mail a day besides, or by a mail at once besides. */
export const toldWays = ["bell", "mail", "digest", "off"] as const
export type ToldWay = (typeof toldWays)[number]

type ToldKind = {
  /** Its words are `notifications.kind.<name>`. */
  name: string
  /** Kinds of events that it stands for. */
  events: readonly string[]
  /** Who can be told of it: others are not asked how. */
  right: Right
  /** How who has not chosen is told. */
  usual: Extract<ToldWay, "bell" | "mail">
}

const approver = "purchase_invoice.review"
const asker = "purchase_request.see_own"

/**
 * What people are told of, and choose how. Events that are none of these are told as their writer says, whatever anybody chose: those about
 * access, rights and bank accounts, so that nobody who got into an account silences them.
 */
export const toldKinds = [
  { name: "asked", events: ["approval.sent", "approval.agreed"], right: approver, usual: "bell" },
  { name: "delegated", events: ["approval.delegated", "approval.reassigned"], right: approver, usual: "bell" },
  { name: "questioned", events: ["approval.asked", "approval.answered"], right: asker, usual: "mail" },
  { name: "substituted", events: ["approval.substituted"], right: approver, usual: "mail" },
  { name: "due", events: ["approval.due"], right: approver, usual: "mail" },
  { name: "overdue", events: ["approval.escalated"], right: approver, usual: "mail" },
  { name: "approved", events: ["approval.approved"], right: asker, usual: "bell" },
  { name: "rejected", events: ["approval.rejected"], right: asker, usual: "bell" },
  {
    name: "withdrawn",
    events: ["approval.cancelled", "approval.reopened", "approval.voided", "payment_order.withdrawn"],
    right: asker,
    usual: "bell",
  },
  {
    name: "to_review",
    events: ["purchase_invoice.built", ...ofDrafts("ready_for_review")],
    right: approver,
    usual: "bell",
  },
  { name: "reviewed", events: ofDrafts("reviewed"), right: asker, usual: "bell" },
  { name: "sent_back", events: ofDrafts("sent_back"), right: asker, usual: "mail" },
  { name: "mentioned", events: ["comment.written", "comment.edited", "comment.assigned"], right: asker, usual: "mail" },
  { name: "ready", events: ["purchase_request.ready"], right: asker, usual: "mail" },
  { name: "failed", events: ["purchase_request.failed"], right: asker, usual: "mail" },
  { name: "cancelled", events: ["purchase_request.cancelled"], right: asker, usual: "bell" },
  { name: "posted", events: [...ofDrafts("posted"), "payment_order.registered"], right: asker, usual: "bell" },
  { name: "batch_posted", events: ["batch_posting.finished"], right: "purchase_invoice.post", usual: "mail" },
  { name: "vendor_asked", events: ["vendor_registration.asked"], right: "master_data.edit", usual: "bell" },
  {
    name: "vendor_registered",
    events: ["vendor_registration.answered", "vendor_registration.declined"],
    right: asker,
    usual: "bell",
  },
  {
    name: "imported",
    events: ["file_import.finished", "file_import.failed", "file_import.undone"],
    right: "company.enter",
    usual: "mail",
  },
  { name: "tried", events: ["file_import.tried"], right: "company.enter", usual: "bell" },
  {
    name: "invitation",
    events: ["user.joined", "user.invitation_declined"],
    right: "company.administer",
    usual: "bell",
  },
  { name: "webhook_off", events: ["webhook.switched_off"], right: "company.administer", usual: "mail" },
] as const satisfies readonly ToldKind[]

export type ToldKindName = (typeof toldKinds)[number]["name"]

function ofDrafts(verb: string): string[] {
  return [`purchase_invoice.${verb}`, `purchase_credit_memo.${verb}`]
}

const byEvent = new Map<string, (typeof toldKinds)[number]>(
  toldKinds.flatMap(kind => kind.events.map(event => [event, kind] as const)),
)

/** What people choose about an event of that kind; undefined: nobody chooses. */
export function toldKindOf(event: string): (typeof toldKinds)[number] | undefined {
  return byEvent.get(event)
}
