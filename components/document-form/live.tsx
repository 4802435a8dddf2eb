"use client"

import {
  createContext,
  lazy,
  type ReactNode,
  Suspense,
  useCallback,
  useContext,
  useEffect,
  useState,
  useSyncExternalStore,
} from "react"
import { useDrawnIn } from "@/components/form/drawn-in"
import { useGridState } from "./grid-state"
import type { LiveAmounts, LiveBasis, LiveLine } from "./live-amounts"
import { LiveStore } from "./live-store"

const LiveContext = createContext<LiveStore>(new LiveStore())

type Props = {
  basis: LiveBasis
  /** Answers what lines are given. */
  url: string
  /** Differs with every answer that draws the fields anew. */
  answer: string
  /** The fields hold what is not stored. */
  isChanged: boolean
  children: ReactNode
}

/** Adds the document up while one types, for the parts of its form within. */
export function LiveProvider({ basis, url, answer, isChanged, children }: Props) {
  const grid = useGridState()
  const [store] = useState(() => new LiveStore(url))
  const language = useDrawnIn()
  useEffect(() => store.restOn({ ...basis, reader: { ...basis.reader, language } }), [store, basis, language])
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer draws the fields anew
  useEffect(() => store.watch(grid, isChanged), [store, grid, answer, isChanged])
  return <LiveContext.Provider value={store}>{children}</LiveContext.Provider>
}

/** What a line comes to by what is typed; undefined: as stored. */
export function useLiveLine(id: string): LiveLine | undefined {
  const store = useContext(LiveContext)
  const subscribe = useCallback((heard: () => void) => store.subscribeLine(id, heard), [store, id])
  return useSyncExternalStore(
    subscribe,
    () => store.amountsOf(id),
    () => undefined,
  )
}

/** Units of measure that the item of a number has. */
export function useUnitsOf(itemNo: string): readonly string[] {
  const store = useContext(LiveContext)
  return useSyncExternalStore(
    store.subscribe,
    () => store.unitsOf(itemNo),
    () => store.unitsOf(itemNo),
  )
}

/** The number of a line by what is typed, where the server was asked. */
export function useLiveNo(id: string): string | null | undefined {
  const store = useContext(LiveContext)
  return useSyncExternalStore(
    store.subscribe,
    () => store.lineOf(id)?.no,
    () => undefined,
  )
}

/** The store itself, for what looks at one line after another. */
export const useLiveStore = () => useContext(LiveContext)

const LiveSums = lazy(() => import("./live-sums"))

/** VAT groups and totals by what is typed; as stored until something is. */
export function Sums({ stored }: { stored: ReactNode }) {
  const store = useContext(LiveContext)
  const amounts = useSyncExternalStore<LiveAmounts | null>(
    store.subscribe,
    () => store.amounts,
    () => null,
  )
  if (!amounts) return stored
  return (
    <Suspense fallback={stored}>
      <LiveSums amounts={amounts} />
    </Suspense>
  )
}
