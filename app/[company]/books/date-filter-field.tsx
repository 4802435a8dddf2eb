"use client"

import { useEffect, useRef } from "react"
import { PlainTextField } from "@/components/plain-text-field"

/**
 * A date to filter by: text, because the browser's own control follows the browser's language. It keeps the focus where a
 * search leaves it, and shows what was typed as it was understood.
 */
export function DateFilterField(props: { name: string; label: string; shown: string; error?: string }) {
  const { name, label, shown, error } = props
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (input.current) input.current.value = shown
  }, [shown])
  return <PlainTextField ref={input} name={name} label={label} defaultValue={shown} error={error} autoComplete="off" />
}
