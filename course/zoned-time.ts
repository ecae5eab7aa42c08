/**
 * The instant at which clocks in a time zone show a given wall time. Where clocks were put forward over it, the instant
 * that the old offset gives; where they show it twice, one of the two.
 * @param wallTime as `<input type="datetime-local">` gives it, "2026-03-29T23:59"
 * @returns ISO 8601 in UTC
 */
export function toInstant(wallTime: string, timeZone: string): string {
  const asIfUtc = Date.parse(`${wallTime}Z`)
  // The offset at a guess that is wrong by one offset; the second round sees past a change of clocks in between.
  let instant = asIfUtc - offsetMs(asIfUtc, timeZone)
  instant = asIfUtc - offsetMs(instant, timeZone)
  return new Date(instant).toISOString()
}

/** How far clocks in the zone are ahead of UTC at an instant, in milliseconds. */
function offsetMs(instant: number, timeZone: string): number {
  const parts = clockOf(timeZone).formatToParts(instant)
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((candidate) => candidate.type === type)?.value)
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  return shown - Math.floor(instant / 1000) * 1000
}

/** Kept, because making one takes longer than a hundred readings of it, and a class's grades ask it a million times. */
const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone)
  if (known !== undefined) return known
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  clocks.set(timeZone, clock)
  return clock
}

/**
 * What clocks in a time zone show at an instant.
 * @param instant milliseconds since 1970
 * @returns as `<input type="datetime-local">` takes it, "2026-03-29T23:59"
 */
export function toWallTime(instant: number, timeZone: string): string {
  return new Date(clockTime(instant, timeZone)).toISOString().slice(0, 16)
}

/** What clocks in a time zone show at an instant, as milliseconds since they showed 1970: two of them can be subtracted. */
export function clockTime(instant: number, timeZone: string): number {
  return instant + offsetMs(instant, timeZone)
}

/**
 * The instant at which clocks show the same time so many days later, whether clocks are changed in between or not.
 * @param instant milliseconds since 1970
 */
export function addDays(instant: number, days: number, timeZone: string): number {
  const shown = instant + offsetMs(instant, timeZone) + days * dayMs
  return Date.parse(toInstant(new Date(shown).toISOString().slice(0, -1), timeZone))
}

const dayMs = 24 * 3600_000

export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
