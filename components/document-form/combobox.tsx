"use client"

import { useTranslations } from "next-intl"
import { type ComponentProps, type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react"
import { setText } from "@/components/form/set-text"
import { arrowStep } from "./arrow-step"
import { Proposals } from "./proposals"
import { isNamed, matching, steppedTo, toTake } from "./proposed"
import { keepRecent } from "./recent-picks"
import { useLookup } from "./use-lookup"
import type { Candidate } from "./view"

export type ComboboxProps = Omit<ComponentProps<"input">, "onSelect"> & {
  /** Answers `?q=` with candidates; absent where there are `choices`. */
  lookup?: string
  /** Whether the lookup has so few that it shows all of them before a letter is typed: nobody asks what was chosen recently. */
  listsAll?: boolean
  /** What the lookup is told beside the text: "quantity=12". */
  told?: string
  /** All that can be chosen; what is typed need not be among them. */
  choices?: readonly Candidate[]
  /** Shown where the lookup finds nothing: what one may do next. @param text as typed */
  nothing?: (text: string) => ReactNode
  /** Called with what was chosen from the list; the text is the field's then. */
  onPick?: (candidate: Candidate) => void
  /** Enter where the list has nothing marked; answering true keeps the form from being sent. */
  onEnter?: (text: string) => boolean
  /** Whether Enter, having taken what is marked, does what it does in a cell of the grid: goes on. */
  goesOn?: boolean
}

/**
 * A text field that proposes what the text may mean. Without a script it is a plain field, and the server asks back
 * where the text names no one thing.
 */
export function Combobox({
  lookup = "",
  listsAll = false,
  told,
  choices,
  nothing,
  onPick,
  onEnter,
  goesOn = false,
  className = "input",
  ...input
}: ComboboxProps) {
  const t = useTranslations("common")
  const list = useId()
  const field = useRef<HTMLInputElement>(null)
  const {
    candidates: found,
    answeredFor,
    soon,
    clear,
  } = useLookup(told ? `${lookup}${lookup.includes("?") ? "&" : "?"}${told}` : lookup)
  const [typed, setTyped] = useState("")
  const candidates = choices ? matching(choices, typed) : found
  const [isOpen, setOpen] = useState(false)
  /** What an arrow went to. */
  const [chosen, setChosen] = useState(-1)
  const shown = isOpen && candidates.length > 0
  const isRecent = !choices && !listsAll && answeredFor === ""
  const marked = chosen < 0 && shown && !choices ? toTake(found, typed, answeredFor) : chosen

  function close() {
    setOpen(false)
    setChosen(-1)
    clear()
  }

  function pick(candidate: Candidate | undefined) {
    if (!candidate || candidate.disabled || !field.current) return
    setText(field.current, candidate.value)
    if (!choices && !listsAll) keepRecent(lookup, candidate)
    close()
    onPick?.(candidate)
  }

  function press(event: KeyboardEvent<HTMLInputElement>) {
    const { altKey, ctrlKey, metaKey, key, currentTarget } = event
    const isPlain = !altKey && !ctrlKey && !metaKey
    const act = isPlain ? shown && actionOfList(key) : actionOfChord(event)
    if (act) {
      event.preventDefault()
      act()
    } else if (isPlain && key === "Enter" && enter(currentTarget)) event.preventDefault()
  }

  /** @returns whether that is all that Enter does; where the number was typed already, and stays, it does what it does in any field */
  function enter(input: HTMLInputElement): boolean {
    const candidate = shown ? candidates[marked] : undefined
    if (candidate) {
      if (candidate.disabled) return true
      const isTyped = isNamed(candidate, input.value)
      pick(candidate)
      return !goesOn && !(isTyped && input.value !== "")
    }
    const isDone = onEnter?.(input.value) ?? false
    if (isDone) close()
    return isDone
  }

  /** What a key does together with others; undefined: what it does in the form. */
  function actionOfChord({ altKey, key, currentTarget }: KeyboardEvent<HTMLInputElement>): (() => void) | undefined {
    if (altKey) return key === "ArrowDown" ? () => open(currentTarget.value) : undefined
    const card = shown && key === "Enter" && candidates[marked]?.card
    return card ? () => window.open(card, "_blank", "noopener") : undefined
  }

  /** Shows the list by hand: all the choices, what was chosen recently before a letter is typed, else what the text may mean. */
  function open(text: string) {
    setTyped(choices ? "" : text)
    setOpen(true)
    if (!choices) soon(text)
  }

  /** What a key does while the list is shown; undefined: nothing of its own. */
  function actionOfList(key: string): (() => void) | undefined {
    const step = arrowStep(key)
    if (step !== 0) return () => setChosen(steppedTo(marked, step, candidates.length))
    if (key === "Escape") return close
    if (key === "Tab") takeExact()
    return undefined
  }

  /** Going on with Tab takes what is named exactly, and nothing that merely looks like it. */
  function takeExact() {
    const text = field.current?.value ?? ""
    pick(candidates.find(candidate => isNamed(candidate, text)))
  }

  return (
    <div className="combobox">
      <input
        {...input}
        ref={field}
        className={className}
        role="combobox"
        autoComplete="off"
        aria-autocomplete="list"
        aria-expanded={shown}
        aria-controls={shown ? list : undefined}
        aria-activedescendant={shown && marked >= 0 ? `${list}-${marked}` : undefined}
        onInput={event => {
          setOpen(true)
          setChosen(-1)
          setTyped(event.currentTarget.value)
          if (!choices) soon(event.currentTarget.value)
        }}
        onKeyDown={press}
        onClick={event => !choices && event.currentTarget.value === "" && open("")}
        onBlur={close}
      />
      {isOpen && !shown && nothing && answeredFor !== "" && (
        <div className="options">
          <div className="none" role="status" onMouseDown={event => event.preventDefault()}>
            {t("nothingFound")} {nothing(answeredFor)}
          </div>
        </div>
      )}
      {shown && (
        <Proposals
          id={list}
          candidates={candidates}
          marked={marked}
          label={t(isRecent ? "chosenRecently" : "proposals")}
          onPick={pick}
        />
      )}
    </div>
  )
}
