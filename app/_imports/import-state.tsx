import { useTranslations } from "next-intl"
import { State, type StateName } from "@/components/state"
import type { ImportListed } from "@/domain/imports/read-import"

type Shown = Pick<ImportListed, "state" | "task">

const shapes: Record<Shown["state"], StateName> = {
  uploading: "queued",
  queued: "queued",
  tried: "ready_for_review",
  finished: "finished",
  failed: "failed",
  undone: "cancelled",
}

const atWork = { try: "trying", import: "importing", undo: "undoing" } as const

/** How far an import is. @param active a worker is busy with it */
export function ImportState({ of: { state, task }, active = false }: { of: Shown; active?: boolean }) {
  const t = useTranslations("imports.state")
  if (state === "queued" && active) return <State name="in_process">{t(atWork[task])}</State>
  return <State name={shapes[state]}>{t(state === "uploading" ? "queued" : state)}</State>
}
