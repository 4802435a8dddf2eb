"use client"

import { createContext, useCallback, useContext, useSyncExternalStore } from "react"

/**
 * Which line is worked on: it has fields, however many lines there are. So has the one before: the focus goes from field to
 * field, and is never in one that is taken away.
 */
export class ActiveLine {
  private readonly listeners = new Set<() => void>()
  private before = ""

  constructor(private id = "") {}

  readonly has = (id: string): boolean => id === this.id || id === this.before

  readonly subscribe = (heard: () => void): (() => void) => {
    this.listeners.add(heard)
    return () => {
      this.listeners.delete(heard)
    }
  }

  set(id: string): void {
    if (id === this.id) return
    this.before = this.id
    this.id = id
    for (const heard of [...this.listeners]) heard()
  }
}

export const ActiveLineContext = createContext(new ActiveLine())

export function useIsActive(id: string): boolean {
  const active = useContext(ActiveLineContext)
  const read = useCallback(() => active.has(id), [active, id])
  return useSyncExternalStore(active.subscribe, read, read)
}
