import { expect, test } from 'vitest'

import { writeInvitations } from './invitation-texts.ts'

const site = 'https://gym.example.org/en/invitation'
const ana = {
  name: 'Ana, "A"',
  email: 'ana@example.org',
  role: 'learner',
  studentId: '007',
  link: `${site}/1.a`,
} as const
const bo = { name: '', email: 'bo@example.org', role: 'assistant', studentId: null, link: `${site}/2.b` } as const
const evil = { ...bo, name: '=1+1', email: 'e@example.org', link: `${site}/3.c` } as const

test('all links are written as a list, a line each', () => {
  expect(writeInvitations([ana, bo]).list).toBe(`Ana, "A" <ana@example.org>: ${site}/1.a\nbo@example.org: ${site}/2.b`)
})

test('and as a table that spreadsheets take for text, without a byte order mark', () => {
  expect(writeInvitations([ana, bo, evil]).csv.split('\r\n')).toEqual([
    'email,name,role,student_id,link',
    `ana@example.org,"Ana, ""A""",learner,007,${site}/1.a`,
    `bo@example.org,,assistant,,${site}/2.b`,
    `e@example.org,'=1+1,assistant,,${site}/3.c`,
    '',
  ])
})

test('a link that a reader may not hand out is in neither', () => {
  expect(writeInvitations([{ ...ana, link: null }])).toEqual({ list: '', csv: 'email,name,role,student_id,link\r\n' })
})
