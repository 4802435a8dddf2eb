/**
 * What a table of setup holds, said once: the form, the list, the checks and the references to it are all made from its
 * definition.
 */
import type { PgTable } from "drizzle-orm/pg-core"
import type { Tx } from "@/db/tenancy"
import type { Issue } from "@/domain/errors"

/** A ledger below the G/L whose entries stand on accounts of their own. */
export type ControlLedger = "vendors" | "vat" | "items" | "banks"

type Kind =
  /** Upper case, at most twenty characters; begins with a letter or digit. */
  | { kind: "code" }
  | { kind: "text"; maximum: number }
  /**
   * Exact; `above` excludes its bound, `minimum` and `maximum` include theirs. An amount names the field that holds its
   * currency, `amountIn`, and has the decimals of that.
   */
  | {
      kind: "number"
      decimals: number
      amountIn?: string
      minimum?: string
      maximum?: string
      above?: string
      /** Blank is none, and not 0; its column may be null. */
      mayBeBlank?: true
    }
  | { kind: "integer"; minimum: number; maximum: number }
  | { kind: "date" }
  | { kind: "boolean" }
  | { kind: "choice"; words: readonly string[] }
  /** A date formula; stored in its English form. */
  | { kind: "formula" }
  /** A G/L account of type posting, not blocked; `controls` the ledger whose entries it holds, and nothing else's. */
  | { kind: "account"; controls?: ControlLedger }
  /** A row of another table of setup, by its code. */
  | { kind: "reference"; to: string }
  /** A user of the company. */
  | { kind: "user" }

export type SetupField = Kind & {
  /** Of the column in code, and of the control; its label is `setup.field.<name>`. */
  name: string
  required?: true
}

/** A row as text: numbers plain, dates ISO, formulas English, "true" and "false"; "" for nothing. */
export type SetupValues = Record<string, string>

/** What a row is to become, and what it was; null: it is new. */
export type SetupChange = {
  companyId: number
  companyCurrencyCode: string
  before: SetupValues | null
  after: SetupValues
}

export type SetupDefinition = {
  /** Stands in the address, and names its texts: `setup.table.<slug>`. */
  slug: string
  table: PgTable
  /** Names of the key's fields after the company; none: the company has one row, which is always there. */
  keys: readonly string[]
  /** In the order of the form, the key's first. */
  fields: readonly SetupField[]
  /** Fields that the list shows; the key's lead. */
  listed: readonly string[]
  /** The list begins with the highest key, such as the latest date. */
  latestFirst?: true
  /** Rules beyond those of the fields. Reads what it needs; `field` of an issue is the field's name. */
  check?: (tx: Tx, change: SetupChange) => Promise<Issue[]>
  /** Why a row may not be deleted, beyond its being used elsewhere. */
  checkDelete?: (row: SetupValues) => Issue[]
  /** Fields that a change gives another meaning, which what uses the row rests on: they stay while anything does. */
  fixedWhileUsed?: (change: SetupChange) => { field: string; code: string }[]
}

/** As names of fields share columns of one name, so do their controls: "setup.<name>". */
export const setupControl = (name: string) => `setup.${name}`
