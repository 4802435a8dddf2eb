/**
 * The keys of the lines (docs/semantics/speed-and-find.md, 4 and 5), in one table: what is pressed goes by it, and so does the
 * list that `?` shows. None is one of the browser's or a screen reader's. Ctrl is ⌘ on a Mac.
 */

/** Navigate: keys go from cell to cell. Edit: they stay in the text. */
export type GridMode = "navigate" | "edit"

type Key = {
  does: string
  navigate?: readonly string[]
  edit?: readonly string[] /** Anywhere in the form. */
  form?: readonly string[]
}

export const gridKeys = [
  { does: "up", navigate: ["ArrowUp"], edit: ["ArrowUp"] },
  { does: "down", navigate: ["ArrowDown"], edit: ["ArrowDown"] },
  { does: "left", navigate: ["ArrowLeft"] },
  { does: "right", navigate: ["ArrowRight"] },
  { does: "rowStart", navigate: ["Home"] },
  { does: "rowEnd", navigate: ["End"] },
  { does: "first", navigate: ["Ctrl+Home"] },
  { does: "last", navigate: ["Ctrl+End"] },
  { does: "pageUp", navigate: ["PageUp"], edit: ["PageUp"] },
  { does: "pageDown", navigate: ["PageDown"], edit: ["PageDown"] },
  { does: "extendUp", navigate: ["Shift+ArrowUp"] },
  { does: "extendDown", navigate: ["Shift+ArrowDown"] },
  { does: "extendLeft", navigate: ["Shift+ArrowLeft"] },
  { does: "extendRight", navigate: ["Shift+ArrowRight"] },
  { does: "edit", navigate: ["F2", "Enter"] },
  { does: "next", edit: ["Enter"] },
  { does: "back", navigate: ["Shift+Enter"], edit: ["Shift+Enter"] },
  { does: "tab", navigate: ["Tab"], edit: ["Tab"] },
  { does: "tabBack", navigate: ["Shift+Tab"], edit: ["Shift+Tab"] },
  { does: "restore", edit: ["Escape"] },
  { does: "leave", navigate: ["Escape"] },
  { does: "list", edit: ["Alt+ArrowDown"] },
  { does: "empty", navigate: ["Delete", "Backspace"] },
  { does: "copyAbove", navigate: ["F8"], edit: ["F8"] },
  { does: "fillDown", navigate: ["Ctrl+d"] },
  { does: "moveUp", navigate: ["Alt+ArrowUp"], edit: ["Alt+ArrowUp"] },
  { does: "moveDown", navigate: ["Alt+ArrowDown"] },
  { does: "remove", navigate: ["Ctrl+Delete", "Ctrl+Backspace"] },
  { does: "nextBad", navigate: ["Alt+PageDown"], edit: ["Alt+PageDown"] },
  { does: "previousBad", navigate: ["Alt+PageUp"], edit: ["Alt+PageUp"] },
  { does: "undo", navigate: ["Ctrl+z"] },
  { does: "redo", navigate: ["Ctrl+y", "Ctrl+Shift+z"] },
  { does: "insert", form: ["Ctrl+Insert", "Alt+Enter"] },
  { does: "save", form: ["Ctrl+Enter", "Ctrl+s"] },
  { does: "keys", form: ["Ctrl+/"] },
] as const satisfies readonly Key[]

export type GridAction = (typeof gridKeys)[number]["does"]

/** Keys of one sign, which can be switched off (WCAG 2.1.4): they work where nothing is being typed. */
export const singleKeys = [
  { does: "keys", sign: "?" },
  { does: "nextBad", sign: "n" },
] as const

const table: readonly (Key & { does: GridAction })[] = gridKeys

type Pressed = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">

/** How a key is written in the table: "Ctrl+Shift+z". */
function chordOf({ key, ctrlKey, metaKey, altKey, shiftKey }: Pressed): string {
  const isSign = key.length === 1
  const parts = [
    (ctrlKey || metaKey) && "Ctrl",
    altKey && "Alt",
    shiftKey && !(isSign && !ctrlKey && !metaKey) && "Shift",
  ]
  // Where a sign needs Shift, such as the slash of many keyboards, the sign is what counts.
  const needsShift = isSign && shiftKey && key.toLowerCase() === key.toUpperCase()
  const pressed = parts.filter(part => part && !(needsShift && part === "Shift"))
  return [...pressed, isSign ? key.toLowerCase() : key].join("+")
}

/** What a key does in the grid; undefined: what the browser does with it. */
export function actionOf(pressed: Pressed, mode: GridMode): GridAction | undefined {
  const chord = chordOf(pressed)
  return table.find(key => key[mode]?.includes(chord))?.does
}

/** What a key does anywhere in the form. */
export function formActionOf(pressed: Pressed): GridAction | undefined {
  const chord = chordOf(pressed)
  return table.find(key => key.form?.includes(chord))?.does
}
