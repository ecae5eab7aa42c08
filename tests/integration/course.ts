/** A course of two exercises and two lessons, written to a folder of its own. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

export const first = 'scale-by-two'
export const second = 'scale-by-three'
/** Stands in every text that no learner may see. */
export const secretMark = 'KEEP-THIS-ON-THE-SERVER'

export async function writeCourse(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'gradient-gym-course-'))
  const units = [{ number: 1, slug: 'scaling', title: both('Scaling'), summary: both('Of numbers') }]
  await writeAll(folder, {
    'lessons/units.json': JSON.stringify(units),
    'lessons/scaling/twice/lesson.json': JSON.stringify(lesson(1)),
    'lessons/scaling/thrice/lesson.json': JSON.stringify(lesson(2)),
    ...prefixed(`exercises/${first}`, exercise({ id: 'E01', order: 1, lesson: 'scaling/twice', prerequisites: [] })),
    ...prefixed(
      `exercises/${second}`,
      exercise({ id: 'E02', order: 2, lesson: 'scaling/thrice', prerequisites: [first] }),
    ),
  })
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) }
}

function lesson(order: number): object {
  const title = both(`Lesson ${order}`)
  return { order, minutes: 5, title, summary: title }
}

function exercise(meta: {
  id: string
  order: number
  lesson: string
  prerequisites: string[]
}): Record<string, string> {
  const prose =
    '# Scale\n\nScale it.\n\n## Checks\n\n### scaled\n\nIt is scaled.\n\n1. Multiply.\n\n## Misconceptions\n'
  return {
    'exercise.json': JSON.stringify({
      ...meta,
      unit: 1,
      concepts: ['scaling'],
      problems: [1],
      difficulty: 1,
      minutes: 5,
      points: 10,
    }),
    'en.md': prose,
    'zh.md': prose,
    'starter.ts': 'export const scale = (x: number): number => x // TODO\n',
    'solution.ts': `// ${secretMark}\nexport const scale = (x: number): number => 2 * x\n`,
    'misconceptions/adds.ts': `// ${secretMark}\nexport const scale = (x: number): number => 2 + x\n`,
    'experiment.ts': 'export default { exports: {}, draw: () => ({ x: 3 }), sections: {} }\n',
    'checks.ts': 'export default { checks: {}, misconceptions: {}, plots: {} }\n',
    'reference.json': JSON.stringify({
      source: 'a'.repeat(64),
      draws: [{ seed: 1, draw: { x: 3 }, reference: { run: { scaled: 6 } } }],
      margins: {},
    }),
  }
}

function both(text: string): { en: string; zh: string } {
  return { en: text, zh: text }
}

function prefixed(folder: string, files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]))
}

async function writeAll(root: string, files: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(root, name)
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, text)
  }
}
