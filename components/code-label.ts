/** A code with what it stands for, as an option of a select; a description that only repeats the code, or none, is left out. */
export function codeLabel({ code, description }: { code: string; description: string }): string {
  return description === "" || description === code ? code : `${code} ${description}`
}
