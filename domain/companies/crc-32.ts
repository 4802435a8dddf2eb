/** The sum that stands behind each chunk of a PNG (ISO/IEC 15948, annex D). */
export function crc32(bytes: Uint8Array): number {
  let sum = 0xffffffff
  for (const byte of bytes) sum = (sum >>> 8) ^ steps[(sum ^ byte) & 0xff]!
  return (sum ^ 0xffffffff) >>> 0
}

const steps = Uint32Array.from({ length: 256 }, (_, byte) => {
  let step = byte
  for (let bit = 0; bit < 8; bit++) step = step & 1 ? (step >>> 1) ^ 0xedb88320 : step >>> 1
  return step
})
