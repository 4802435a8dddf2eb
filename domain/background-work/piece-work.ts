import type { WorkName } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import type { Right } from "@/domain/access/rights"
import type { WorkKind } from "./work-kind"

/** One run of a work. A later run takes over: the earlier one ends at its next piece. */
export type PieceRun = { kind: WorkName; companyId: number; workNo: number; attempt: number }

/** A piece that is to be done. */
export type Piece = {
  run: PieceRun
  pieceNo: number
  content: Record<string, unknown>
  pieceKey: string | null
  /** Of the work. */
  options: Record<string, unknown>
  /** Who asked, with the roles of this moment. */
  actor: Actor
}

/** Notes, in the transaction that does a piece, that it is done: both or neither. @param resultNo number of what was made */
export type PiecesDone = (tx: Tx, resultNo: string) => Promise<void>

/** What an event says of a work, in words of its kind. */
type Said = { name: string; count: number; done?: number; refused?: number }

/** Work that is done piece by piece, each in a transaction of its own with its outcome. */
export type PieceWork = WorkKind & {
  name: WorkName
  /** Who may ask for it and see it; who asked must still have it at each piece. */
  right: Right
  /** Why what is left is refused where who asked has lost the right. */
  mayNot: string
  /**
   * Does one piece, wholly or not at all, and says so to `done` in its transaction.
   * @throws Refusal with every reason why it cannot be done; AlreadySettled where it is done
   */
  take: (piece: Piece, done: PiecesDone) => Promise<void>
  /** The data of its events. */
  said: (work: Said) => Record<string, string | number>
}
