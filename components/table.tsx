import type { ComponentProps } from "react"

/*
 * Where there is one column a table's rows are shown as cards, and a browser drops the meaning of a table part whose
 * `display` is another. Written-out roles keep it: rows, cells and their heads are still read as such. They are spread
 * because they repeat what the element means by itself while it is shown as a table.
 */
const as = {
  table: { role: "table" },
  rows: { role: "rowgroup" },
  row: { role: "row" },
  head: { role: "columnheader" },
  cell: { role: "cell" },
} as const

/** A table to read and to pick from (`table stack`), or with another class the lines of a document (`grid stack`). */
export function Table({ className = "table stack", ...props }: ComponentProps<"table">) {
  return <table {...as.table} {...props} className={className} />
}

/** The row of column heads. */
export function TableHead(props: ComponentProps<"thead">) {
  return <thead {...as.rows} {...props} />
}

/** The rows. */
export function TableBody(props: ComponentProps<"tbody">) {
  return <tbody {...as.rows} {...props} />
}

/** What the rows add up to. */
export function TableFoot(props: ComponentProps<"tfoot">) {
  return <tfoot {...as.rows} {...props} />
}

/** A row, of heads or of cells. */
export function Row(props: ComponentProps<"tr">) {
  return <tr {...as.row} {...props} />
}

/** The head of a column. */
export function Column(props: ComponentProps<"th">) {
  return <th scope="col" {...as.head} {...props} />
}

export type ColumnHead = {
  label: string
  /** Buttons are named by themselves: their column's head is heard, and not seen. */
  over?: "figures" | "buttons"
}

/** The heads of a table's columns, described. */
export function ColumnHeads({ columns }: { columns: readonly ColumnHead[] }) {
  return (
    <TableHead>
      <Row>
        {columns.map(({ label, over }) => (
          <Column key={label} className={over === "figures" ? "num" : undefined}>
            {over === "buttons" ? <span className="hidden">{label}</span> : label}
          </Column>
        ))}
      </Row>
    </TableHead>
  )
}

/**
 * A cell. Its class says where it goes in a card: `lead` and `amount` on top, `mid` below, `edit` a labelled field,
 * `wide-only` not at all, which is for cells without content; `label` is shown before it there.
 */
export function Cell({ label, ...props }: ComponentProps<"td"> & { label?: string }) {
  // Said where there is one alone: a list has hundreds of cells, and each name of an attribute is sent to the browser.
  return label === undefined ? <td {...as.cell} {...props} /> : <td {...as.cell} data-label={label} {...props} />
}
