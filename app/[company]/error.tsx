"use client"

import { FailurePanel } from "@/app/failure"

/** A page that failed, within the company's frame. */
export default function ErrorPage(props: { error: Error & { digest?: string }; reset: () => void }) {
  return <FailurePanel {...props} />
}
