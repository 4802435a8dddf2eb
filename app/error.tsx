"use client"

import { FailurePanel } from "./failure"

/** A page that failed, outside the frame. */
export default function ErrorPage(props: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main className="sign">
      <FailurePanel {...props} />
    </main>
  )
}
