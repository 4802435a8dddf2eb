"use client"

import { State } from "@/components/state"
import type { Candidate } from "./view"

type Props = {
  id: string
  candidates: readonly Candidate[]
  /** Index of what Enter takes; -1: none. */
  marked: number
  /** What they are: what the text may mean, or what was chosen recently. */
  label: string
  onPick: (candidate: Candidate) => void
}

/** The list under a field that proposes what its text may mean. */
export function Proposals({ id, candidates, marked, label, onPick }: Props) {
  return (
    <div className="options" id={id} role="listbox" aria-label={label}>
      {candidates.map((candidate, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field, which keeps the focus
        <div
          key={candidate.card ?? candidate.value}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === marked}
          aria-disabled={candidate.disabled || undefined}
          // The field keeps the focus, so that the list does not close before the click arrives.
          onMouseDown={event => event.preventDefault()}
          onClick={() => onPick(candidate)}
        >
          <span>{candidate.label}</span>
          {candidate.disabled && <State name="blocked" />}
          {candidate.unproven && <State name="unproven" />}
          {candidate.hint && <span className="hint">{candidate.hint}</span>}
        </div>
      ))}
    </div>
  )
}
