/** What a browser says it is, in as few words as somebody needs to recognise their own. */

const browsers = [
  ['Edge', /\bEdg(?:e|A|iOS)?\//],
  ['Opera', /\bOPR\//],
  ['WeChat', /\bMicroMessenger\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /\b(?:Chrome|CriOS|HeadlessChrome)\//],
  ['Safari', /\bVersion\/[\d.]+.*\bSafari\//],
] as const

const systems = [
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b/],
  ['Linux', /\bLinux\b/],
] as const

export interface Device {
  /** Null where it is none that is known. */
  browser: string | null
  system: string | null
}

/** The first that fits: many browsers also claim to be an older one. */
export function readDevice(userAgent: string): Device {
  const nameOf = (known: ReadonlyArray<readonly [string, RegExp]>) =>
    known.find(([, pattern]) => pattern.test(userAgent))?.[0] ?? null
  return { browser: nameOf(browsers), system: nameOf(systems) }
}
