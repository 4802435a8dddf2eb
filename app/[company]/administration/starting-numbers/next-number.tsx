"use client"

import { useEffect, useRef, useState } from "react"

type Props = { names: { prefix: string; lastNumber: string }; digits: number; stored: string; label: string }

/** The number that a series gives next, by what is typed; without scripts by what is stored. */
export function NextNumber({ names, digits, stored, label }: Props) {
  const output = useRef<HTMLOutputElement>(null)
  const [next, setNext] = useState(stored)

  useEffect(() => {
    const form = output.current?.closest("form")
    if (!form) return
    const typed = (name: string) => (form.elements.namedItem(name) as HTMLInputElement | null)?.value.trim() ?? ""
    const look = () => {
      const last = typed(names.lastNumber)
      const readable = /^\d{1,10}$/u.test(last)
      setNext(readable ? typed(names.prefix) + String(Number(last) + 1).padStart(digits, "0") : "–")
    }
    look()
    form.addEventListener("input", look)
    return () => form.removeEventListener("input", look)
  }, [names.prefix, names.lastNumber, digits])

  return (
    <div className="field">
      <span>{label}</span>
      <output ref={output} className="whole">
        {next}
      </output>
    </div>
  )
}
