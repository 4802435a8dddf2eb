/** Whether nobody is busy on the page: the focus is where a browser, or the page's frame, puts it of itself. */
export function isFocusFree(): boolean {
  const { activeElement } = document
  return activeElement === null || activeElement === document.body || activeElement.matches("main")
}
