import { expect, test } from "vitest"
import { faultsOf } from "./faults"
import { appRoom, domainRoom, isShared } from "./rooms"

const lean = (...pairs: [from: string, to: string][]) => faultsOf(pairs.map(([from, to]) => ({ from, to })))

test("files know their room", () => {
  expect(["domain/money/decimal.ts", "domain/errors.ts", "db/tx.ts"].map(domainRoom)).toEqual([
    "money",
    "errors",
    undefined,
  ])
  const loose = ["app/log.ts", "app/[company]/page.tsx"].map(appRoom)
  expect(loose).toEqual(["app", "app/[company]"])
  const shared = ["app/_lists/sort.ts", "app/[company]/_payments/actions.ts"].map(appRoom)
  expect([...loose, ...shared].map(room => isShared(room!))).toEqual([true, true, true, true])
  const nouns = ["app/sign-in/page.tsx", "app/[company]/payments/new/page.tsx", "app/api/[company]/import/route.ts"]
  expect(nouns.map(appRoom)).toEqual(["app/sign-in", "app/[company]/payments", "app/api/[company]/import"])
  expect(nouns.map(noun => isShared(appRoom(noun)!))).toEqual([false, false, false])
})

test("a house that stands has no faults", () => {
  expect(lean(["app/[company]/payments/page.tsx", "app/[company]/_payments/actions.ts"])).toEqual([])
  expect(lean(["domain/payments/settle.ts", "domain/money/decimal.ts"])).toEqual([])
})

test("circles of files, rooms that lean upwards or sideways, and nouns that lean on nouns are faults", () => {
  expect(lean(["db/tx.ts", "db/client.ts"], ["db/client.ts", "db/tx.ts"])).toHaveLength(1)
  expect(lean(["domain/money/decimal.ts", "domain/payments/settle.ts"])).toHaveLength(1)
  expect(lean(["domain/money/decimal.ts", "domain/access/actor.ts"])).toHaveLength(1)
  expect(lean(["domain/shipping/ship.ts", "domain/access/actor.ts"])).toHaveLength(1)
  expect(lean(["app/[company]/books/page.tsx", "app/[company]/payments/pay.ts"])).toHaveLength(1)
  expect(lean(["app/_lists/a.ts", "app/_live/b.ts"], ["app/_live/c.ts", "app/_lists/d.ts"])).toHaveLength(1)
})
