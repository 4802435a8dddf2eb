"use client"

import { type RefObject, useContext, useEffect, useLayoutEffect, useRef } from "react"
import { TableBody } from "@/components/table"
import { type ActiveLine, ActiveLineContext } from "./active-line"
import { asRowsOfGrid, focusOn, GOING_TO, stopsIn } from "./grid-stops"
import { inTurn } from "./turns"

/** Always the same object: then React leaves alone what stands there. */
const asServerDrew = { __html: "" }

export const chunkClass = (isOfMany: boolean) => (isOfMany ? "chunk of-many" : "chunk")

type Props = {
  /** Lines before those in it. */
  before: number
  /** Draws it anew, as a script draws lines, before it returns. */
  onWake: () => void
}

/**
 * Lines of a long document as the server drew them, which React does not look at: two hundred lines of fields took it more than
 * a second before the first key counted. What is typed in them is heard by the table. They wake one chunk after the other, or
 * when the focus or a click comes to them.
 */
export function SleepingChunk({ before, onWake }: Props) {
  const body = useRef<HTMLTableSectionElement>(null)
  useLayoutEffect(() => {
    if (body.current) asRowsOfGrid(body.current, before)
  }, [before])
  const active = useContext(ActiveLineContext)
  useWaking(body, active, onWake)
  return (
    <TableBody
      ref={body}
      className={chunkClass(true)}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: nothing is set
      dangerouslySetInnerHTML={asServerDrew}
      suppressHydrationWarning={true}
    />
  )
}

function useWaking(body: RefObject<HTMLTableSectionElement | null>, active: ActiveLine, wake: () => void): void {
  useEffect(() => {
    const chunk = body.current
    if (!chunk) return
    const end = new AbortController()
    const options = { signal: end.signal }
    /** Wakes the lines. @param then is given the control that stands in the place of one of them */
    const wakeWith = (event: Event, then: (control: HTMLElement) => void) => {
      const place = placeIn(event.target)
      // What was opened before the script came stays open, and is typed into as it stands: the table hears it.
      if (!place || isOpened(event.target)) return
      event.preventDefault()
      active.set(place.line)
      wake()
      const control = controlAt(place)
      if (control) then(control)
    }
    let isHeld = false
    const soon = () => {
      // Whoever types in it goes on; what is opened stays open; a click is one only where what was pressed is let go.
      if (!isHeld && !chunk.contains(document.activeElement) && !chunk.querySelector("details[open]")) wake()
    }
    let endTurn = inTurn(soon)
    const again = () => {
      endTurn()
      endTurn = inTurn(soon)
    }
    const hold = () => {
      isHeld = true
    }
    const release = () => {
      if (!isHeld) return
      isHeld = false
      again()
    }
    chunk.addEventListener(GOING_TO, wake, options)
    chunk.addEventListener("focusin", event => wakeWith(event, focusOn), options)
    chunk.addEventListener("focusout", again, options)
    chunk.addEventListener("toggle", again, { ...options, capture: true })
    chunk.addEventListener("pointerdown", hold, options)
    // The click comes after it, in the same turn.
    for (const type of ["pointerup", "pointercancel"]) document.addEventListener(type, release, options)
    // The focus comes with what stands there then: the field under the pointer would be gone before it is let go.
    chunk.addEventListener("mousedown", event => event.button === 0 && pressed(event, wakeWith), options)
    chunk.addEventListener("click", event => isPressable(event.target) && wakeWith(event, clickOn), options)
    return () => {
      endTurn()
      end.abort()
    }
  }, [body, active, wake])
}

function pressed(event: MouseEvent, wakeWith: (event: Event, then: (control: HTMLElement) => void) => void): void {
  if (isPressable(event.target)) {
    if (!isOpened(event.target)) event.preventDefault()
  } else wakeWith(event, focusOn)
}

/** A button, a tick, or what opens something. */
const isPressable = (target: EventTarget | null) =>
  target instanceof Element && target.closest("button, summary, input[type=checkbox]") !== null

const isOpened = (target: EventTarget | null) => target instanceof Element && target.closest("details[open]") !== null

function clickOn(control: HTMLElement): void {
  control.focus()
  control.click()
}

type Place = { line: string; stop: number }

/** A control of a line, by its place among those that the keys go to. */
function placeIn(target: EventTarget | null): Place | undefined {
  const row = target instanceof Element ? target.closest<HTMLElement>("tr[data-line]") : null
  const control = target instanceof Element ? target.closest<HTMLElement>("input, select, button, summary") : null
  if (!row?.dataset.line || !control) return undefined
  return { line: row.dataset.line, stop: stopsIn(row).indexOf(control) }
}

function controlAt({ line, stop }: Place): HTMLElement | undefined {
  const row = document.querySelector(`tr[data-line="${line}"]`)
  return row ? stopsIn(row)[stop] : undefined
}
