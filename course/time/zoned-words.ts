/** A moment as a clock of the class shows it, in words. */

interface Wanted {
  locale: string
  timeZone: string
  /** Whether the year is named. */
  year: boolean
  /** Whether the day of the week is named, for what is ahead; it is by default. */
  weekday?: boolean
  /** Whether the time zone is named: it need not be where the page names it for all of its times. It is by default. */
  zone?: boolean
}

/** "Thu, Mar 5, 2026, 11:00 AM UTC"; "2026年3月5日周四 11:00（UTC）". */
export function describeZonedTime(
  at: Date,
  { locale, timeZone, year, weekday = true, zone: named = true }: Wanted,
): string {
  const options: Intl.DateTimeFormatOptions = {
    timeZone,
    ...(weekday ? { weekday: 'short' } : {}),
    ...(year ? { year: 'numeric' } : {}),
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }
  if (!named) return formatOf(locale, options).format(at)
  const withZone = formatOf(locale, { ...options, timeZoneName: 'short' })
  if (!locale.startsWith('zh')) return unbroken(withZone.format(at))
  // Its Chinese pattern puts the zone between the day of the week and the hour.
  const zone = withZone.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? timeZone
  return `${formatOf(locale, options).format(at)}（${unbroken(zone)}）`
}

/** A minus sign in the place of the hyphen, behind which a line could end. */
const unbroken = (text: string): string => text.replace(/GMT-(?=\d)/, 'GMT−')

const formats = new Map<string, Intl.DateTimeFormat>()

/** Made once each: to make one takes far longer than to use it, and a page of people has hundreds of times. */
function formatOf(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options])
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, options)
  formats.set(key, format)
  return format
}
