import { expect, test } from 'vitest'

import { describeZonedTime } from './zoned-words.ts'

const at = new Date('2026-03-05T11:00:00Z')

test('in Chinese the zone stands behind the time', () => {
  expect(describeZonedTime(at, { locale: 'zh', timeZone: 'UTC', year: true })).toBe('2026年3月5日周四 11:00（UTC）')
  expect(describeZonedTime(at, { locale: 'zh', timeZone: 'America/New_York', year: false })).toBe(
    '3月5日周四 06:00（GMT−5）',
  )
})

test('in English too', () => {
  expect(describeZonedTime(at, { locale: 'en', timeZone: 'UTC', year: true })).toBe('Thu, Mar 5, 2026, 11:00 AM UTC')
})

test('a page that names its time zone once does not say it with each time', () => {
  const at = new Date('2026-03-05T11:00:00Z')
  const wanted = { timeZone: 'Asia/Shanghai', year: true, weekday: false, zone: false }
  expect(describeZonedTime(at, { ...wanted, locale: 'zh' })).toBe('2026年3月5日 19:00')
  expect(describeZonedTime(at, { ...wanted, locale: 'en' })).toBe('Mar 5, 2026, 07:00 PM')
})

test('no line ends inside the name of a time zone', () => {
  const at = new Date('2026-03-05T11:00:00Z')
  const wanted = { timeZone: 'America/Sao_Paulo', year: false, weekday: false }
  expect(describeZonedTime(at, { ...wanted, locale: 'zh' })).toBe('3月5日 08:00（GMT−3）')
  expect(describeZonedTime(at, { ...wanted, locale: 'en' })).toBe('Mar 5, 08:00 AM GMT−3')
})
