/** What the browser puts around each control of a form as it is sent, at most, without its name. */
const frame = 200

/** Bytes that a form takes at most as it is sent. */
export function formSize(form: FormData): number {
  const encoder = new TextEncoder()
  let size = 0
  for (const [name, value] of form) {
    size += frame + encoder.encode(name).length
    size += typeof value === "string" ? encoder.encode(value).length : value.size
  }
  return size
}
