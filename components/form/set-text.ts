/** Sets a field as if it had been typed, so that what listens to typing hears of it. */
export function setText(field: HTMLInputElement, text: string): void {
  const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set
  setter?.call(field, text)
  field.dispatchEvent(new Event("change", { bubbles: true }))
}
