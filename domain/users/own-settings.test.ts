import { expect, test } from "vitest"
import { makeUser } from "@/test/factories"
import { saveSettings } from "./own-settings"
import { findSession, openSession } from "./sessions"

test("keys of one sign do something until the user switches them off, for that user alone", async () => {
  const [user, other] = [await makeUser(), await makeUser()]
  const [session, others] = [await openSession(user.id), await openSession(other.id)]
  expect(await findSession(session)).toMatchObject({ singleKeys: true })
  await saveSettings(user.id, { language: "nl", theme: null, singleKeys: false })
  expect(await findSession(session)).toMatchObject({ language: "nl", singleKeys: false })
  expect(await findSession(others)).toMatchObject({ language: null, singleKeys: true })
})
