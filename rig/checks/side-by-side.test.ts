import { expect, test } from 'vitest'

import { runSideBySide } from './side-by-side.ts'

const program = (text: string): string[] => ['--eval', text]

test('every check runs, those that fail are named and say why', async () => {
  const lines: string[] = []
  const tasks = [
    { name: 'bad', args: program('console.log("the reason"); process.exit(1)') },
    { name: 'good', args: program('console.log("of no interest")') },
    { name: 'worse', args: program('throw new Error("another reason")') },
  ]
  expect((await runSideBySide(tasks, (line) => lines.push(line))).toSorted()).toEqual(['bad', 'worse'])
  const told = lines.join('\n')
  expect(told).toMatch(/^FAIL bad/m)
  expect(told).toMatch(/^ok {3}good/m)
  expect(told).toContain('the reason')
  expect(told).toContain('another reason')
  expect(told).not.toContain('of no interest')
})
