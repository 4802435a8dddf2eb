import { execFileSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { type ApprovalSetting, type DraftState, moveOf, moves } from "./moves"

const settings: readonly ApprovalSetting[] = ["off", "review", "rules"]
const states: readonly DraftState[] = ["open", "ready_for_review", "reviewed", "sent_back"]

test("the table leads where it leads: a move is found once, and every setting makes, edits and posts", () => {
  for (const { setting, action, from } of moves) {
    for (const state of from) {
      const found = moves.filter(
        each => each.setting === setting && each.action === action && each.from.includes(state),
      )
      expect(found, `${setting} ${action} ${state}`).toHaveLength(1)
    }
  }
  for (const setting of settings) {
    expect(moveOf(setting, "make")).toBeDefined()
    for (const state of states) expect(moveOf(setting, "edit", state), `${setting} ${state}`).toBeDefined()
  }
})

test("by rules nothing but approving leads to approved, nothing but that to posted, and nobody reviews", () => {
  const byRules = moves.filter(({ setting }) => setting === "rules")
  expect(byRules.filter(({ to }) => to === "reviewed").map(({ action }) => action)).toEqual(["approve"])
  expect(byRules.find(({ action }) => action === "approve")).toMatchObject({
    from: ["ready_for_review"],
    who: "approver",
    guards: ["asked", "allowed", "as_signed"],
  })
  expect(byRules.filter(({ action }) => action === "post").map(({ from, guards }) => [from, guards])).toEqual([
    [["reviewed"], ["as_signed"]],
  ])
  expect(moveOf("rules", "review", "ready_for_review")).toBeUndefined()
})

/** Below app/, which reaches no table. Where a draft's state is written: by hand in an object for the database, or in the text of an update. */
const writes = [
  /reviewState:\s*(?:"(?!program")|'|`|sql\b)/u,
  /update \$\{purchaseInvoice\}[^`]*\breview_state\s*=/u,
  /review_state\s*=\s*'[a-z_]+'\s*,/u,
]

test("move.ts alone writes a draft's state", () => {
  const files = execFileSync("git", ["ls-files", "bin", "db", "domain", "jobs"], { encoding: "utf8" })
    .split("\n")
    .filter(file => /\.tsx?$/u.test(file) && !/\.test\.ts$|^bin\/bench\//u.test(file))
  const writers = files.filter(file => writes.some(pattern => pattern.test(readFileSync(file, "utf8"))))
  // What cancels a posted invoice is posted at once and is no draft.
  expect(writers.filter(file => file !== "domain/posted-purchase-documents/credit-memo-of.ts")).toEqual([])
  expect(readFileSync("domain/approvals/move.ts", "utf8")).toMatch(/\breview_state = /u)
})
