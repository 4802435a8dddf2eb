import type { OwnApprovalLetter } from "@/domain/approval-clock/own-approvals"
import { env } from "@/env"
import { formatDate } from "@/language/date-format"
import { formatNumber } from "@/language/number-format"
import { page } from "./page"
import { translate } from "./translate"
import type { Letter } from "./transport"

/** The letter with a month's own approvals to somebody outside, a line each. */
export function ownApprovalsLetter(letter: OwnApprovalLetter): Letter {
  const { companyId, company, currencyCode, language, to, month, approvals } = letter
  const t = translate(language, "mail")
  const say = (key: string) => t(`own_approvals.${key}`, { company, month: month.slice(0, 7), count: approvals.length })
  const points = approvals.map(({ day, no, vendorNo, amount, approver }) =>
    t("own_approvals.one", {
      day: formatDate(day, language),
      no,
      vendorNo,
      amount: `${currencyCode} ${formatNumber(amount, language, { min: 2 })}`,
      approver,
    }),
  )
  return {
    companyId,
    // Behind those about events, and those of chains, which have their number in its place.
    id: `9001${month.replaceAll("-", "")}-0`,
    to: { name: "", address: to },
    subject: say("subject"),
    ...page({
      language,
      greeting: say("greeting"),
      lead: say("text"),
      points,
      link: { href: env().PUBLIC_URL, label: say("link") },
      footer: say("footer"),
    }),
  }
}
