import type { LineProblem } from '@/course/tables/line-problem.ts'
import { decodeTableText } from '@/course/tables/table-text.ts'

/** The text of a file that was chosen, in whichever of the known encodings it is. @returns the problem where it cannot be read for certain */
export async function readTableFile(
  file: File,
  { limitBytes }: { limitBytes: number },
): Promise<{ text: string; isGuessed: boolean } | { problem: LineProblem }> {
  if (file.size > limitBytes) return { problem: { line: 1, code: 'too-large' } }
  const read = decodeTableText(new Uint8Array(await file.arrayBuffer()))
  if (read.kind === 'refused') return { problem: { line: read.line, code: read.code } }
  return { text: read.text, isGuessed: read.encoding === 'gb18030' }
}
