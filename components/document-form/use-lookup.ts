"use client"

import { useEffect, useRef, useState } from "react"
import type { Candidate } from "./view"

/** Milliseconds of quiet after typing before the server is asked. */
const typingPause = 150

/**
 * Asks the server what a text may mean while it is typed; an answer that comes late is dropped.
 *
 * @param url answers `?q=` with a list of candidates; of a blank text with what was chosen recently, or all there are
 */
export function useLookup(url: string) {
  const [candidates, setCandidates] = useState<Candidate[]>([])
  const [answeredFor, setAnsweredFor] = useState("")
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const asked = useRef<AbortController>(undefined)
  useEffect(
    () => () => {
      clearTimeout(timer.current)
      asked.current?.abort()
    },
    [],
  )

  /** Resolves to nothing where the server could not be reached: the server looks again when the form is sent. */
  async function now(text: string): Promise<Candidate[]> {
    clearTimeout(timer.current)
    asked.current?.abort()
    const own = new AbortController()
    asked.current = own
    try {
      const answer = await fetch(`${url}${url.includes("?") ? "&" : "?"}q=${encodeURIComponent(text.trim())}`, {
        signal: own.signal,
      })
      return answer.ok ? ((await answer.json()) as Candidate[]) : []
    } catch {
      return []
    }
  }

  function soon(text: string): void {
    clearTimeout(timer.current)
    timer.current = setTimeout(async () => {
      const found = await now(text)
      if (asked.current?.signal.aborted) return
      setCandidates(found)
      setAnsweredFor(text.trim())
    }, typingPause)
  }

  function clear(): void {
    clearTimeout(timer.current)
    asked.current?.abort()
    setCandidates([])
    setAnsweredFor("")
  }

  return { candidates, answeredFor, soon, now, clear }
}
