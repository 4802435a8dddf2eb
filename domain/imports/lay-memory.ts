import type { AnyImportKind, ImportRun } from "@/domain/import-kinds/import-kind"

/** A run as one attempt at a batch has it; `keep` is for when the attempt is committed. */
export function attemptOf(kind: AnyImportKind, run: ImportRun): { attempt: ImportRun; keep: () => void } {
  if (!kind.lay) return { attempt: run, keep: () => {} }
  const { memory, keep } = kind.lay(run.memory)
  return { attempt: { ...run, memory }, keep }
}
