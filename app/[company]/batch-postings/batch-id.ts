/** A batch's id as an address has it; undefined for what can be none. */
export function batchIdOf(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined
}
