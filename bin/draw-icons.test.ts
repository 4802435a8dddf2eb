import { readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { drawIcons } from "./draw-icons"
import { root } from "./root"

test("each icon that a page may show is drawn in the file that pages refer to", async () => {
  expect(readFileSync(join(root, "components/icons.svg"), "utf8"), "run `npm run icons`").toBe(await drawIcons())
})
