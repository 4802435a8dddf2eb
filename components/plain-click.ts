/** Whether a click is to go where it leads, in this tab: one with a key opens another, or keeps what is behind the link. */
export function isPlainClick(
  event: Pick<MouseEvent, "button" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">,
): boolean {
  return event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey
}
