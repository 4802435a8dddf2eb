"use client"

import { useFormAnswer } from "./answer"

/** The version a document is saved upon: the page's, or the newer one that a stale save was shown. */
export function VersionField({ value }: { value: number }) {
  const { state } = useFormAnswer()
  return <input type="hidden" name="version" value={state.stale?.version ?? value} />
}
