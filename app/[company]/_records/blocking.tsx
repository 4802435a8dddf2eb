import { getTranslations } from "next-intl/server"
import { Link } from "@/components/link"
import { Section } from "@/components/section"
import type { Actor } from "@/domain/access/actor"
import { type FailingGroup, readWhatFails } from "@/domain/documents/what-fails"
import { WhatFails } from "./what-fails"

type Props = {
  actor: Actor
  company: string
  noun: "item" | "customer"
  no: string
  /** Which groups of documents the card's block stops now. */
  stops: readonly FailingGroup["of"][]
  /** Whether it is asked what a block would stop; what one stops is shown without being asked. Lines are known by no item: that is looked for. */
  asked: boolean
}

/** What blocking a card stops, or would: on its page for who may block it, looked for once it is asked or blocked. */
export async function Blocking({ actor, company, noun, no, stops, asked }: Props) {
  const t = await getTranslations("blocking")
  if (!asked && stops.length === 0) {
    return (
      <Section title={t("title")}>
        <p>
          <Link className="btn" href="?blocking=1#blocking">
            {t("ask")}
          </Link>
        </p>
      </Section>
    )
  }
  const groups = await readWhatFails(actor, noun, no)
  return (
    <div id="blocking">
      <Section title={t("title")}>
        {groups.length === 0 ? (
          <p className="hint">{t("nothing")}</p>
        ) : (
          <WhatFails noun={noun} groups={groups} fails={of => stops.includes(of)} company={company} />
        )}
      </Section>
    </div>
  )
}
