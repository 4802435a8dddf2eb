import type { Digest, PendingMail } from "@/domain/notifications/pending-mail"
import { addressIn, addressOfNotification } from "./address"
import { eventWords } from "./event-words"
import { letterId } from "./letter-id"
import { page } from "./page"
import { translate } from "./translate"
import type { Letter } from "./transport"

/** The daily mail: what was collected, a line each that leads to what it is about. */
export function digestLetter(mail: PendingMail, { items, count }: Digest): Letter {
  const { language, company } = mail
  const t = translate(language, "mail")
  const lines = items.map(item => ({
    text: eventWords(language, item),
    href: addressOfNotification(company, item.eventId),
  }))
  const rest = count - items.length
  return {
    companyId: mail.companyId,
    id: letterId(mail),
    to: mail.to,
    subject: t("digest.subject", { company: company.name, count }),
    ...page({
      language,
      greeting: t("greeting", { name: mail.to.name }),
      lead: t("digest.text", { company: company.name }),
      points: rest > 0 ? [...lines, t("digest.more", { count: rest })] : lines,
      link: { href: addressIn(company, "notifications"), label: t("digest.link") },
      footer: t("chosenFooter", { company: company.name }),
    }),
  }
}
