import type { GradebookCell } from '@/course/gradebook/gradebook.ts'

/** Verdict by sign and colour, points, a dot for late (beside the sign for missing: it came too late to count), marks for what people did, small the attempts. */
export function CellMark(props: { cell: GradebookCell | null; missing: boolean; number: (value: number) => string }) {
  const { cell, missing, number } = props
  if (cell === null) return <span className="w-4 text-center text-soft">{missing ? '–' : '·'}</span>
  return (
    <>
      <span className={`w-4 shrink-0 text-center ${toneOf(cell)}`}>{signOf(cell, missing)}</span>
      <span className={cell.overridden ? 'font-medium underline decoration-dotted underline-offset-4' : ''}>
        {cell.points === null ? '' : number(cell.points)}
      </span>
      {cell.late ? <span className="text-bad">•</span> : null}
      <span className="ml-auto flex items-center gap-1 text-soft">
        {cell.waiting > 0 && cell.kind !== null ? <span>…</span> : null}
        {cell.extended ? <ExtensionMark /> : null}
        {cell.overridden ? <OverrideMark /> : null}
        {cell.attempts > 0 ? <span className="text-xs">{cell.attempts}</span> : null}
      </span>
    </>
  )
}

/** Told apart by shape, not by colour alone. */
function signOf(cell: GradebookCell, missing: boolean): string {
  if (cell.kind === null) return cell.waiting > 0 ? '…' : missing ? '–' : '·'
  if (cell.kind === 'passed') return '✓'
  return cell.kind === 'failed' ? '◐' : '✕'
}

function toneOf(cell: GradebookCell): string {
  if (cell.kind === 'passed') return 'text-good'
  if (cell.kind === null) return 'text-soft'
  return cell.kind === 'failed' ? 'text-ink' : 'text-bad'
}

/** A clock: more time. */
export function ExtensionMark() {
  return (
    <svg viewBox="0 0 12 12" width="11" height="11" fill="none" stroke="currentColor" aria-hidden="true">
      <circle cx="6" cy="6" r="4.75" />
      <path d="M6 3.5V6l1.75 1.25" strokeLinecap="round" />
    </svg>
  )
}

/** A pen: by hand. */
export function OverrideMark() {
  return (
    <svg viewBox="0 0 12 12" width="11" height="11" fill="none" stroke="currentColor" aria-hidden="true">
      <path d="m2 10 .5-2.25 5.75-5.75 1.75 1.75L4.25 9.5Z" strokeLinejoin="round" />
    </svg>
  )
}
