"use client"

import { useTranslations } from "next-intl"
import type { ReactNode } from "react"
import { useFormAnswer } from "@/components/form/answer"
import { TriangleAlert } from "@/components/icons"

type Props = {
  /** Of the card's definition: the namespace of its texts. */
  slug: string
  /** Leads to one of them, or takes it in place of the card. */
  action(no: string): ReactNode
}

/**
 * Cards that the one in the form may be, beside it. They were seen once they are sent back: the form is then saved, unless it
 * has come to be like others.
 */
export function SimilarCards({ slug, action }: Props) {
  // Each has the same keys.
  const t = useTranslations(slug as "vendors")
  const field = `${slug}.similar`
  const found = useFormAnswer().issuesFor(field)
  if (found.length === 0) return null
  const cards = found.map(({ params = {} }) => ({
    no: String(params.no),
    name: String(params.name),
    told: [params.no, params.place, params.more].filter(Boolean).join(", "),
    by: t(`similar.by.${String(params.by)}` as "similar.by.name"),
  }))
  return (
    <section className="notice warning wide" id={field} aria-label={t("field.similar")} tabIndex={-1}>
      <TriangleAlert className="icon" aria-hidden="true" />
      <p>
        <strong>{t("field.similar")}</strong>
      </p>
      <ul>
        {cards.map(({ no, name, told, by }) => (
          <li key={no}>
            <strong>{name}</strong>, {told}: {by} {action(no)}
          </li>
        ))}
      </ul>
      <p className="soft">{t("similar.then")}</p>
      <input type="hidden" name={`${field}Seen`} value={cards.map(({ no }) => no).join(",")} />
    </section>
  )
}
