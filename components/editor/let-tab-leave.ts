/** No keyboard trap: after Esc the next Tab moves on to the next control; any other key makes Tab indent again. */
import type { editor as MonacoEditor } from 'monaco-editor/editor/editor.api.js'
import type { Monaco } from './load-monaco.ts'

/** Esc first closes whatever is open in the editor; only with nothing left to close does it set Tab free. */
const nothingToClose = [
  'editorTextFocus',
  '!suggestWidgetVisible',
  '!findWidgetVisible',
  '!parameterHintsVisible',
  '!editorHoverVisible',
  '!renameInputVisible',
  '!referenceSearchVisible',
  '!markersNavigationVisible',
  '!inSnippetMode',
  '!editorHasMultipleSelections',
  '!editorHasSelection',
].join(' && ')

/** @returns what undoes it */
export function letTabLeave(
  monaco: Monaco,
  editor: MonacoEditor.IStandaloneCodeEditor,
  onChange: (leaves: boolean) => void,
): () => void {
  const { KeyCode } = monaco
  const kept = new Set([KeyCode.Escape, KeyCode.Tab, KeyCode.Shift])
  let free = false
  const set = (next: boolean) => {
    if (free === next) return
    free = next
    editor.updateOptions({ tabFocusMode: next })
    onChange(next)
  }
  editor.addCommand(KeyCode.Escape, () => set(true), nothingToClose)
  const keys = editor.onKeyDown((event) => {
    if (!kept.has(event.keyCode)) set(false)
  })
  const blur = editor.onDidBlurEditorText(() => set(false))
  return () => {
    keys.dispose()
    blur.dispose()
  }
}
