/**
 * Puts a text into the clipboard.
 * @returns false where the browser does not let a page do so
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    // Missing on pages that came over plain http from another machine.
    if ('clipboard' in navigator) {
      await navigator.clipboard.writeText(text)
      return true
    }
  } catch {
    // Refused, by a permission or because the page has no focus: the older way may still do.
  }
  return copySelected(text)
}

function copySelected(text: string): boolean {
  const field = document.createElement('textarea')
  field.value = text
  field.readOnly = true
  field.className = 'fixed top-0 left-0 opacity-0'
  const focused = document.activeElement
  // Inside an open dialog everything outside it is inert and cannot be selected.
  const place = focused?.closest('dialog') ?? document.body
  place.append(field)
  field.select()
  try {
    return document.execCommand('copy')
  } catch {
    return false
  } finally {
    field.remove()
    if (focused instanceof HTMLElement) focused.focus()
  }
}
