import "server-only"
import type { CodeChoice } from "@/domain/documents/setup-choices"

/** The codes to choose from, none among them, and the one that is set even if it is no longer to be chosen. */
export function optionsOf(codes: readonly CodeChoice[], now: string | null): { value: string; label: string }[] {
  const options = codes.map(({ code, description }) => ({ value: code, label: description || code }))
  const isKnown = now === null || codes.some(({ code }) => code === now)
  return [{ value: "", label: "" }, ...(isKnown ? [] : [{ value: now, label: now }]), ...options]
}
