import { toldKindOf } from "@/domain/history/told-kinds"
import type { PendingMail } from "@/domain/notifications/pending-mail"
import { addressOfNotification } from "./address"
import { eventWords } from "./event-words"
import { letterId } from "./letter-id"
import { page } from "./page"
import { translate } from "./translate"
import type { Letter } from "./transport"

/** Beyond it a mail program cuts a subject off anyway. */
const longestSubject = 120

/** The letter about what has no words of its own in mails: those of the bell. */
export function toldLetter(mail: PendingMail): Letter {
  const t = translate(mail.language, "mail")
  const sentence = eventWords(mail.language, mail)
  return {
    companyId: mail.companyId,
    id: letterId(mail),
    to: mail.to,
    subject: sentence.length > longestSubject ? `${sentence.slice(0, longestSubject).trimEnd()}…` : sentence,
    ...page({
      language: mail.language,
      greeting: t("greeting", { name: mail.to.name }),
      lead: sentence,
      points: [],
      link: { href: addressOfNotification(mail.company, mail.eventId), label: t("told.link") },
      footer: t(footerOf(mail), { company: mail.company.name }),
    }),
  }
}

/** Key of the words below a letter: with where one chooses, for what one chooses about. */
export function footerOf({ kind }: { kind: string }): string {
  return toldKindOf(kind) ? "chosenFooter" : "footer"
}
