import type { WorkName } from "@/db/schema"
import { giveUpWork } from "./finish-work"
import { keptAs } from "./kept-as"
import type { PieceWork } from "./piece-work"
import { runPieces } from "./run-pieces"

/** What is particular to a kind of work that is done piece by piece; the rest follows. */
type Description = Pick<PieceWork, "job" | "right" | "mayNot" | "take"> & {
  name: string
  queue: Pick<PieceWork["queue"], "name" | "title"> & Partial<PieceWork["queue"]>
  page: (no: string) => string
  /** Under which names its sentences and its letter know a work's name, its pieces, and those that are done. */
  words?: { name?: string; count?: string; done?: string }
}

/** Tries that are few and soon far between, as the relay goes on; postings of one company wait for each other anyway. */
const usual = { attempts: 5, pause: { milliseconds: 1_000, doubling: true }, atOnce: 2 }

/** Makes a kind of work that is done piece by piece and kept in `background_work`. */
export function pieceKind({ queue, words = {}, ...own }: Description): PieceWork {
  const { name = "name", count = "count", done = "done" } = words
  const kind: PieceWork = {
    ...own,
    name: own.name as WorkName,
    queue: { ...usual, ...queue },
    kept: keptAs(own.name as WorkName),
    run: (companyId, no, isHopeless) => runPieces(kind, companyId, Number(no), isHopeless),
    giveUp: (companyId, no) => giveUpWork(kind, companyId, Number(no)),
    said: said => ({
      ...(said.name !== "" && { [name]: said.name }),
      [count]: said.count,
      ...(said.done !== undefined && { [done]: said.done }),
      ...(said.refused !== undefined && { refused: said.refused }),
    }),
    letters: { finished: (no, data) => ({ ...(data as Record<string, string | number>), no }) },
  }
  return kind
}
