import { encode } from "uqr"

/** Modules around a code that scanners want white (ISO/IEC 18004). */
const quiet = 4

/** A QR code, drawn on the server. It stays black on white, in the dark too: scanners read no other. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { border: 0 })
  const modules = data.flatMap((row, y) =>
    row.flatMap((dark, x) => (dark ? [`M${x + quiet} ${y + quiet}h1v1h-1z`] : [])),
  )
  const side = size + 2 * quiet
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${side} ${side}`}
      width="220"
      height="220"
      shapeRendering="crispEdges"
    >
      <rect width={side} height={side} fill="#fff" />
      <path d={modules.join("")} fill="#000" />
    </svg>
  )
}
