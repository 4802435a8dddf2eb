/** What the page itself has to say to the action; never taken from an earlier answer. */
export function HiddenField({ name, value }: { name: string; value: string | number }) {
  return <input type="hidden" name={name} value={value} />
}
