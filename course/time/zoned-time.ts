/**
 * The instants at which clocks in a time zone show a given wall time, the first one first: none where clocks are put forward over it, two
 * where they are put back over it.
 * @param wallTime as `<input type="datetime-local">` gives it, "2026-03-29T23:59"
 * @returns milliseconds since 1970
 */
export function findInstants(wallTime: string, timeZone: string): number[] {
  const asIfUtc = Date.parse(`${wallTime}Z`)
  const instants = offsetsAround(asIfUtc, timeZone).map((offset) => asIfUtc - offset)
  return instants.filter((instant) => clockTime(instant, timeZone) === asIfUtc).toSorted((a, b) => a - b)
}

/**
 * The same as one instant: the first of two.
 * @returns ISO 8601 in UTC; undefined where clocks never show that time
 */
export function findInstant(wallTime: string, timeZone: string): string | undefined {
  const [first] = findInstants(wallTime, timeZone)
  return first === undefined ? undefined : new Date(first).toISOString()
}

/** Before and after any change of clocks nearby. No zone is a day away from UTC, and none changes twice in two days. */
function offsetsAround(asIfUtc: number, timeZone: string): number[] {
  return [...new Set([asIfUtc - dayMs, asIfUtc + dayMs].map((instant) => offsetMs(instant, timeZone)))]
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
 * The instant at which clocks show the same time so many days later, whether clocks are changed in between or not. Where they are put
 * forward over that time, as long after the change as the offset before it says.
 * @param instant milliseconds since 1970
 */
export function addDays(instant: number, days: number, timeZone: string): number {
  const shown = clockTime(instant, timeZone) + days * dayMs
  const [first] = findInstants(new Date(shown).toISOString().slice(0, -1), timeZone)
  return first ?? shown - offsetMs(shown - dayMs, timeZone)
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
