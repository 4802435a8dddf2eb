const signs: Readonly<Record<string, string>> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  Escape: "Esc",
}

/** What is written on the keys of an Apple keyboard; its Delete is what others call Backspace. */
const appleSigns: Readonly<Record<string, string>> = {
  Ctrl: "⌘",
  Alt: "⌥",
  Shift: "⇧",
  Enter: "↩",
  Backspace: "⌫",
  Delete: "⌦",
}

/**
 * The keys of a chord as the reader's keyboard has them: "Ctrl+d" is Ctrl and D, on an Apple keyboard ⌘ and D.
 *
 * @param chord as the table of keys writes it (grid-keys.ts)
 */
export function writtenChord(chord: string, isApple: boolean): string[] {
  return chord
    .split("+")
    .map(
      part =>
        signs[part] ??
        (isApple ? appleSigns[part] : undefined) ??
        (part.length === 1 && chord.includes("+") ? part.toUpperCase() : part),
    )
}
