"use client"

import { memo, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react"
import { flushSync } from "react-dom"
import { TableBody } from "@/components/table"
import { asRowsOfGrid } from "./grid-stops"
import { LineRow } from "./line-row"
import { chunkClass, SleepingChunk } from "./sleeping-chunk"
import { whenIdle } from "./turns"

/** Lines that a browser lays out and draws, or leaves out, at once (grid.css). */
const CHUNK_LENGTH = 10

/** Lines above which only the one that is worked on has fields: a screen full of fields is slow to scroll. */
const MANY = 60

/** All lines. Of many, only the one that is worked on has fields once there is a script. */
export function LineChunks({
  ids,
  before,
  isScripted,
}: {
  ids: readonly string[]
  before: number
  isScripted: boolean
}) {
  return chunks(ids).map((chunk, at) => (
    <LineChunk
      // biome-ignore lint/suspicious/noArrayIndexKey: a chunk is a place among the lines
      key={at}
      ids={chunk}
      before={before + at * CHUNK_LENGTH}
      isLate={isScripted}
      isOfMany={ids.length > MANY}
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
  function LineChunk({ isLate, ...chunk }: Props) {
    const [drawnIds] = useState(() => (isLate ? "" : chunk.ids.join()))
    const [sleeps, setSleeps] = useState(() => !isLate && chunk.isOfMany && isInBrowser() && !isInOneColumn())
    const wake = useCallback(() => flushSync(() => setSleeps(false)), [])
    // Woken, a script draws it.
    const [isServers] = useState(!isLate && !sleeps)
    if (sleeps && chunk.ids.join() === drawnIds) return <SleepingChunk before={chunk.before} onWake={wake} />
    return <LiveChunk {...chunk} isLate={!isServers} />
  },
  (before, after) =>
    before.isOfMany === after.isOfMany &&
    before.ids.length === after.ids.length &&
    before.ids.every((id, at) => id === after.ids[at]),
)

function LiveChunk({ ids, before, isLate, isOfMany }: Props) {
  const body = useRef<HTMLTableSectionElement>(null)
  const isShort = useIsShort(isLate, isOfMany)
  const [serversIds] = useState(() => new Set(isLate ? [] : ids))
  // biome-ignore lint/correctness/useExhaustiveDependencies: which lines there are says when
  useLayoutEffect(() => {
    if (body.current) asRowsOfGrid(body.current, before)
  }, [ids, before])
  return (
    <TableBody ref={body} className={chunkClass(isOfMany)}>
      {ids.map(id => (
        <LineRow key={id} id={id} isOfMany={isShort} isLate={!serversIds.has(id)} />
      ))}
    </TableBody>
  )
}

const isInBrowser = () => typeof window !== "undefined"

/** Where lines are cards, all have their fields: a card without is of another height. */
const isInOneColumn = () => matchMedia("(max-width: 960px)").matches

/** Whether lines are drawn as texts; those of a document that became long lose their fields while nothing else is to be done. */
function useIsShort(isLate: boolean, isOfMany: boolean): boolean {
  const [isShort, setShort] = useState(isLate && isOfMany)
  useEffect(() => {
    if (!isOfMany || isInOneColumn()) return setShort(false)
    return whenIdle(() => flushSync(() => setShort(true)))
  }, [isOfMany])
  return isShort
}
