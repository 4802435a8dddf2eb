"use client"

import { useTranslations } from "next-intl"
import { State } from "@/components/state"
import type { Candidate } from "./view"

/** Where a text named no one thing: those it may have meant, to choose from without a script too. */
export function Candidates({ field, label, candidates }: { field: string; label: string; candidates: Candidate[] }) {
  const t = useTranslations("documents")
  return (
    <fieldset>
      <legend className="says">{t("choose", { field: label })}</legend>
      <ul className="pick">
        {candidates.map(({ value, label: text, hint, disabled, unproven }) => (
          <li key={value}>
            <label>
              <input type="radio" name={`pick.${field}`} value={value} disabled={disabled} />
              <span>{text}</span>
              {disabled && <State name="blocked" />}
              {unproven && <State name="unproven" />}
              {hint && <span className="hint">{hint}</span>}
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  )
}
