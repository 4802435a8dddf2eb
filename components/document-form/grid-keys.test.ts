import { describe, expect, it } from "vitest"
import { messages } from "@/messages"
import { actionOf, formActionOf, gridKeys, singleKeys } from "./grid-keys"

const pressed = (chord: string) => {
  const parts = chord.split("+")
  const [ctrlKey, altKey, shiftKey, metaKey] = ["Ctrl", "Alt", "Shift", "Meta"].map(part => parts.includes(part))
  return { key: parts.at(-1)!, ctrlKey: ctrlKey!, altKey: altKey!, shiftKey: shiftKey!, metaKey: metaKey! }
}

describe("the keys of the lines", () => {
  it("go from cell to cell, and stay in the text while it is edited", () => {
    expect(actionOf(pressed("ArrowLeft"), "navigate")).toBe("left")
    expect(actionOf(pressed("ArrowLeft"), "edit")).toBeUndefined()
    expect(actionOf(pressed("Home"), "edit")).toBeUndefined()
    expect(actionOf(pressed("Enter"), "navigate")).toBe("edit")
    expect(actionOf(pressed("Enter"), "edit")).toBe("next")
    expect(actionOf(pressed("Delete"), "edit")).toBeUndefined()
    expect(actionOf(pressed("Alt+ArrowDown"), "navigate")).toBe("moveDown")
    expect(actionOf(pressed("Alt+ArrowDown"), "edit")).toBe("list")
  })

  it("leave undo to the browser while a text is edited", () => {
    expect(actionOf(pressed("Ctrl+z"), "navigate")).toBe("undo")
    expect(actionOf(pressed("Ctrl+Shift+Z"), "navigate")).toBe("redo")
    expect(actionOf(pressed("Ctrl+z"), "edit")).toBeUndefined()
  })

  it("know ⌘ for Ctrl, and a sign by itself however it is typed", () => {
    expect(actionOf(pressed("Meta+z"), "navigate")).toBe("undo")
    expect(formActionOf(pressed("Ctrl+S"))).toBe("save")
    expect(formActionOf(pressed("Ctrl+Shift+/"))).toBe("keys")
  })

  it("take none of the browser's or a screen reader's", () => {
    const theirs =
      "Ctrl+w Ctrl+t Ctrl+n Ctrl+l Ctrl+r Ctrl+p Ctrl+f Ctrl+c Ctrl+v Ctrl+x Ctrl+a F5 F6 F11 F12 Alt+ArrowLeft Alt+ArrowRight Ctrl+Tab Insert"
    for (const chord of theirs.split(" ")) {
      expect(formActionOf(pressed(chord)), chord).toBeUndefined()
      for (const mode of ["navigate", "edit"] as const) expect(actionOf(pressed(chord), mode), chord).toBeUndefined()
    }
  })

  it("mean one thing each, and all are told of in every language", () => {
    for (const mode of ["navigate", "edit"] as const) {
      const chords = gridKeys.flatMap(key => [
        ...((key as Partial<Record<typeof mode, readonly string[]>>)[mode] ?? []),
        ...("form" in key ? key.form : []),
      ])
      expect(new Set(chords).size).toBe(chords.length)
    }
    const all = [...new Set([...gridKeys, ...singleKeys].map(({ does }) => does))].sort()
    for (const { documents } of Object.values(messages)) expect(Object.keys(documents.keys.does).sort()).toEqual(all)
  })
})
