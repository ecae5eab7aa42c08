/** Monaco's colours, made from the page's tokens: one palette, in the editor too. */
import type { Monaco } from './load-monaco.ts'

const name = 'gradient-gym'

/** Reads the tokens now in force and repaints every editor. Call again when the theme of the page changed. */
export function applyEditorTheme(monaco: Monaco): void {
  const style = getComputedStyle(document.documentElement)
  const token = (variable: string) => hexColour(style.getPropertyValue(variable))
  const ink = token('--ink')
  const soft = token('--soft')
  const accent = token('--accent')
  const code = token('--code')
  const hair = token('--hair')
  const raised = token('--raised')
  const sunk = token('--sunk')
  const base = token('--base')
  const mine = token('--mine')
  const good = token('--good')
  const bad = token('--bad')
  const focus = token('--focus')
  monaco.editor.defineTheme(name, {
    base: document.documentElement.dataset['theme'] === 'dark' ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      { token: '', foreground: bare(ink) },
      { token: 'comment', foreground: bare(soft) },
      { token: 'keyword', foreground: bare(accent) },
      { token: 'string', foreground: bare(good) },
      { token: 'string.escape', foreground: bare(good), fontStyle: 'bold' },
      { token: 'regexp', foreground: bare(good) },
      { token: 'number', foreground: bare(mine) },
      { token: 'type', foreground: bare(ink) },
      { token: 'delimiter', foreground: bare(ink) },
    ],
    colors: {
      'editor.background': code,
      'editor.foreground': ink,
      'editorLineNumber.foreground': soft,
      'editorLineNumber.activeForeground': ink,
      'editorLineNumber.dimmedForeground': soft,
      'editorCursor.foreground': accent,
      'editor.lineHighlightBackground': `${ink}08`,
      'editor.lineHighlightBorder': '#00000000',
      'editor.selectionBackground': `${accent}3d`,
      'editor.inactiveSelectionBackground': `${accent}22`,
      'editor.wordHighlightBackground': `${accent}1c`,
      'editor.wordHighlightStrongBackground': `${accent}2c`,
      'editorBracketMatch.background': `${accent}22`,
      'editorBracketMatch.border': `${accent}66`,
      // Brackets are text; which one matches is shown at the cursor.
      'editorBracketHighlight.foreground1': ink,
      'editorBracketHighlight.foreground2': ink,
      'editorBracketHighlight.foreground3': ink,
      'editorIndentGuide.background1': hair,
      'editorWidget.background': raised,
      'editorWidget.foreground': ink,
      'editorWidget.border': hair,
      'editorHoverWidget.background': raised,
      'editorHoverWidget.border': hair,
      'editorSuggestWidget.background': raised,
      'editorSuggestWidget.border': hair,
      'editorSuggestWidget.foreground': ink,
      'editorSuggestWidget.selectedBackground': `${accent}2a`,
      'editorSuggestWidget.selectedForeground': ink,
      'editorSuggestWidget.highlightForeground': accent,
      'editorSuggestWidget.focusHighlightForeground': accent,
      'list.hoverBackground': sunk,
      'list.focusBackground': `${accent}2a`,
      'list.focusForeground': ink,
      'editorError.foreground': bad,
      'editorWarning.foreground': base,
      'scrollbar.shadow': '#00000000',
      'scrollbarSlider.background': `${base}4d`,
      'scrollbarSlider.hoverBackground': `${base}80`,
      'input.background': code,
      'input.foreground': ink,
      'input.border': hair,
      'menu.background': raised,
      'menu.foreground': ink,
      'menu.selectionBackground': `${accent}2a`,
      'menu.selectionForeground': ink,
      'quickInput.background': raised,
      'quickInput.foreground': ink,
      'quickInputList.focusBackground': `${accent}2a`,
      'quickInputList.focusForeground': ink,
      'textLink.foreground': accent,
      'editorUnnecessaryCode.opacity': '#000000d0',
      focusBorder: focus,
    },
  })
  monaco.editor.setTheme(name)
}

/** Monaco takes #rrggbb alone; a token may be any colour that CSS knows. */
function hexColour(value: string): string {
  const context = document.createElement('canvas').getContext('2d')
  if (!context) return '#808080'
  context.fillStyle = value.trim()
  return context.fillStyle.startsWith('#') ? context.fillStyle : '#808080'
}

function bare(colour: string): string {
  return colour.slice(1)
}
