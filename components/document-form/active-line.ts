"use client"

import { createContext, useCallback, useContext, useSyncExternalStore } from "react"
import { LineListeners } from "./line-listeners"

/**
 * Which line is worked on: it has fields, however many lines there are. So has the one before: the focus goes from field to
 * field, and is never in one that is taken away.
 */
export class ActiveLine {
  private readonly drawn = new LineListeners()
  private before = ""

  constructor(private id = "") {}

  readonly has = (id: string): boolean => id === this.id || id === this.before

  subscribe(id: string, heard: () => void): () => void {
    return this.drawn.subscribe(id, heard)
  }

  set(id: string): void {
    if (id === this.id) return
    const gone = this.before
    this.before = this.id
    this.id = id
    this.drawn.tell([id, this.before, gone])
  }
}

export const ActiveLineContext = createContext(new ActiveLine())

export function useIsActive(id: string): boolean {
  const active = useContext(ActiveLineContext)
  const read = useCallback(() => active.has(id), [active, id])
  const subscribe = useCallback((heard: () => void) => active.subscribe(id, heard), [active, id])
  return useSyncExternalStore(subscribe, read, read)
}
