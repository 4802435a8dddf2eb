import type { AccountLetter } from "@/domain/users/account-letters"
import { env } from "@/env"
import { page } from "./page"
import { translate } from "./translate"
import type { Letter } from "./transport"

/** The letter about somebody's own account, which is no company's. */
export function letterOfAccount({ id, kind, createdAt, to, language, path, companyId }: AccountLetter): Letter {
  const t = translate(language, "mail")
  const say = (key: string) => t(`account.${kind}.${key}`)
  const content = {
    language,
    greeting: t("greeting", { name: to.name }),
    lead: say("text"),
    points: [],
    link: { href: `${env().PUBLIC_URL.replace(/\/$/, "")}${path}`, label: say("link") },
    footer: say("footer"),
  }
  // By when it was asked for: the numbers of events stand in its place otherwise.
  const seconds = Math.floor(createdAt.getTime() / 1_000)
  return { companyId, id: `${String(seconds).padStart(12, "0")}-${id}`, to, subject: say("subject"), ...page(content) }
}
