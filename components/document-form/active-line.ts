"use client"

import { createContext, useCallback, useContext, useSyncExternalStore } from "react"

/** Which line has the focus of the grid: it has fields wherever it is. */
export class ActiveLine {
  private id = ""
  private readonly listeners = new Set<() => void>()

  readonly read = (): string => this.id

  readonly subscribe = (heard: () => void): (() => void) => {
    this.listeners.add(heard)
    return () => {
      this.listeners.delete(heard)
    }
  }

  set(id: string): void {
    if (id === this.id) return
    this.id = id
    for (const heard of [...this.listeners]) heard()
  }
}

export const ActiveLineContext = createContext(new ActiveLine())

export function useIsActiveAmong(ids: readonly string[]): boolean {
  const active = useContext(ActiveLineContext)
  const read = useCallback(() => ids.includes(active.read()), [active, ids])
  return useSyncExternalStore(active.subscribe, read, read)
}
