import { beforeAll, expect, test } from "vitest"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { makeActor, makeCompany } from "@/test/factories"
import { pieceKind } from "./piece-kind"
import type { Piece } from "./piece-work"
import { putPieces, queueWork } from "./queue-work"
import { readWork } from "./read-work"

let actor: Actor
let taken: string[] = []

/** What a run waits for in a piece, by "attempt-piece". */
const gates = new Map<string, { begun: () => void; opened: Promise<void> }>()

const gated = pieceKind({
  name: "gated",
  job: "gated",
  queue: { name: "gated", title: "gated" },
  right: "company.administer",
  mayNot: "may_not",
  take: async ({ run, pieceNo }: Piece, done) => {
    const place = `${run.attempt}-${pieceNo}`
    gates.get(place)?.begun()
    await gates.get(place)?.opened
    await inCompany(actor.companyId, tx => done(tx, place))
    taken.push(place)
  },
  page: no => no,
})

beforeAll(async () => {
  actor = await makeActor((await makeCompany()).id, "administrator")
})

async function ask(count: number): Promise<number> {
  const pieces = Array.from({ length: count }, (_, index) => index + 1).map(pieceNo => {
    return { pieceNo, content: {}, pieceKey: null, problems: null }
  })
  const { no } = await inCompany(actor.companyId, tx =>
    queueWork(tx, gated, actor, {}, workNo => putPieces(tx, gated, actor.companyId, workNo, pieces)),
  )
  return no
}

/** Holds a run in a piece. @returns when it has begun there, and what lets it go on */
function hold(place: string) {
  let begun = () => {}
  let open = () => {}
  const there = new Promise<void>(resolve => {
    begun = resolve
  })
  const opened = new Promise<void>(resolve => {
    open = resolve
  })
  gates.set(place, { begun, opened })
  return { there, open }
}

test("a later run takes over: the earlier one ends at its next piece, and what it had begun is undone", async () => {
  const no = await ask(3)
  taken = []
  const run = () => gated.run(actor.companyId, String(no), () => false)
  const [first, second] = [hold("1-1"), hold("2-2")]
  const earlier = run()
  await first.there
  const later = run()
  await second.there
  first.open()
  expect(await earlier).toBe("superseded")
  second.open()
  expect(await later).toBe("finished")
  expect(taken).toEqual(["2-1", "2-2", "2-3"])
  const { work, pieces } = await inCompany(actor.companyId, tx => readWork(tx, gated, actor, no, {}))
  expect(work).toMatchObject({ state: "finished", count: 3, done: 3, refused: 0 })
  expect(pieces.map(({ resultNo }) => resultNo)).toEqual(["2-1", "2-2", "2-3"])
  expect(await run()).toBe("not_queued")
})
