import type { InvitationMail } from "@/domain/users/invitation-mail"
import { env } from "@/env"
import { page } from "./page"
import { translate } from "./translate"
import type { Letter } from "./transport"

/** The letter that carries an invitation's link. Nobody is its reader's user number: there may be no user yet. */
export function invitationLetter(companyId: number, eventId: number, mail: InvitationMail): Letter {
  const t = translate(mail.language, "mail")
  const say = (key: string) => t(`${mail.kind}.${key}`, { company: mail.companyName, actor: mail.actorName })
  const content = {
    language: mail.language,
    greeting: t("greeting", { name: mail.to.name }),
    lead: say("text"),
    points: [],
    link: { href: `${env().PUBLIC_URL.replace(/\/$/, "")}${mail.path}`, label: say("link") },
    footer: say("footer"),
  }
  return {
    companyId,
    id: `${String(eventId).padStart(12, "0")}-0`,
    to: mail.to,
    subject: say("subject"),
    ...page(content),
  }
}
