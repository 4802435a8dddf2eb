import { toldKindOf } from "@/domain/history/told-kinds"
import { workKindNamed } from "@/domain/job-queue/work-kinds"
import type { PendingMail } from "@/domain/notifications/pending-mail"
import { formatDate } from "@/language/date-format"
import { addressIn, portalAddress } from "./address"
import { digestLetter } from "./digest-letter"
import { type FailureReason, failureSentences } from "./failure-sentences"
import { letterId } from "./letter-id"
import { page } from "./page"
import { footerOf, toldLetter } from "./told-letter"
import { translate } from "./translate"
import type { Letter } from "./transport"

/** What a letter about one kind of event says: keys below `mail.<kind>`, and where its link leads. */
type Template = {
  /** Below the company's address; undefined: the portal's own, as the company is closed to the reader. */
  path: (mail: PendingMail) => string | undefined
  params: (mail: PendingMail) => Record<string, string | number>
  /** Further lines, e.g. the reasons of a failure. */
  points?: (mail: PendingMail) => string[]
  /** Key of another footer than the usual. */
  footer?: string
}

/** About the reader's own access to the company. */
const aboutAccess = {
  params: (mail: PendingMail) => ({ actor: mail.actorName, company: mail.company.name }),
  footer: "user.footer",
}

/** Of a comment: its words stay in the portal. */
const aboutComment: Template = {
  path: mail => `${text(mail.data.document).replaceAll("_", "-")}s/${segment(mail.subjectNo)}`,
  params: mail => ({ no: mail.subjectNo, actor: mail.actorName, document: text(mail.data.document) }),
}

/** Where what is approved is opened; else a purchase invoice. */
const approvedIn: Record<string, string> = {
  credit_memo: "purchase-credit-memos",
  payment_order: "payment-orders",
}

/** What waits for the reader. The link opens it; nothing is answered by mail. */
const aboutApproval: Template = {
  path: mail =>
    mail.data.documentType === "vendor_bank_account"
      ? `vendors/${segment(mail.subjectNo)}/bank-accounts?account=${segment(text(mail.data.accountId))}#approval`
      : `${approvedIn[text(mail.data.documentType)] ?? "purchase-invoices"}/${segment(mail.subjectNo)}`,
  params: mail => ({
    no: mail.subjectNo,
    documentType: text(mail.data.documentType),
    vendor: text(mail.data.vendorName),
    dueDate: formatDate(text(mail.data.dueDate), mail.language),
  }),
}

/** What became of an approval; the reason, where there is one, as it was given. */
const aboutAnswer: Template = {
  path: aboutApproval.path,
  params: mail => ({
    no: mail.subjectNo,
    documentType: text(mail.data.documentType),
    vendor: text(mail.data.vendorName),
    actor: mail.actorName,
    isAsked: mail.data.toUserId === mail.userId ? "yes" : "no",
  }),
  points: mail => [text(mail.data.reason)].filter(Boolean),
}

const templates: Record<string, Template> = {
  "comment.written": aboutComment,
  "comment.edited": aboutComment,
  "comment.assigned": aboutComment,
  "purchase_invoice.sent_back": {
    path: mail => `purchase-invoices/${segment(mail.subjectNo)}`,
    params: mail => ({ no: mail.subjectNo, actor: mail.actorName, vendor: text(mail.data.vendorName) }),
    points: mail => [text(mail.data.reason)].filter(Boolean),
  },
  "purchase_credit_memo.sent_back": {
    path: mail => `purchase-credit-memos/${segment(mail.subjectNo)}`,
    params: mail => ({ no: mail.subjectNo, actor: mail.actorName, vendor: text(mail.data.vendorName) }),
    points: mail => [text(mail.data.reason)].filter(Boolean),
  },
  "approval.sent": aboutAnswer,
  "approval.agreed": aboutAnswer,
  "approval.delegated": aboutAnswer,
  "approval.reassigned": aboutAnswer,
  "approval.approved": aboutAnswer,
  "approval.rejected": aboutAnswer,
  "approval.due": aboutApproval,
  "approval.escalated": aboutApproval,
  "approval.substituted": aboutApproval,
  // Administrators see no vendors.
  "vendor.bank_account_proposed_alone": {
    path: () => "",
    params: mail => ({
      no: mail.subjectNo,
      actor: mail.actorName,
      company: mail.company.name,
      vendor: text(mail.data.vendorName),
      account: text(mail.data.account),
      holder: text(mail.data.holder),
    }),
  },
  "user.roles_changed": {
    ...aboutAccess,
    path: () => "",
    points: mail => {
      const [t, role] = [translate(mail.language, "mail"), translate(mail.language, "users")]
      const named = (roles: unknown) => ({
        roles: texts(roles)
          .map(each => role(`role.${each}`))
          .join(", "),
      })
      return [t(`${mail.kind}.before`, named(mail.data.before)), t(`${mail.kind}.after`, named(mail.data.after))]
    },
  },
  "user.removed": { ...aboutAccess, path: () => undefined },
  "user.disabled": { ...aboutAccess, path: () => undefined },
  "user.enabled": { ...aboutAccess, path: () => "" },
  "user.sessions_ended": { ...aboutAccess, path: () => "" },
  "user.password_chosen": { ...aboutAccess, path: () => "" },
}

/** The letter about an event in its reader's language; undefined for a kind that is not mailed. */
export function letterAbout(mail: PendingMail): Letter | undefined {
  if (mail.digest) return digestLetter(mail, mail.digest)
  const template = templates[mail.kind] ?? templateOfWork(mail)
  if (!template) return toldKindOf(mail.kind) && toldLetter(mail)
  const t = translate(mail.language, "mail")
  const params = template.params(mail)
  const say = (key: string) => t(`${mail.kind}.${key}`, params)
  const path = template.path(mail)
  const content = {
    language: mail.language,
    greeting: t("greeting", { name: mail.to.name }),
    lead: say("text"),
    points: template.points?.(mail) ?? [],
    link: { href: path === undefined ? portalAddress() : addressIn(mail.company, path), label: say("link") },
    footer: t(template.footer ?? footerOf(mail), { company: mail.company.name }),
  }
  return {
    companyId: mail.companyId,
    id: letterId(mail),
    to: mail.to,
    subject: say("subject"),
    ...page(content),
  }
}

/** The letter that a kind of work has about the event; the reasons of a failure are said one by one. */
function templateOfWork({ kind, subjectType, subjectNo, data }: PendingMail): Template | undefined {
  const work = workKindNamed(subjectType)
  const params = work?.letters[kind.slice(subjectType.length + 1)]
  if (!work || !params) return undefined
  return {
    path: () => work.page(subjectNo, { kind, data }),
    params: () => params(subjectNo, data),
    points: mail => failureSentences(mail.language, (data.failure ?? []) as FailureReason[]),
  }
}

function text(value: unknown): string {
  return typeof value === "string" ? value : ""
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(text) : []
}

function segment(value: unknown): string {
  return encodeURIComponent(text(value))
}
