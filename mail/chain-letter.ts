import type { HeadLetter } from "@/domain/chain/mail-heads"
import { env } from "@/env"
import { page } from "./page"
import { translate } from "./translate"
import type { Letter } from "./transport"

/** The letter with a day's head of a company's chain, to somebody outside: its text is read back as it is (domain/chain/head-file.ts). */
export function chainLetter({ companyId, company, slug, language, to, day, head }: HeadLetter): Letter {
  const t = translate(language, "mail")
  const say = (key: string) => t(`chain.${key}`, { company, day })
  const { text, html } = page({
    language,
    greeting: say("greeting"),
    lead: say("text"),
    points: [],
    link: { href: `${env().PUBLIC_URL.replace(/\/$/, "")}/${slug}/books/chain`, label: say("link") },
    footer: say("footer"),
  })
  return {
    companyId,
    // Behind those about events, which have their number in its place.
    id: `9000${day.replaceAll("-", "")}-0`,
    to: { name: "", address: to },
    subject: say("subject"),
    text: `${text}\n\n${head}`,
    html: html.replace("</body>", `<pre>${head}</pre>\n</body>`),
  }
}
