import { FewCount } from "./amount"
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

/** Tiles in one row at most; more share themselves out over rows as even as can be. */
const mostInRow = 5

/** Counts that open lists. Each row of them is filled. */
export function Tiles({ tiles }: { tiles: readonly Tile[] }) {
  return (
    <ul className="tiles">
      {rowsOf(tiles).flatMap(row =>
        row.map(({ count, label, href, hint, state }, index) => (
          <li key={href} className={index === 0 ? `first of-${row.length}` : `of-${row.length}`}>
            <Link href={href}>
              <b>
                <FewCount value={count} />
              </b>
              <TileLabel label={label} state={count > 0 ? state : undefined} />
              {hint && <span className="hint">{hint}</span>}
            </Link>
          </li>
        )),
      )}
    </ul>
  )
}

function rowsOf<Each>(tiles: readonly Each[]): Each[][] {
  const rows: Each[][] = []
  for (let left = [...tiles], open = Math.ceil(tiles.length / mostInRow); open > 0; open--) {
    rows.push(left.slice(0, Math.ceil(left.length / open)))
    left = left.slice(Math.ceil(left.length / open))
  }
  return rows
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
