/** What the page may ask of the editor, whether Monaco has come or the plain text field still stands in its place. */
import type { editor as MonacoEditor } from 'monaco-editor/editor/editor.api.js'
import type { Monaco } from './load-monaco.ts'

interface EditorMarker {
  line: number
  column: number
  message: string
}

export interface EditorHandle {
  /** Somebody is about to edit or run. */
  wake(): void
  focus(): void
  revealLine(line: number, column?: number): void
  getSource(): string
  /** Replaces the text; Ctrl+Z takes it back. */
  setSource(source: string): void
  setMarkers(markers: readonly EditorMarker[]): void
  setScreenReaderMode(on: boolean): void
}

/** What was asked of the editor before it came. */
export interface Waiting {
  markers: readonly EditorMarker[]
  screenReader: boolean
}

export interface Loaded {
  monaco: Monaco
  editor: MonacoEditor.IStandaloneCodeEditor
}

interface HandleParts {
  loaded: { current: Loaded | null }
  plain: { current: HTMLTextAreaElement | null }
  waiting: { current: Waiting }
  wake: () => void
  setPlainSource: (source: string) => void
}

export function makeHandle({ loaded, plain, waiting, wake, setPlainSource }: HandleParts): EditorHandle {
  return {
    wake,
    focus() {
      if (loaded.current) loaded.current.editor.focus()
      else plain.current?.focus()
    },
    revealLine(line, column = 1) {
      if (!loaded.current) return plain.current && selectLine(plain.current, line, column)
      const { editor } = loaded.current
      editor.setPosition({ lineNumber: line, column })
      editor.revealLineInCenterIfOutsideViewport(line)
      editor.focus()
    },
    getSource: () => loaded.current?.editor.getValue() ?? plain.current?.value ?? '',
    setSource(source) {
      const model = loaded.current?.editor.getModel()
      if (!loaded.current || !model) {
        if (plain.current) plain.current.value = source
        setPlainSource(source)
        return
      }
      if (model.getValue() === source) return
      const selections = loaded.current.editor.getSelections() ?? []
      loaded.current.editor.pushUndoStop()
      model.pushEditOperations(selections, [{ range: model.getFullModelRange(), text: source }], () => selections)
      loaded.current.editor.pushUndoStop()
    },
    setMarkers(markers) {
      waiting.current.markers = markers
      if (loaded.current) showMarkers(loaded.current, markers)
    },
    setScreenReaderMode(on) {
      waiting.current.screenReader = on
      loaded.current?.editor.updateOptions({ accessibilitySupport: on ? 'on' : 'auto' })
    },
  }
}

/** In the plain text field the caret is all that can point at a line. */
function selectLine(field: HTMLTextAreaElement, line: number, column: number): void {
  const before = field.value.split('\n').slice(0, line - 1)
  const at = before.reduce((sum, text) => sum + text.length + 1, 0) + column - 1
  field.focus()
  field.setSelectionRange(at, at)
}

export function showMarkers({ monaco, editor }: Loaded, markers: readonly EditorMarker[]): void {
  const model = editor.getModel()
  if (!model) return
  const placed = markers.map((marker) => placeMarker(monaco, model, marker))
  monaco.editor.setModelMarkers(model, 'grader', placed)
}

/** Underlines the word at the marker, or the rest of the line where there is no word. */
function placeMarker(monaco: Monaco, model: MonacoEditor.ITextModel, marker: EditorMarker): MonacoEditor.IMarkerData {
  const line = Math.min(Math.max(1, marker.line), model.getLineCount())
  const column = Math.min(Math.max(1, marker.column), model.getLineMaxColumn(line))
  const word = model.getWordAtPosition({ lineNumber: line, column })
  const start = word?.startColumn ?? (column > 1 ? column : model.getLineFirstNonWhitespaceColumn(line) || 1)
  return {
    severity: monaco.MarkerSeverity.Error,
    message: marker.message,
    startLineNumber: line,
    startColumn: start,
    endLineNumber: line,
    endColumn: word?.endColumn ?? model.getLineMaxColumn(line),
  }
}
