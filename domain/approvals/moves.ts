/** Every move of a draft's state: the one table. `move.ts` writes what it says, and nobody else writes that column. */
import type { purchaseInvoice, purchasesSetup } from "@/db/schema"

/**
 * Nobody was asked yet; it waits, for a review or an approval; somebody agreed, by a review or an approval; it went back, with the
 * reason. What these are called follows the company's setting.
 */
export type DraftState = (typeof purchaseInvoice.$inferSelect)["reviewState"]

/** Who must agree before a draft is posted: nobody, any purchasing manager, or whom the rules say. */
export type ApprovalSetting = (typeof purchasesSetup.$inferSelect)["approval"]

export type MoveAction =
  | "make"
  | "edit"
  | "review"
  | "send_back"
  | "send"
  | "approve_step"
  | "approve"
  | "reject"
  | "cancel"
  | "reopen"
  | "post"

/** Who makes a move. */
type Who = "editor" | "reviewer" | "approver" | "sender_or_administrator" | "poster"

/**
 * What must hold besides:
 * - no_hand: the actor neither asked for it nor edited it
 * - nothing_in_force: no approval of it is pending, or still good
 * - somebody_left: there are people who may approve, by their limits too
 * - asked: an open entry of the approval names the actor, or whom the actor stands in for
 * - allowed: the actor had no part in it (rule 19), and a limit that suffices
 * - as_signed: the document's digest is the approval's
 * - reason: somebody says why
 * - pending: an approval is
 * - agreed: it is reviewed, or whoever posts agrees to post it unreviewed where the company leaves that to them
 */
type Guard =
  | "no_hand"
  | "nothing_in_force"
  | "somebody_left"
  | "asked"
  | "allowed"
  | "as_signed"
  | "reason"
  | "pending"
  | "agreed"

export type Move = {
  action: MoveAction
  setting: ApprovalSetting
  from: readonly DraftState[]
  who: Who
  guards: readonly Guard[]
  /** "gone": what is posted is no draft any more. */
  to: DraftState | "gone"
}

const any = ["open", "ready_for_review", "reviewed", "sent_back"] as const

/** An edit stands for whatever changes what people agreed to: saving, merging vendors, turning the draft round. */
export const moves: readonly Move[] = [
  { action: "make", setting: "off", from: [], who: "editor", guards: [], to: "open" },
  { action: "edit", setting: "off", from: any, who: "editor", guards: [], to: "open" },
  { action: "post", setting: "off", from: any, who: "poster", guards: [], to: "gone" },

  { action: "make", setting: "review", from: [], who: "editor", guards: [], to: "ready_for_review" },
  { action: "edit", setting: "review", from: any, who: "editor", guards: [], to: "ready_for_review" },
  {
    action: "review",
    setting: "review",
    from: ["ready_for_review", "open"],
    who: "reviewer",
    guards: ["no_hand"],
    to: "reviewed",
  },
  {
    action: "send_back",
    setting: "review",
    from: ["ready_for_review", "open"],
    who: "reviewer",
    guards: ["no_hand", "reason"],
    to: "sent_back",
  },
  { action: "post", setting: "review", from: any, who: "poster", guards: ["agreed"], to: "gone" },

  { action: "make", setting: "rules", from: [], who: "editor", guards: [], to: "open" },
  // It keeps the reasons that it was rejected for, until it is sent again.
  { action: "edit", setting: "rules", from: ["sent_back"], who: "editor", guards: [], to: "sent_back" },
  {
    action: "edit",
    setting: "rules",
    from: ["open", "ready_for_review", "reviewed"],
    who: "editor",
    guards: [],
    to: "open",
  },
  {
    action: "send",
    setting: "rules",
    // What waited or was reviewed when the company had another setting has no approval in force.
    from: any,
    who: "editor",
    guards: ["nothing_in_force", "somebody_left"],
    to: "ready_for_review",
  },
  {
    action: "approve_step",
    setting: "rules",
    from: ["ready_for_review"],
    who: "approver",
    guards: ["asked", "allowed", "as_signed"],
    to: "ready_for_review",
  },
  {
    action: "approve",
    setting: "rules",
    from: ["ready_for_review"],
    who: "approver",
    guards: ["asked", "allowed", "as_signed"],
    to: "reviewed",
  },
  {
    action: "reject",
    setting: "rules",
    from: ["ready_for_review"],
    who: "approver",
    guards: ["asked", "allowed", "reason"],
    to: "sent_back",
  },
  {
    action: "cancel",
    setting: "rules",
    from: ["ready_for_review"],
    who: "sender_or_administrator",
    guards: ["pending"],
    to: "open",
  },
  { action: "reopen", setting: "rules", from: ["reviewed"], who: "editor", guards: [], to: "open" },
  { action: "post", setting: "rules", from: ["reviewed"], who: "poster", guards: ["as_signed"], to: "gone" },
]

/** The move that the table has; undefined: it has none. @param from undefined: there is no draft yet */
export function moveOf(setting: ApprovalSetting, action: MoveAction, from?: DraftState): Move | undefined {
  return moves.find(
    move => move.setting === setting && move.action === action && (from === undefined || move.from.includes(from)),
  )
}
