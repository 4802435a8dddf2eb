/** Who approves what, by which rules (setup), and what was asked of whom and answered (history). */
import { sql } from "drizzle-orm"
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core"
import { glAccount } from "./accounts"
import { companyId, day, exact, instant } from "./columns"
import { vendor } from "./vendor"

/** What is approved: a draft of either type, a payment, a change of where a vendor is paid. */
export const approvalSubjects = ["purchase_invoice", "payment_order", "vendor_bank_account"] as const
/** How the people are found who must agree. */
export const approvalWays = ["superior", "chain", "group", "person"] as const

/** Approval User Setup: whom a user reports to, and up to which amount the user's approval suffices. */
export const approvalUser = pgTable(
  "approval_user",
  {
    companyId: companyId(),
    userId: integer("user_id").notNull(),
    /** Who comes next where this user's approval does not suffice; null: nobody. */
    superiorId: integer("superior_id"),
    /** Including VAT, in the company's currency; the amount itself is within. Null: none, unless `unlimited`. */
    approvalLimit: exact("approval_limit"),
    unlimited: boolean().notNull().default(false),
    /** Working days for an answer; null: the company's. */
    deadlineDays: integer("deadline_days"),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.userId] }),
    index("approval_user_superior").on(t.companyId, t.superiorId),
    check("approval_user_not_own_superior", sql`${t.superiorId} <> ${t.userId}`),
    check(
      "approval_user_one_limit",
      sql`${t.approvalLimit} is null or (not ${t.unlimited} and ${t.approvalLimit} >= 0)`,
    ),
    check("approval_user_deadline", sql`${t.deadlineDays} >= 0`),
  ],
)

/** Up to which amount a user's approval suffices for what one vendor is paid, in place of the general limit: lower or higher. */
export const approvalVendorLimit = pgTable(
  "approval_vendor_limit",
  {
    companyId: companyId(),
    userId: integer("user_id").notNull(),
    vendorNo: text("vendor_no").notNull(),
    /** As the general one; null where it is `unlimited`, and never else. */
    approvalLimit: exact("approval_limit"),
    unlimited: boolean().notNull().default(false),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.userId, t.vendorNo] }),
    foreignKey({
      name: "approval_vendor_limit_user",
      columns: [t.companyId, t.userId],
      foreignColumns: [approvalUser.companyId, approvalUser.userId],
    }).onDelete("cascade"),
    foreignKey({
      name: "approval_vendor_limit_vendor",
      columns: [t.companyId, t.vendorNo],
      foreignColumns: [vendor.companyId, vendor.no],
    }).onDelete("cascade"),
    index("approval_vendor_limit_of_vendor").on(t.companyId, t.vendorNo),
    check(
      "approval_vendor_limit_one",
      sql`(${t.approvalLimit} is null) = ${t.unlimited} and (${t.approvalLimit} is null or ${t.approvalLimit} >= 0)`,
    ),
  ],
)

/** Up to which amount, including VAT, a user's approval suffices for what of a document goes to an account, or to those of a total. */
export const approvalAccountLimit = pgTable(
  "approval_account_limit",
  {
    companyId: companyId(),
    userId: integer("user_id").notNull(),
    /** A posting account, or a total or end-total: all accounts that it sums. */
    accountNo: text("account_no").notNull(),
    /** Besides the general limit, or the vendor's, and never in place of it. */
    approvalLimit: exact("approval_limit").notNull(),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.userId, t.accountNo] }),
    foreignKey({
      name: "approval_account_limit_user",
      columns: [t.companyId, t.userId],
      foreignColumns: [approvalUser.companyId, approvalUser.userId],
    }).onDelete("cascade"),
    foreignKey({
      name: "approval_account_limit_account",
      columns: [t.companyId, t.accountNo],
      foreignColumns: [glAccount.companyId, glAccount.no],
    }),
    check("approval_account_limit_some", sql`${t.approvalLimit} >= 0`),
  ],
)

/** People of whom so many must agree, step after step. */
export const approvalGroup = pgTable(
  "approval_group",
  { companyId: companyId(), code: text().notNull(), name: text().notNull() },
  t => [primaryKey({ columns: [t.companyId, t.code] })],
)

export const approvalGroupStep = pgTable(
  "approval_group_step",
  {
    companyId: companyId(),
    groupCode: text("group_code").notNull(),
    /** Those of a lower number come first. */
    step: integer().notNull(),
    /** So many of its members must agree: any of them. */
    needed: integer().notNull().default(1),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.groupCode, t.step] }),
    foreignKey({
      name: "approval_group_step_group",
      columns: [t.companyId, t.groupCode],
      foreignColumns: [approvalGroup.companyId, approvalGroup.code],
    }).onDelete("cascade"),
    check("approval_group_step_from_one", sql`${t.step} >= 1 and ${t.needed} >= 1`),
  ],
)

export const approvalGroupMember = pgTable(
  "approval_group_member",
  {
    companyId: companyId(),
    groupCode: text("group_code").notNull(),
    step: integer().notNull(),
    userId: integer("user_id").notNull(),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.groupCode, t.step, t.userId] }),
    foreignKey({
      name: "approval_group_member_step",
      columns: [t.companyId, t.groupCode, t.step],
      foreignColumns: [approvalGroupStep.companyId, approvalGroupStep.groupCode, approvalGroupStep.step],
    }).onDelete("cascade"),
    index("approval_group_member_user").on(t.companyId, t.userId),
  ],
)

/** Which way something goes. The first rule by number of which all that it says holds; where none does, the way is `superior`. */
export const approvalRule = pgTable(
  "approval_rule",
  {
    companyId: companyId(),
    /** Their order. */
    no: integer().notNull(),
    name: text().notNull(),
    subject: text({ enum: ["purchase_document", "payment", "bank_account"] })
      .notNull()
      .default("purchase_document"),
    /** From this amount on, including VAT, in the company's currency; null: any. */
    minimumAmount: exact("minimum_amount"),
    /** Whom it is paid to; null: anybody. */
    vendorNo: text("vendor_no"),
    /** A line that is booked on this G/L account; null: any. */
    accountNo: text("account_no"),
    /** Who asked for it; null: anybody. */
    requesterId: integer("requester_id"),
    /** The amount is at least so many percent above what was asked for; null: whatever it is. */
    differencePercent: exact("difference_percent"),
    way: text({ enum: approvalWays }).notNull().default("superior"),
    groupCode: text("group_code"),
    userId: integer("user_id"),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.no] }),
    foreignKey({
      name: "approval_rule_vendor",
      columns: [t.companyId, t.vendorNo],
      foreignColumns: [vendor.companyId, vendor.no],
    }).onDelete("cascade"),
    foreignKey({
      name: "approval_rule_group",
      columns: [t.companyId, t.groupCode],
      foreignColumns: [approvalGroup.companyId, approvalGroup.code],
    }),
    index("approval_rule_of_vendor").on(t.companyId, t.vendorNo),
    check(
      "approval_rule_way",
      sql`(${t.way} = 'group') = (${t.groupCode} is not null) and (${t.way} = 'person') = (${t.userId} is not null)`,
    ),
  ],
)

/** Who stands in for somebody, from one day to another, both included; several at once, in their order. */
export const approvalSubstitute = pgTable(
  "approval_substitute",
  {
    companyId: companyId(),
    id: bigint({ mode: "number" }).generatedAlwaysAsIdentity(),
    userId: integer("user_id").notNull(),
    substituteId: integer("substitute_id").notNull(),
    startingDate: day("starting_date").notNull(),
    endingDate: day("ending_date").notNull(),
    reason: text().notNull().default(""),
    /** Up to which amount, never above the limit of either; null: up to the lower of the two. */
    cap: exact("cap"),
    /** The lowest comes first. */
    sequence: integer().notNull().default(1),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.id] }),
    index("approval_substitute_user").on(t.companyId, t.userId, t.endingDate),
    check("approval_substitute_of_another", sql`${t.userId} <> ${t.substituteId}`),
    check("approval_substitute_dates", sql`${t.startingDate} <= ${t.endingDate}`),
  ],
)

/** That the list of a month's own approvals was handed to the mail server. */
export const ownApprovalList = pgTable(
  "own_approval_list",
  {
    companyId: companyId(),
    /** Its first day. */
    month: day("month").notNull(),
    /** Whom it went to. */
    mailedTo: text("mailed_to").notNull(),
    /** Own approvals on it. */
    count: integer().notNull(),
    mailedAt: instant("mailed_at").notNull().defaultNow(),
  },
  t => [primaryKey({ columns: [t.companyId, t.month] })],
)

/** That something was sent for approval, what of it was signed, and how that ended. It outlives what it is about. */
export const approval = pgTable(
  "approval",
  {
    companyId: companyId(),
    id: bigint({ mode: "number" }).generatedAlwaysAsIdentity(),
    subjectType: text("subject_type", { enum: approvalSubjects }).notNull(),
    /** Number of the draft or the payment order, id of the bank account, as text. */
    subjectNo: text("subject_no").notNull(),
    /** 1 for the first time that it was sent. */
    round: integer().notNull(),
    way: text({ enum: approvalWays }).notNull(),
    /** The rule by which it went that way; null: none held. */
    ruleNo: integer("rule_no"),
    /** Including VAT, in the company's currency. */
    amount: exact("amount").notNull(),
    /** What limits were held against: with what was split off, more than the amount. */
    routedAmount: exact("routed_amount").notNull(),
    state: text({ enum: ["pending", "approved", "rejected", "cancelled", "voided"] })
      .notNull()
      .default("pending"),
    sentBy: integer("sent_by").notNull(),
    sentByName: text("sent_by_name").notNull(),
    sentAt: instant("sent_at").notNull().defaultNow(),
    /** When it was answered, taken back or voided. */
    endedAt: instant("ended_at"),
    /** SHA-256 of what is signed, hex. */
    digest: text().notNull(),
    /** What is signed, to say which of it became another. */
    signed: jsonb().$type<Record<string, unknown>>().notNull(),
    /** What the approver is shown beside it. */
    facts: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    /** The signed fields whose change voided it. */
    voidedByField: text("voided_by_field").array().notNull().default([]),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.id] }),
    uniqueIndex("approval_subject").on(t.companyId, t.subjectType, t.subjectNo, t.round),
    // One at a time counts.
    uniqueIndex("approval_in_force")
      .on(t.companyId, t.subjectType, t.subjectNo)
      .where(sql`state in ('pending', 'approved')`),
    check("approval_ended", sql`(${t.state} = 'pending') = (${t.endedAt} is null)`),
    check("approval_digest", sql`${t.digest} ~ '^[0-9a-f]{64}$'`),
  ],
)

/** A step of an approval: so many of its people must agree before the next one is asked. */
export const approvalStep = pgTable(
  "approval_step",
  {
    companyId: companyId(),
    approvalId: bigint("approval_id", { mode: "number" }).notNull(),
    step: integer().notNull(),
    needed: integer().notNull().default(1),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.approvalId, t.step] }),
    foreignKey({
      name: "approval_step_approval",
      columns: [t.companyId, t.approvalId],
      foreignColumns: [approval.companyId, approval.id],
    }).onDelete("cascade"),
    check("approval_step_from_one", sql`${t.step} >= 1 and ${t.needed} >= 1`),
  ],
)

/** Somebody who is asked. What was answered stays as it was; where it counts no more, the state says so. */
export const approvalEntry = pgTable(
  "approval_entry",
  {
    companyId: companyId(),
    id: bigint({ mode: "number" }).generatedAlwaysAsIdentity(),
    approvalId: bigint("approval_id", { mode: "number" }).notNull(),
    step: integer().notNull(),
    approverId: integer("approver_id").notNull(),
    /** Whose substitute the approver is; null: nobody's. */
    forUserId: integer("for_user_id"),
    /** Who handed it on, or from whom it was taken; null: it came by the rules. */
    delegatedFrom: integer("delegated_from"),
    /** waiting: an earlier step comes first; void: it does not matter any more, answered or not. */
    state: text({ enum: ["waiting", "open", "approved", "rejected", "void"] })
      .notNull()
      .default("waiting"),
    /** By when an answer is due; null while it waits. */
    dueDate: day("due_date"),
    /** When the approver was told that the answer is due; null: not yet. */
    remindedOn: day("reminded_on"),
    /** When somebody above was last looked for, as the answer stayed out; null: never. */
    escalatedOn: day("escalated_on"),
    /** Who did not answer in time, so that this approver is asked too; null: nobody. */
    escalatedFrom: integer("escalated_from"),
    /** Since when somebody was asked who has not answered: the clock stands still. */
    askedAt: instant("asked_at"),
    /** Whom the approver asked; null: no question was left open. */
    askedOf: integer("asked_of"),
    /** What they were asked. */
    question: text().notNull().default(""),
    decidedAt: instant("decided_at"),
    /** What was answered; stays when the entry is void. */
    decision: text({ enum: ["approved", "rejected", "delegated"] }),
    /** SHA-256 of what the approver agreed to, hex. */
    digest: text(),
    /** Why it was rejected, or handed on. */
    reason: text().notNull().default(""),
    comment: text().notNull().default(""),
  },
  t => [
    primaryKey({ columns: [t.companyId, t.id] }),
    foreignKey({
      name: "approval_entry_step",
      columns: [t.companyId, t.approvalId, t.step],
      foreignColumns: [approvalStep.companyId, approvalStep.approvalId, approvalStep.step],
    }).onDelete("cascade"),
    index("approval_entry_approval").on(t.companyId, t.approvalId, t.step, t.id),
    index("approval_entry_open").on(t.companyId, t.approverId, t.dueDate).where(sql`state = 'open'`),
    // Nobody is asked twice in a step.
    uniqueIndex("approval_entry_once")
      .on(t.companyId, t.approvalId, t.step, t.approverId)
      .where(sql`state in ('waiting', 'open', 'approved')`),
    check(
      "approval_entry_asked",
      sql`(${t.askedAt} is null) = (${t.askedOf} is null) and (${t.askedAt} is null) = (${t.question} = '')`,
    ),
    check("approval_entry_decided", sql`(${t.decision} is null) = (${t.decidedAt} is null)`),
    check(
      "approval_entry_signed",
      sql`${t.state} <> 'approved' or (${t.decision} = 'approved' and ${t.digest} is not null)`,
    ),
  ],
)
