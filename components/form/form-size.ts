/** Bytes of a form that the server takes; it does not look at a longer one. 10,000 lines with everything typed on them fit. */
export const MAX_FORM_SIZE = 4 * 1024 * 1024

/** Fields of one form that it takes: a page of a document's lines has some two thousand. */
export const MAX_FORM_FIELDS = 10_000

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
