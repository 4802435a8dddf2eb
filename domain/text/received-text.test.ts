import fc from "fast-check"
import { expect, test } from "vitest"
import { cutText } from "./cut-text"
import { receivedLine, receivedText } from "./received-text"

test.each([
  ["plain text, ÅŁ 漢字 € “quoted”", "plain text, ÅŁ 漢字 € “quoted”"],
  ["one\r\ntwo\rthree\u2028four\u0085five\vsix", "one\ntwo\nthree\nfour\nfive\nsix"],
  ["a\tb", "a\tb"],
  ["1\u00002", "1\uFFFD2"],
  ["bell\u0007 delete\u007F next\u009B", "bell\uFFFD delete\uFFFD next\uFFFD"],
  ["1\u200B2\uFEFF3\u00AD4\u2060", "1234"],
  ["\u202E321\u202C \u2066x\u2069 \u200Fy\u061C", "321 x y"],
  // A family, a heart on fire, Persian: the joiner belongs to the sign.
  ["👩‍👩‍👧 ❤️‍🔥 می‌خواهم", "👩‍👩‍👧 ❤️‍🔥 می‌خواهم"],
  ["In\u200Dko\u200Cop \u200Dé", "Inkoop é"],
  ["half \uD83D and \uDE00", "half \uFFFD and \uFFFD"],
  ["\u{E0049}hidden\u{E007F}", "hidden"],
])("%j is kept as %j", (sent, kept) => {
  expect(receivedText(sent)).toBe(kept)
})

test("a line has no breaks and no tabs", () => {
  expect(receivedLine(" Noord\r\n\tkade\u2029B.V. ")).toBe(" Noord kade B.V. ")
})

const anyText = fc.string({
  unit: fc.oneof(
    fc.constantFrom("\u200D", "\u202E", "\r", "👩", "é", "\uD83D", "\0"),
    fc.string({ unit: "binary", maxLength: 1 }),
  ),
})

test("what is kept holds nothing hidden, is whole, and is kept as it is the next time", () => {
  fc.assert(
    fc.property(anyText, text => {
      const kept = receivedText(text)
      expect(kept).not.toMatch(/[^\P{Cc}\n\t]|\p{Cs}|[\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/u)
      expect(receivedText(kept)).toBe(kept)
      expect(receivedLine(kept)).not.toMatch(/[\n\t]/u)
    }),
  )
})

test("a text is cut between signs, as near to its length as they allow", () => {
  expect(cutText("abc", 3)).toBe("abc")
  expect(cutText("ab😀", 3)).toBe("ab")
  expect(cutText("ab👩‍👩‍👧", 9)).toBe("ab")
  expect(cutText("Cafe\u0301s", 4)).toBe("Caf")
  expect(cutText("Cafe\u0301s", 5)).toBe("Cafe\u0301")
  expect(cutText("🇳🇱🇧🇪", 6)).toBe("🇳🇱")
  expect(cutText(`a${"\u0301".repeat(5_000)}`, 1_000).length).toBe(1_000)
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.nat({ max: 40 }), (text, most) => {
      const cut = cutText(text, most)
      expect(cut.length).toBeLessThanOrEqual(most)
      expect(text.startsWith(cut)).toBe(true)
      expect(Buffer.from(cut).toString()).toBe(cut)
    }),
  )
})
