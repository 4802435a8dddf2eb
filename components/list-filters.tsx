"use client"

import Form from "next/form"
import { useTranslations } from "next-intl"
import { type FormEvent, type ReactNode, useRef } from "react"
import { Link } from "./link"

/**
 * Search and filters of a list, kept in the address by a plain GET form; a new search starts at the first page. Enter in a
 * field asks besides, by `open`, that a single hit be opened; the button shows it in the list.
 * @param keep parameters of the address that are to survive, such as the sort
 * @param filtered whether anything narrows the list now, and so can be reset
 */
export function ListFilters(props: {
  action: string
  keep?: Readonly<Record<string, string | undefined>>
  filtered?: boolean
  children: ReactNode
}) {
  const { action, keep = {}, filtered = false, children } = props
  const t = useTranslations("common")
  const open = useRef<HTMLInputElement>(null)

  /** next/form leaves out the button that a form was sent with. */
  function nameButton({ nativeEvent }: FormEvent) {
    const { submitter } = nativeEvent as SubmitEvent
    if (open.current) open.current.disabled = (submitter as HTMLButtonElement | null)?.name !== "open"
  }

  return (
    <Form className="filters" action={action} role="search" onSubmit={nameButton}>
      {/* The first button of a form is the one that Enter in a field presses. */}
      <button type="submit" name="open" value="1" className="hidden" tabIndex={-1} aria-hidden="true" />
      <input ref={open} type="hidden" name="open" value="1" disabled />
      {Object.entries(keep).map(([name, value]) =>
        value ? <input key={name} type="hidden" name={name} value={value} /> : null,
      )}
      {children}
      <button type="submit" className="btn">
        {t("search")}
      </button>
      {filtered && (
        <Link className="btn plain" href={action}>
          {t("resetFilters")}
        </Link>
      )}
    </Form>
  )
}
