/** The rows that a key goes down: 1 for ↓, -1 for ↑, 0 for every other key. */
export function arrowStep(key: string): 1 | -1 | 0 {
  if (key === "ArrowDown") return 1
  return key === "ArrowUp" ? -1 : 0
}
