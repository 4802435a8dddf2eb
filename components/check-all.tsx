"use client"

import type { ChangeEvent } from "react"

/** A box that checks or clears every box of a name in its form; without a script each is checked by itself. */
export function CheckAll({ name, label }: { name: string; label: string }) {
  function set(event: ChangeEvent<HTMLInputElement>) {
    for (const box of event.currentTarget.form?.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`) ?? []) {
      box.checked = event.currentTarget.checked
    }
  }
  return (
    <label className="target">
      <input type="checkbox" aria-label={label} onChange={set} />
    </label>
  )
}
