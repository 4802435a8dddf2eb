import { PlainSelectField } from "./plain-select-field"

/**
 * A filter of a list: one of a few words, or none of them.
 * @param all what the list shows without a filter
 * @param text the words as the reader knows them
 */
export function FilterField<Word extends string>(props: {
  name: string
  label: string
  all: string
  words: readonly Word[]
  chosen: Word | undefined
  text: (word: Word) => string
}) {
  const { name, label, all, words, chosen = "", text } = props
  const options = [{ value: "", label: all }, ...words.map(word => ({ value: word, label: text(word) }))]
  return <PlainSelectField name={name} label={label} defaultValue={chosen} options={options} />
}
