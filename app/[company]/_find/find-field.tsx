"use client"

import Form from "next/form"
import { useRouter } from "next/navigation"
import { useTranslations } from "next-intl"
import { Combobox } from "@/components/document-form/combobox"
import { setText } from "@/components/form/set-text"
import { askToLeave } from "@/components/unsaved/ask-to-leave"

type Props = {
  id: string
  /** The page of what was found. */
  action: string
  lookup: string
  text?: string
  /** Told before the page is left for what was chosen. */
  onGo?: () => void
}

/** A field that finds everything: it proposes while one types, and goes to what is chosen; Enter goes to the page of what was found. */
export function FindField({ id, action, lookup, text = "", onGo }: Props) {
  const t = useTranslations("find")
  const common = useTranslations("common")
  const router = useRouter()
  return (
    <Form className="filters find" action={action} role="search" onSubmit={onGo}>
      <input type="hidden" name="open" value="1" />
      <Combobox
        key={text}
        id={id}
        name="q"
        lookup={lookup}
        listsAll
        defaultValue={text}
        placeholder={t("placeholder")}
        aria-label={t("label")}
        data-no-work=""
        onPick={({ card }) => {
          if (!card) return
          // Empty, Enter has nothing to send, and the next search begins anew.
          setText(document.getElementById(id) as HTMLInputElement, "")
          onGo?.()
          askToLeave(() => router.push(card))
        }}
      />
      <button className="btn" type="submit">
        {common("search")}
      </button>
    </Form>
  )
}
