"use client"

import { useSyncExternalStore } from "react"

/** Whether the script is there: what the server draws is the same without. */
export function useIsScripted(): boolean {
  return useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  )
}
