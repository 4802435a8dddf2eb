import { join } from "node:path"

/** DejaVu knows the letters of every language of Europe, and its figures are all of one width. */
const dejavu = join(process.cwd(), "node_modules/dejavu-fonts-ttf/ttf")

/** Noto Sans, one weight, cut down to the signs in common use (fonts/LICENSE); each has the Latin letters too. */
const noto = join(process.cwd(), "app/[company]/_posted-purchase-documents/pdf/fonts")

const files = {
  plain: join(dejavu, "DejaVuSansCondensed.ttf"),
  bold: join(dejavu, "DejaVuSansCondensed-Bold.ttf"),
  korean: join(noto, "noto-sans-kr.ttf"),
  japanese: join(noto, "noto-sans-jp.ttf"),
  chinese: join(noto, "noto-sans-sc.ttf"),
}

export type FontName = keyof typeof files

/** Makes the fonts known to a PDF; each is read when the first text is written in it. */
export function registerFonts(pdf: PDFKit.PDFDocument): void {
  for (const [name, file] of Object.entries(files)) pdf.registerFont(name, file)
}

/** The font that has the signs of a text: Chinese, Japanese and Korean stand in fonts of their own, in one weight. */
export function fontFor(text: string, weight: "plain" | "bold"): FontName {
  if (/\p{Script=Hangul}/u.test(text)) return "korean"
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return "japanese"
  // Ideographs, their punctuation and the full-width forms.
  if (/[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u.test(text)) return "chinese"
  return weight
}
