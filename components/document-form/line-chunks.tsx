"use client"

import { memo, type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react"
import { flushSync } from "react-dom"
import { TableBody } from "@/components/table"
import { numberRows } from "./grid-stops"
import { LineRow } from "./line-row"

/** Lines that a browser lays out and draws, or leaves out, at once (grid.css). */
const CHUNK_LENGTH = 10

/** Lines above which only the one that is worked on has fields: a screen full of fields is slow to scroll. */
const MANY = 60

/** All lines. Of many, only the one that is worked on has fields once there is a script. */
export function LineChunks({ ids, isScripted }: { ids: readonly string[]; isScripted: boolean }) {
  return chunks(ids).map((chunk, at) => (
    <LineChunk
      // biome-ignore lint/suspicious/noArrayIndexKey: a chunk is a place among the lines
      key={at}
      ids={chunk}
      before={at * CHUNK_LENGTH}
      isLate={isScripted}
      isOfMany={isScripted && ids.length > MANY}
    />
  ))
}

function chunks(ids: readonly string[]): string[][] {
  const count = Math.ceil(ids.length / CHUNK_LENGTH)
  return Array.from({ length: count }, (_, at) => ids.slice(at * CHUNK_LENGTH, (at + 1) * CHUNK_LENGTH))
}

type Props = {
  ids: readonly string[]
  /** Lines before these. */
  before: number
  /** Drawn by a script, and not by the server. */
  isLate: boolean
  /** There are so many lines that only the one that is worked on has fields. */
  isOfMany: boolean
}

const LineChunk = memo(
  function LineChunk({ ids, before, isLate, isOfMany }: Props) {
    const body = useRef<HTMLTableSectionElement>(null)
    const isShort = useIsShort(isLate, isOfMany)
    const isOpened = useHoldsOpened(body)
    // biome-ignore lint/correctness/useExhaustiveDependencies: which lines there are says when
    useLayoutEffect(() => {
      if (body.current) numberRows(body.current, before)
    }, [ids, before])
    const className = `chunk${isOfMany ? " of-many" : ""}${isOpened ? " opened" : ""}`
    return (
      <TableBody ref={body} className={className}>
        {ids.map(id => (
          <LineRow key={id} id={id} isOfMany={isShort} />
        ))}
      </TableBody>
    )
  },
  (before, after) =>
    before.isOfMany === after.isOfMany &&
    before.ids.length === after.ids.length &&
    before.ids.every((id, at) => id === after.ids[at]),
)

/** Something in it is open, and lies over other lines. */
function useHoldsOpened(body: RefObject<Element | null>): boolean {
  const [isOpened, setOpened] = useState(false)
  useEffect(() => {
    const look = () => setOpened(body.current?.querySelector("details[open]") !== null)
    const end = new AbortController()
    // It does not bubble.
    body.current?.addEventListener("toggle", look, { capture: true, signal: end.signal })
    look()
    return () => end.abort()
  }, [body])
  return isOpened
}

/** Where lines are cards, all have their fields: a card without is of another height. */
const inOneColumn = "(max-width: 960px)"

/** Whether lines are drawn as texts. Those that the server has drawn with fields lose them while nothing else is to be done. */
function useIsShort(isLate: boolean, isOfMany: boolean): boolean {
  const [isShort, setShort] = useState(isLate && isOfMany)
  useEffect(() => {
    if (!isOfMany || matchMedia(inOneColumn).matches) return setShort(false)
    return whenIdle(() => flushSync(() => setShort(true)))
  }, [isOfMany])
  return isShort
}

/** @returns ends it */
function whenIdle(run: () => void): () => void {
  // Safari has none.
  if (!("requestIdleCallback" in globalThis)) {
    const timer = setTimeout(run)
    return () => clearTimeout(timer)
  }
  const idle = requestIdleCallback(run)
  return () => cancelIdleCallback(idle)
}
