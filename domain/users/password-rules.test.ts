import { expect, test } from "vitest"
import { expectCode } from "@/test/refusals"
import { requireStrong } from "./password-rules"

const own = ["Noor de Vries", "noor.devries@kolkwijk.example", "Kolkwijk Bouwmaterialen B.V."]
const choose = (password: string) => requireStrong(password, own, "password")

test.each([
  "qwertyuiop123",
  "passwordpassword",
  "P@ssw0rd!!!!",
  "1q2w3e4r5t6y",
  "sunshine20262026",
  "…sunshine2026",
  "123456789012",
  "abcdefghijklmn",
  "9876543210987",
  "aaaaaaaaaaaa",
  "abababababab",
  "ＱＷＥＲＴＹＵＩＯＰ１２３",
])("%s is guessed first", async password => {
  await expectCode(choose(password), "user.password_common")
})

test.each([
  ["Kolkwijk-2026", "kolkwijk"],
  ["bouwmaterialen12", "bouwmaterialen"],
  ["kolkwijk inkoop!", "kolkwijk"],
  ["NoorDeVries2026", "devries"],
  ["devries@kolkwijk", "kolkwijk"],
])("%s is what everybody knows", async (password, word) => {
  await expect(choose(password)).rejects.toMatchObject({
    issues: [{ code: "user.password_own_words", params: { word }, field: "password" }],
  })
})

test.each(["wisteria upon the gate", "kolkwijk has seven green ladders", "Tz9#vq2!Lm4x", "vrienden van de bakker"])(
  "%s will do",
  async password => {
    await choose(password)
  },
)
