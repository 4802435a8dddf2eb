import { workKindNamed } from "@/domain/job-queue/work-kinds"
import type { PendingMail } from "@/domain/notifications/pending-mail"
import { env } from "@/env"
import { formatDate } from "@/language/date-format"
import { type FailureReason, failureSentences } from "./failure-sentences"
import { page } from "./page"
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

/** What waits for the reader. The link opens it; nothing is answered by mail. */
const aboutApproval: Template = {
  path: mail =>
    `${mail.data.documentType === "credit_memo" ? "purchase-credit-memos" : "purchase-invoices"}/${segment(mail.subjectNo)}`,
  params: mail => ({
    no: mail.subjectNo,
    documentType: text(mail.data.documentType),
    vendor: text(mail.data.vendorName),
    dueDate: formatDate(text(mail.data.dueDate), mail.language),
  }),
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
  const template = templates[mail.kind] ?? templateOfWork(mail)
  if (!template) return undefined
  const t = translate(mail.language, "mail")
  const params = template.params(mail)
  const say = (key: string) => t(`${mail.kind}.${key}`, params)
  const path = template.path(mail)
  const below = path === undefined ? [] : [mail.company.slug, path].filter(Boolean)
  const link = [env().PUBLIC_URL.replace(/\/$/, ""), ...below].join("/")
  const content = {
    language: mail.language,
    greeting: t("greeting", { name: mail.to.name }),
    lead: say("text"),
    points: template.points?.(mail) ?? [],
    link: { href: link, label: say("link") },
    footer: t(template.footer ?? "footer", { company: mail.company.name }),
  }
  return {
    companyId: mail.companyId,
    id: `${String(mail.eventId).padStart(12, "0")}-${mail.userId}`,
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
