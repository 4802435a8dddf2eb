"use client"

import { memo, type RefObject, useEffect, useRef, useState } from "react"
import { TableBody } from "@/components/table"
import { useIsActiveAmong } from "./active-line"
import { LineRow } from "./line-row"
import { PlainRow } from "./plain-row"

/** Lines that are drawn with fields, or without, at once. */
const CHUNK_LENGTH = 10

/** Lines above which those far from the window are drawn without fields. */
const MANY = 60

/** Pixels above and below the window in which lines have fields already. */
const NEAR = 500

/** All lines; of many, those far from the window without fields. */
export function LineChunks({ ids, isScripted }: { ids: readonly string[]; isScripted: boolean }) {
  return chunks(ids).map((chunk, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a chunk is a place among the lines
    <LineChunk key={at} ids={chunk} isLate={isScripted} isOfMany={isScripted && ids.length > MANY} />
  ))
}

function chunks(ids: readonly string[]): string[][] {
  const count = Math.ceil(ids.length / CHUNK_LENGTH)
  return Array.from({ length: count }, (_, at) => ids.slice(at * CHUNK_LENGTH, (at + 1) * CHUNK_LENGTH))
}

type Props = {
  ids: readonly string[]
  /** Drawn without fields until they come near: the page was there before them. */
  isLate: boolean
  /** There are so many lines that those far away are drawn without fields. */
  isOfMany: boolean
}

/** Some lines: with fields where they are near, or hold the focus; else with the same texts, to be found, read and printed. */
const LineChunk = memo(
  function LineChunk({ ids, isLate, isOfMany }: Props) {
    const body = useRef<HTMLTableSectionElement>(null)
    const isNear = useIsNear(body, isLate, isOfMany)
    const isActive = useIsActiveAmong(ids)
    return (
      <TableBody ref={body}>
        {ids.map(id => (isNear || isActive ? <LineRow key={id} id={id} /> : <PlainRow key={id} id={id} />))}
      </TableBody>
    )
  },
  (before, after) =>
    before.isOfMany === after.isOfMany &&
    before.ids.length === after.ids.length &&
    before.ids.every((id, at) => id === after.ids[at]),
)

/** Where lines are cards, all have their fields: a card without is of another height. */
const inOneColumn = "(max-width: 960px)"

function useIsNear(body: RefObject<Element | null>, isLate: boolean, isOfMany: boolean): boolean {
  const [isNear, setNear] = useState(!isLate || !isOfMany)
  useEffect(() => {
    if (!body.current || !isOfMany || matchMedia(inOneColumn).matches) {
      setNear(true)
      return
    }
    const watch = new IntersectionObserver(entries => setNear(entries.at(-1)?.isIntersecting ?? true), {
      rootMargin: `${NEAR}px 0px`,
    })
    watch.observe(body.current)
    return () => watch.disconnect()
  }, [body, isOfMany])
  return isNear
}
