import { scaleBand, scaleLinear } from "d3-scale"
import { cutText } from "@/domain/text/cut-text"
import type { Language } from "@/language/language"
import { formatCompact } from "@/language/number-format"

export type Bars = {
  /** What the bar's place is called on the axis. */
  label: string
  href: string
  /** A value a series, as plain numbers; null: there is none. With its words, for who points at it. */
  values: readonly { value: number | null; says: string }[]
}

type Props = { bars: readonly Bars[]; language: Language }

/*
 * Widths are shares of the page's width, heights are pixels: so text is as large on a narrow page as on a wide one, and no script has to
 * measure. The table beside a chart says the same in words and links, and is what assistive technology reads.
 */
const percent = (share: number) => `${share}%`

/** From zero, which is always on the axis. */
function axisOf(bars: readonly Bars[]) {
  const values = bars.flatMap(bar => bar.values.map(({ value }) => value ?? 0))
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)]
  // Where all is zero, zero is at the foot.
  return scaleLinear()
    .domain([least, least === most ? 1 : most])
    .nice(4)
}

const plot = { top: 18, bottom: 196, height: 220 }

/** Bars that stand beside each other, as months do. */
export function MonthColumns({ bars, language }: Props) {
  const axis = axisOf(bars).range([plot.bottom, plot.top])
  const across = scaleBand<number>()
    .domain(bars.map((_, index) => index))
    .range([0, 100])
    .padding(0.25)
  const series = scaleBand<number>()
    .domain((bars[0]?.values ?? []).map((_, index) => index))
    .range([0, across.bandwidth()])
  return (
    <svg className="chart" height={plot.height} aria-hidden="true" focusable="false">
      {axis.ticks(4).map(tick => (
        <g key={tick}>
          <line className={tick === 0 ? "zero" : "grid-line"} x1="0" x2="100%" y1={axis(tick)} y2={axis(tick)} />
          <text className="tick" x="0" y={axis(tick) - 3}>
            {formatCompact(tick, language)}
          </text>
        </g>
      ))}
      {bars.map(({ label, href, values }, index) => {
        const left = across(index)!
        return (
          <a key={href} href={href} tabIndex={-1} data-page="">
            <title>{values.map(({ says }) => says).join("\n")}</title>
            <rect className="hit" x={percent(left)} y="0" width={percent(across.bandwidth())} height={plot.height} />
            {values.map(({ value, says }, at) => {
              if (value === null) return null
              const [top, bottom] = [axis(Math.max(value, 0)), axis(Math.min(value, 0))]
              return (
                <rect
                  key={says}
                  className={`bar-of s${at + 1}`}
                  x={percent(left + series(at)!)}
                  y={top}
                  width={percent(series.bandwidth())}
                  height={bottom - top}
                />
              )
            })}
            <text
              className={bars.length >= 12 && index % 2 === 1 ? "name every-other" : "name"}
              x={percent(left + across.bandwidth() / 2)}
              y={plot.bottom + 16}
              textAnchor="middle"
            >
              {label}
            </text>
          </a>
        )
      })}
    </svg>
  )
}

const row = { height: 38, bar: 20, thick: 10 }
const LABEL_AT_MOST = 30

/** Bars below each other, each under its name and value: of the one series that such a chart has. */
export function RankedBars({ bars, shown }: Props & { shown: readonly string[] }) {
  const axis = axisOf(bars).range([0, 100])
  return (
    <svg className="chart" height={bars.length * row.height} aria-hidden="true" focusable="false">
      {bars.map(({ label, href, values: [first] }, index) => {
        const value = first?.value ?? 0
        const [left, right] = [axis(Math.min(value, 0)), axis(Math.max(value, 0))]
        const top = index * row.height
        return (
          <a key={href} href={href} tabIndex={-1} data-page="">
            <title>{first?.says}</title>
            <rect className="hit" x="0" y={top} width="100%" height={row.height} />
            <text className="name" x="0" y={top + 14}>
              {label.length > LABEL_AT_MOST ? `${cutText(label, LABEL_AT_MOST - 1)}…` : label}
            </text>
            <text className="name value" x="100%" y={top + 14} textAnchor="end">
              {shown[index]}
            </text>
            <rect
              className="bar-of s1"
              x={percent(left)}
              y={top + row.bar}
              width={percent(right - left)}
              height={row.thick}
            />
          </a>
        )
      })}
    </svg>
  )
}
