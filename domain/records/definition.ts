/**
 * What a row that people keep by hand holds, said once, whether it is setup or a card of master data: its form, its
 * checks, its references, its history, and what becomes of two who change it at once, are all made from its definition.
 */
import type { PgTable } from "drizzle-orm/pg-core"
import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import type { Issue } from "@/domain/errors"
import type { SubjectType } from "@/domain/history/record-event"
import type { NumberedNoun } from "@/domain/numbering/take-number"
import type { SecurityKind } from "@/domain/security-log/kinds"
import type { CardTable, ReferenceTable } from "./referred"

/** A ledger below the G/L whose entries stand on accounts of their own. */
export type ControlLedger = "vendors" | "vat" | "items" | "banks"

/** Reads a text in a way of its own. @param sibling what another field of the row holds, or was typed as */
export type ReadText = (text: string, sibling: (name: string) => string) => string | Issue

type Kind =
  /** Upper case, at most twenty characters; begins with a letter or digit. */
  | { kind: "code" }
  | { kind: "text"; maximum: number; read?: ReadText; input?: "tel" | "email" }
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
  /** `blank` is what a blank one is stored as, where it is part of a key. */
  | { kind: "date"; blank?: string }
  | { kind: "boolean" }
  | { kind: "choice"; words: readonly string[]; mayBeBlank?: true }
  /** A date formula; stored in its English form. */
  | { kind: "formula" }
  /**
   * A G/L account of type posting, not blocked; `controls` the ledger whose entries it holds, and nothing else's. With `orTotal` nothing is
   * booked by it: a total stands for all that it sums, and a blocked one may be named.
   */
  | { kind: "account"; controls?: ControlLedger; orTotal?: true }
  /** A row of a table of few rows, by its code. */
  | { kind: "reference"; to: ReferenceTable }
  /** Another card, by its number: too many for a list. */
  | { kind: "card"; to: CardTable }
  /** ISO 3166-1 alpha-2. */
  | { kind: "country" }
  /** Of the languages that are spoken here. */
  | { kind: "language" }
  /** A user of the company. */
  | { kind: "user" }

export type RecordField = Kind & {
  /** Of the column in code, and of the control; its label is `<scope>.field.<name>`. */
  name: string
  required?: true
  /** Of a card: below which heading (`<scope>.topic.<topic>`) it folds away; absent: it is open from the start. */
  topic?: string
}

/** A row as text: numbers plain, dates ISO, formulas English, "true" and "false"; "" for nothing. */
export type RecordValues = Record<string, string>

/** What a row is to become, and what it was; null: it is new. */
export type RecordChange = {
  companyId: number
  companyCurrencyCode: string
  before: RecordValues | null
  after: RecordValues
  actor: Actor
  /** What the form sent, by name: for what is asked and not kept in the row. */
  typed: Readonly<Record<string, string>>
}

/** What counts for a field that is left blank, and whose word that is: `<scope>.source.<source>`. */
export type Inherited = {
  value: string
  source: string
  /** The row stays blank, and follows its source; absent: what is saved takes the value. */
  stays?: true
}

/** Who asks what counts for blank fields, and what their form says beside the row's own. */
export type Asked = {
  isNew: boolean
  userId: number
  typed: Readonly<Record<string, string>>
}

/** By what another card may be the same. */
export type Likeness = {
  /** Its text is `<slug>.similar.by.<by>`. */
  by: string
  /** Fields that it is seen by: only what the change makes so is asked. */
  fields: readonly string[]
  isLike(mine: RecordValues, other: RecordValues): boolean
}

export type Similarity = {
  /** The surest first. */
  likenesses: readonly Likeness[]
  /** Other cards of the company that may be like it, few of many; those that became one with another are not among them. */
  candidates(tx: Tx, change: RecordChange): Promise<RecordValues[]>
  /** What the reader knows one by. @returns params of its issue: no, name, and what else tells them apart */
  shown(other: RecordValues): Record<"no" | "name" | "place" | "more", string>
  /** Why they are alike has been said already. */
  isSaid?(by: string, typed: RecordChange["typed"]): boolean
}

/** What a table of cards has beyond one of setup. */
export type CardTraits = {
  /** What its history is of: `<subject>.created`, `<subject>.changed`. */
  subject: SubjectType
  /** Which series a new one's number comes from; absent: it is typed. */
  numbers?: NumberedNoun
  /** What says that there is a row of that key already; absent: "setup.exists". */
  exists?: string
  /** What a save by hand writes into columns that are no fields. */
  byHand?: Readonly<Record<string, null>>
  /** What a blank field gets, by its name. @param values of the row so far, such as its country */
  inherited?: (tx: Tx, companyId: number, values: RecordValues, asked: Asked) => Promise<Record<string, Inherited>>
  /** By what another card may be the same, which is shown before it is saved; absent: by nothing but its key. */
  similar?: Similarity
}

export type RecordDefinition = {
  /** Of a table of setup it stands in the address, and names its texts; of cards it is the namespace of theirs. */
  slug: string
  table: PgTable
  /** The column that is the company; absent: "companyId". */
  companyColumn?: string
  /** Names of the key's fields after the company; none: the company has one row, which is always there. */
  keys: readonly string[]
  /** In the order of the form, the key's first. */
  fields: readonly RecordField[]
  /** Changes what was read before it is checked: what follows another field until somebody says otherwise. */
  settle?: (change: RecordChange) => RecordValues
  /** Rules beyond those of the fields. Reads what it needs; `field` of an issue is the field's name. */
  check?: (tx: Tx, change: RecordChange) => Promise<Issue[]>
  /** What the history keeps of a change beside its fields. */
  told?: (tx: Tx, change: RecordChange) => Promise<Record<string, unknown>>
  /** Where money goes rests on it: its changes are in the security log as this, and who makes one proves again whose session it is. */
  guarded?: SecurityKind
  /** Absent: a table of setup. */
  card?: CardTraits
}

export type CardDefinition = RecordDefinition & { card: CardTraits }

/** The namespace of a table's texts, which its controls' names begin with. */
export const scopeOf = ({ slug, card }: Pick<RecordDefinition, "slug" | "card">) => (card ? slug : "setup")

/** As names of fields share columns of one name, so do their controls: "setup.<name>", "vendors.<name>". */
export const controlOf = (definition: Pick<RecordDefinition, "slug" | "card">, name: string) =>
  `${scopeOf(definition)}.${name}`
