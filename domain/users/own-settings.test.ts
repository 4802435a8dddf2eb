import { expect, test } from "vitest"
import { usualQuickPath } from "@/domain/documents/quick-path"
import { makeUser } from "@/test/factories"
import { saveSettings } from "./own-settings"
import { findSession } from "./presence"
import { openSession } from "./sessions"

const usual = { language: null, theme: null, singleKeys: true, quickPath: [...usualQuickPath] }

test("Enter stops at the fields of a line that the user chose, for that user alone; none are chosen as well", async () => {
  const [user, other] = [await makeUser(), await makeUser()]
  const [session, others] = [await openSession(user.id), await openSession(other.id)]
  expect(await findSession(session)).toMatchObject({ quickPath: usualQuickPath })
  await saveSettings(user.id, { ...usual, quickPath: ["quantity", "lineDiscountPercent"] })
  expect(await findSession(session)).toMatchObject({ quickPath: ["quantity", "lineDiscountPercent"] })
  await saveSettings(user.id, { ...usual, quickPath: [] })
  expect(await findSession(session)).toMatchObject({ quickPath: [] })
  expect(await findSession(others)).toMatchObject({ quickPath: usualQuickPath })
})

test("keys of one sign do something until the user switches them off, for that user alone", async () => {
  const [user, other] = [await makeUser(), await makeUser()]
  const [session, others] = [await openSession(user.id), await openSession(other.id)]
  expect(await findSession(session)).toMatchObject({ singleKeys: true })
  await saveSettings(user.id, { ...usual, language: "nl", singleKeys: false })
  expect(await findSession(session)).toMatchObject({ language: "nl", singleKeys: false })
  expect(await findSession(others)).toMatchObject({ language: null, singleKeys: true })
})
