import { Count } from "./amount"
import { Link } from "./link"
import { type StateName, shapes } from "./state"

export type Tile = {
  count: number
  label: string
  /** The list that holds exactly the records that were counted. */
  href: string
  hint?: string
  state?: StateName
}

/** Counts that open lists. */
export function Tiles({ tiles }: { tiles: readonly Tile[] }) {
  return (
    <ul className="tiles">
      {tiles.map(({ count, label, href, hint, state }) => (
        <li key={href}>
          <Link href={href}>
            <b>
              <Count value={count} />
            </b>
            <TileLabel label={label} state={count > 0 ? state : undefined} />
            {hint && <span className="hint">{hint}</span>}
          </Link>
        </li>
      ))}
    </ul>
  )
}

/** A state is shown while there is something in it; a calm nought needs no warning sign. */
function TileLabel({ label, state }: Pick<Tile, "label" | "state">) {
  if (!state) return <strong>{label}</strong>
  const { icon: Icon, tone } = shapes[state]
  return (
    <strong className={tone ? `state ${tone}` : "state"}>
      <Icon className="icon" aria-hidden="true" />
      <span>{label}</span>
    </strong>
  )
}
