"use client"

import { useTranslations } from "next-intl"
import type { ReactNode } from "react"
import { useFormAnswer } from "@/components/form/answer"
import { CircleCheck } from "@/components/icons"
import { Notice } from "@/components/notice"

/** A company that was just made. */
export type FoundedCompany = {
  name: string
  /** Where it is. */
  address: string
  /** Of its administrator. */
  email: string
  /** For the operator to hand on; undefined: it is mailed. */
  link?: string
}

/** In place of the form, once it has made a company: which, and how its administrator gets in. It is told this once. */
export function OnceFounded({
  again,
  children,
}: {
  /** To make another, and back. */ again: ReactNode
  children: ReactNode
}) {
  const t = useTranslations("operator.newCompany")
  const { state } = useFormAnswer()
  if (state.status !== "done") return children
  const { name, address, email, link } = state.data as FoundedCompany
  return (
    <Notice key={state.id} icon={CircleCheck} title={t("made", { name })} actions={again} announce>
      <p className="soft">{t("madeAddress", { address })}</p>
      <p className="soft">{link === undefined ? t("madeMailed", { email }) : t("madeLink", { email })}</p>
      {link !== undefined && <textarea className="input no" readOnly rows={2} value={link} aria-label={t("link")} />}
    </Notice>
  )
}
