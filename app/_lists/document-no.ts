/**
 * The number of a document that a notice names, as its address gives it. Anybody can make up an address: what is no number,
 * a sentence for one, is as if it were not there.
 */
export function documentNo(text: string | undefined): string | undefined {
  return text && /^[\p{L}\p{N}][\p{L}\p{N}./_-]{0,19}$/u.test(text) ? text : undefined
}
