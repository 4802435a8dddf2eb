import { expect, test } from "vitest"
import { inCompany } from "@/db/tenancy"
import { may } from "@/domain/access/actor"
import { roles } from "@/domain/access/rights"
import { listWork } from "@/domain/background-work/list-work"
import type { PieceWork } from "@/domain/background-work/piece-work"
import { readWork } from "@/domain/background-work/read-work"
import { Forbidden, NotFound } from "@/domain/errors"
import { makeActor, makeCompany } from "@/test/factories"
import { workKinds } from "./work-kinds"

test("each kind of work goes by a name, a job and a queue's settings of its own", () => {
  for (const own of [workKinds.map(({ name }) => name), workKinds.map(({ job }) => job)]) {
    expect(new Set(own).size).toBe(own.length)
  }
  for (const { job } of workKinds) expect(job).toMatch(/^[a-z]+$/u)
  const settings = new Map(workKinds.map(({ queue }) => [queue.name, queue]))
  for (const { queue } of workKinds) expect(settings.get(queue.name)).toBe(queue)
})

test("works of a kind are shown to those who have its right, and to nobody else", async () => {
  const { id } = await makeCompany()
  for (const role of roles) {
    const actor = await makeActor(id, role)
    for (const kind of workKinds.filter((one): one is PieceWork => "right" in one)) {
      const read = inCompany(id, tx => readWork(tx, kind, actor, 1, {}))
      await expect(read).rejects.toBeInstanceOf(may(actor, kind.right) ? NotFound : Forbidden)
      if (may(actor, kind.right)) expect((await listWork(kind, actor)).works).toEqual([])
      else await expect(listWork(kind, actor)).rejects.toBeInstanceOf(Forbidden)
    }
  }
})
