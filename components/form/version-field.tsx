"use client"

import { useFormAnswer } from "./answer"

/**
 * The version a document is saved upon: the page's, or the newer one that a stale save was shown; a refusal after that
 * keeps it.
 */
export function VersionField({ value }: { value: number }) {
  const answer = useFormAnswer()
  return (
    <input
      type="hidden"
      name="version"
      value={answer.state.stale?.version ?? answer.valueOf("version", String(value))}
    />
  )
}
